"""Writes the work list, one statement an event."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_kernel.accountability import Holder, NextAction
from samenspel_notifications.domain.work_items import DECIDE_BEFORE_END, ItemKind, StandIn, WorkItem
from samenspel_notifications.persistence.tables import (
    Base,
    WorkItemRow,
    WorkPupilRow,
    WorkSchoolRow,
    WorkStandInRow,
)

ITEM_KEY = ("alliance_id", "id")


class SqlWorkList:
    """The open items of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def put(self, item: WorkItem) -> None:
        """Have this item, in the place of what was known of it; it is new to its holder."""
        await self._upsert(
            WorkItemRow,
            ITEM_KEY,
            {
                "id": item.id,
                "kind": item.kind.value,
                "unit_id": item.unit_id,
                "school_id": item.school_id,
                "pupil_id": item.pupil_id,
                "case_id": item.case_id,
                "holder_kind": item.holder.kind.value,
                "holder_id": item.holder.id,
                "action": item.action,
                "due_on": item.due_on,
                "arrived_at": item.arrived_at,
            },
        )

    async def put_ending(
        self,
        arrangement_id: UUID,
        *,
        case_id: UUID,
        unit_id: UUID | None,
        school_id: UUID | None,
        pupil_id: UUID,
        ends_on: date,
        at: datetime,
    ) -> None:
        """Have an item for help that ends; whoever holds its case holds it."""
        await self._upsert(
            WorkItemRow,
            ITEM_KEY,
            {
                "id": arrangement_id,
                "kind": ItemKind.ARRANGEMENT.value,
                "unit_id": unit_id,
                "school_id": school_id,
                "pupil_id": pupil_id,
                "case_id": case_id,
                "action": DECIDE_BEFORE_END,
                "due_on": ends_on,
                "arrived_at": at,
            },
        )

    async def plan(
        self,
        id_: UUID,
        kind: ItemKind,
        *,
        holder: Holder,
        action: NextAction,
        unit_id: UUID | None,
        at: datetime,
    ) -> None:
        """Change what is next; the item is new to its holder only if that is another one."""
        values: dict[str, Any] = {
            "id": id_,
            "kind": kind.value,
            "unit_id": unit_id,
            "holder_kind": holder.kind.value,
            "holder_id": holder.id,
            "action": action.kind,
            "due_on": action.due_on,
            "arrived_at": at,
        }
        stays = (WorkItemRow.holder_kind == values["holder_kind"]) & (
            WorkItemRow.holder_id == values["holder_id"]
        )
        arrived = case((stays, WorkItemRow.arrived_at), else_=at)
        await self._upsert(WorkItemRow, ITEM_KEY, values, arrived_at=arrived)

    async def is_about(self, id_: UUID, pupil_id: UUID) -> None:
        """Know which pupil an item is about that was about none."""
        row = WorkItemRow
        mine = (row.alliance_id == self._alliance_id) & (row.id == id_)
        await self._session.execute(update(row).where(mine).values(pupil_id=pupil_id))

    async def remove(self, id_: UUID) -> None:
        """Forget an item: nobody must do anything for it any more."""
        row = WorkItemRow
        mine = row.alliance_id == self._alliance_id
        await self._session.execute(delete(row).where(mine, row.id == id_))

    async def know_pupil(self, pupil_id: UUID, given_name: str, *, school_id: UUID | None) -> None:
        """Know a pupil by its given name, and show what is open about it at its school of now."""
        values = {"pupil_id": pupil_id, "given_name": given_name, "school_id": school_id}
        await self._upsert(WorkPupilRow, ("alliance_id", "pupil_id"), values)
        row = WorkItemRow
        await self._session.execute(
            update(row)
            .where(
                row.alliance_id == self._alliance_id,
                row.pupil_id == pupil_id,
                row.school_id.is_distinct_from(school_id),
            )
            .values(school_id=school_id)
        )

    async def stand_in(self, person_id: UUID, deputies: Sequence[StandIn]) -> None:
        """Have these, and no others, act for a person while it is away."""
        row = WorkStandInRow
        mine = (row.alliance_id == self._alliance_id, row.person_id == person_id)
        await self._session.execute(delete(row).where(*mine))
        for one in deputies:
            values = {
                "person_id": person_id,
                "deputy_id": one.deputy_id,
                "first_day": one.first_day,
                "last_day": one.last_day,
            }
            key = ("alliance_id", "person_id", "deputy_id", "first_day")
            await self._upsert(row, key, values)

    async def name_school(self, school_id: UUID, name: str) -> None:
        """Know a school by its name."""
        values = {"school_id": school_id, "name": name}
        await self._upsert(WorkSchoolRow, ("alliance_id", "school_id"), values)

    async def _school_of_now(self, item: dict[str, Any]) -> dict[str, Any]:
        """Give the school where an item's pupil is now; nothing while that is not known."""
        if item.get("pupil_id") is None or "kind" not in item:
            return {}
        row = WorkPupilRow
        query = select(row.school_id).where(
            row.alliance_id == self._alliance_id, row.pupil_id == item["pupil_id"]
        )
        known = (await self._session.execute(query)).one_or_none()
        return {"school_id": known.school_id} if known else {}

    async def _upsert(
        self, row: type[Base], key: tuple[str, ...], values: dict[str, Any], **instead: Any
    ) -> None:
        """Make the row, or change what is given; `instead` says how a column changes otherwise."""
        values = values | await self._school_of_now(values)
        query = insert(row).values(values | {"alliance_id": self._alliance_id})
        told = {name: query.excluded[name] for name in values if name not in key}
        await self._session.execute(
            query.on_conflict_do_update(index_elements=list(key), set_=told | instead)
        )
