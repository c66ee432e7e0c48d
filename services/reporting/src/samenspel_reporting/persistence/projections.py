"""Writes the read models: partial rows, so that it does not matter which aggregate comes first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Unpack
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_reporting.application.ports import HandoverChange, ItemChange, Milestone
from samenspel_reporting.domain.items import ItemKind, ItemState
from samenspel_reporting.persistence.tables import (
    Base,
    HandoverRow,
    ItemRow,
    JourneyRow,
    SchoolRow,
    UnitRow,
)

COLUMN_OF = {
    Milestone.SUBMITTED: "submitted_at",
    Milestone.CASE_OPENED: "case_opened_at",
    Milestone.GRANTED: "granted_at",
}


class SqlProjections:
    """The read models of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def change_item(
        self,
        id_: UUID,
        kind: ItemKind,
        state: ItemState,
        *,
        at: datetime,
        **change: Unpack[ItemChange],
    ) -> None:
        """Make or change the line of a request or case."""
        values = {"kind": kind, "state": state, "opened_at": at, **change}
        await self._put(ItemRow, {"id": id_}, values, earliest=frozenset({"opened_at"}))

    async def expect_item(
        self, id_: UUID, kind: ItemKind, *, at: datetime, unit_id: UUID | None
    ) -> None:
        """Make an open line without a holder, unless there is one already."""
        row = insert(ItemRow).values(
            alliance_id=self._alliance_id,
            id=id_,
            kind=kind,
            state=ItemState.OPEN,
            unit_id=unit_id,
            opened_at=at,
        )
        await self._session.execute(row.on_conflict_do_nothing())

    async def reach(self, support_request_id: UUID, milestone: Milestone, at: datetime) -> None:
        """Note when a request first reached a milestone."""
        column = COLUMN_OF[milestone]
        key = {"support_request_id": support_request_id}
        await self._put(JourneyRow, key, {column: at}, earliest=frozenset({column}))

    async def change_handover(self, id_: UUID, **change: Unpack[HandoverChange]) -> None:
        """Make or change a handover."""
        await self._put(HandoverRow, {"id": id_}, change)

    async def change_unit(self, id_: UUID, *, name: str, alliance_name: str) -> None:
        """Know a unit by its name."""
        await self._put(UnitRow, {"id": id_}, {"name": name, "alliance_name": alliance_name})

    async def change_school(self, id_: UUID, *, name: str, unit_id: UUID | None) -> None:
        """Know a school by its name."""
        await self._put(SchoolRow, {"id": id_}, {"name": name, "unit_id": unit_id})

    async def _put(
        self,
        row_type: type[Base],
        key: Mapping[str, UUID],
        values: Mapping[str, object],
        *,
        earliest: frozenset[str] = frozenset(),
    ) -> None:
        """Insert the row, or change only the columns given; of those in `earliest`, keep the first."""
        row = insert(row_type).values(alliance_id=self._alliance_id, **key, **values)
        columns, new = row_type.__table__.c, row.excluded
        given = {
            name: func.least(columns[name], new[name]) if name in earliest else new[name]
            for name in values
        }
        await self._session.execute(
            row.on_conflict_do_update(index_elements=["alliance_id", *key], set_=given)
        )
