"""What screens and API show of TLVs, filtered by what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.tlv.standing import Ended
from samenspel_arrangements.persistence.tables import PupilRow, SchoolRow, UnitRow
from samenspel_arrangements.persistence.tlv_tables import TlvRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import reference_of
from samenspel_platform.visibility import RelationColumns, permitted

NEVER = date(9999, 12, 31)
"""The day of what has ended, for sorting: after all that is open."""
OWN = [
    "id",
    "row_version",
    "alliance_id",
    "unit_id",
    "school_id",
    "pupil_id",
    "case_id",
    "status",
    "kind",
    "issuer",
    "number",
    "starts_on",
    "ends_on",
    "received_on",
    "opened_at",
    "holder_kind",
    "holder_id",
    "next_action_kind",
    "next_action_due_on",
    "expert_ids",
]
DUE_ON = func.coalesce(TlvRow.next_action_due_on, literal(NEVER))


@dataclass(frozen=True, slots=True, kw_only=True)
class TlvLine:
    """One TLV as a list shows it; a name is None until it is known."""

    id: UUID
    row_version: int
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID
    case_id: UUID | None
    status: str
    kind: str
    issuer: str | None
    number: str | None
    starts_on: date | None
    ends_on: date | None
    received_on: date
    opened_at: datetime
    holder_kind: str | None
    holder_id: UUID | None
    next_action_kind: str | None
    next_action_due_on: date | None
    expert_ids: Sequence[UUID]
    given_name: str | None
    family_name: str | None
    school_name: str | None
    unit_name: str | None

    @property
    def reference(self) -> str:
        """The short form of the id, for people."""
        return reference_of(self.id)

    @property
    def child(self) -> str | None:
        """The child's whole name, if it is known."""
        return None if self.given_name is None else f"{self.given_name} {self.family_name}".strip()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something for it."""
        return self.status != Ended.status

    @property
    def key(self) -> tuple[date, UUID]:
        """Its place in the list, for a cursor."""
        return self.next_action_due_on or NEVER, self.id


class TlvQueries:
    """Reads the TLVs of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def get(self, actor: Actor, id_: UUID) -> TlvLine:
        """Give one; NotFound if there is none that the actor may see."""
        found = await self._lines(self._query(actor).where(TlvRow.id == id_))
        if not found:
            raise NotFound(await self._whose(id_))
        return found[0]

    async def by_due(
        self,
        actor: Actor,
        *,
        limit: int,
        after: tuple[Any, ...] | None = None,
        status: str | None = None,
    ) -> Sequence[TlvLine]:
        """Give at most `limit` + 1, what is due first on top, what has ended last."""
        query = self._query(actor)
        if status is not None:
            query = query.where(TlvRow.status == status)
        if after is not None:
            query = query.where(tuple_(DUE_ON, TlvRow.id) > tuple_(*_read(after)))
        return await self._lines(query.order_by(DUE_ON, TlvRow.id).limit(limit + 1))

    async def on_offer(self, offer_id: UUID, actor: Actor) -> TlvLine:
        """Give the one that is on offer so; NotFound if there is none that the actor may see."""
        offered = TlvRow.standing["responsibility"]["offer"]["id"].astext == str(offer_id)
        found = await self._lines(self._query(actor).where(offered))
        if not found:
            raise NotFound
        return found[0]

    async def of_case(self, actor: Actor, case_id: UUID) -> Sequence[TlvLine]:
        """Give the TLVs that were applied for from a case, the newest first."""
        query = self._query(actor).where(TlvRow.case_id == case_id)
        return await self._lines(query.order_by(TlvRow.opened_at.desc(), TlvRow.id).limit(20))

    def _query(self, actor: Actor) -> Select[Any]:
        row = TlvRow
        return (
            select(
                *(getattr(row, name) for name in OWN),
                PupilRow.given_name,
                PupilRow.family_name,
                SchoolRow.name.label("school_name"),
                UnitRow.name.label("unit_name"),
            )
            .outerjoin(PupilRow, PupilRow.pupil_id == row.pupil_id)
            .outerjoin(SchoolRow, SchoolRow.school_id == row.school_id)
            .outerjoin(UnitRow, UnitRow.unit_id == row.unit_id)
            .where(row.alliance_id == self._alliance_id, _visible(actor))
        )

    async def _lines(self, query: Select[Any]) -> list[TlvLine]:
        return [TlvLine(**line) for line in (await self._session.execute(query)).mappings()]

    async def _whose(self, id_: UUID) -> UUID | None:
        query = select(TlvRow.pupil_id).where(
            TlvRow.id == id_, TlvRow.alliance_id == self._alliance_id
        )
        return await self._session.scalar(query)


def _visible(actor: Actor) -> ColumnElement[bool]:
    columns = RelationColumns(
        alliance_id=TlvRow.alliance_id,
        unit_id=TlvRow.unit_id,
        school_id=TlvRow.school_id,
        pupil_id=TlvRow.pupil_id,
    )
    return permitted(POLICY, actor, Action.SEE_TLV, columns)


def _read(after: tuple[Any, ...]) -> tuple[date, UUID]:
    try:
        day, id_ = after
        return date.fromisoformat(str(day)), UUID(str(id_))
    except ValueError:
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None
