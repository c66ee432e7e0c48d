"""What screens and API show of ways to a place, filtered by what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from samenspel_arrangements.domain.places.gaps import Wanted
from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.places.standing import Sought
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.place_tables import PlacementRow, ProvisionRow, SeatRow
from samenspel_arrangements.persistence.places.placements import WITHOUT_PLACE
from samenspel_arrangements.persistence.tables import PupilRow, SchoolRow, UnitRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import reference_of
from samenspel_platform.visibility import RelationColumns, permitted

MOST_LINES = 500
AdmittedTo = aliased(SchoolRow)
OWN = [
    "id",
    "row_version",
    "alliance_id",
    "unit_id",
    "school_id",
    "pupil_id",
    "case_id",
    "kind",
    "status",
    "sought_at",
    "provision_id",
    "next_action_kind",
    "next_action_due_on",
    "grounds",
    "standing",
]
RELATIONS = RelationColumns(
    alliance_id=PlacementRow.alliance_id,
    unit_id=PlacementRow.unit_id,
    school_id=PlacementRow.school_id,
    pupil_id=PlacementRow.pupil_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementLine:
    """One way to a place, with the names that belong to it; a name is None until it is known.

    `grounds` and `standing` are as they are stored. `place_in_line` counts from 1. `at_school_id` is
    the school that the child goes to, or where a seat is asked for it.
    """

    id: UUID
    row_version: int
    alliance_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID
    case_id: UUID
    kind: str
    status: str
    sought_at: datetime
    provision_id: UUID | None
    next_action_kind: str | None
    next_action_due_on: date | None
    grounds: dict[str, Any] | None
    standing: dict[str, Any]
    given_name: str | None
    family_name: str | None
    school_name: str | None
    unit_name: str | None
    to_school_name: str | None
    provision_name: str | None
    place_in_line: int | None
    at_school_id: UUID | None

    @property
    def reference(self) -> str:
        """The short form of the id, for people."""
        return reference_of(self.id)

    @property
    def child(self) -> str | None:
        """The child's whole name, if it is known."""
        return None if self.given_name is None else f"{self.given_name} {self.family_name}".strip()

    @property
    def why_not_regular(self) -> str:
        """Why regular education is not enough; empty where nobody wrote that, or a TLV says it."""
        return str((self.grounds or {}).get("words", ""))

    @property
    def tlv_id(self) -> UUID | None:
        """The TLV that says why not; None where a person does."""
        said = (self.grounds or {}).get("tlv_id")
        return UUID(said) if said else None

    @property
    def is_escalated(self) -> bool:
        """Whether there was no place in time."""
        return self.standing.get("escalated_on") is not None

    def on(self, name: str) -> date | None:
        """Give a day of where it stands (`from_day`, `first_day`, of the admission too)."""
        found = self.standing.get(name) or (self.standing.get("admission") or {}).get(name)
        return date.fromisoformat(found) if found else None

    @property
    def decision(self) -> str:
        """By what the writing of the board is found again; empty before it admits."""
        return str((self.standing.get("admission") or {}).get("decision", ""))

    @property
    def end_reason(self) -> str | None:
        """Why it ended; None while it is open."""
        return self.standing.get("reason")

    def weeks(self, today: date) -> int:
        """Whole weeks since the place is looked for."""
        return (today - self.sought_at.date()).days // 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One who has a seat or waits; of whom the reader may not see, only that there is one."""

    number: int
    placement_id: UUID | None
    child: str | None


class PlacementQueries:
    """Reads the ways to a place of one alliance's children."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def get(self, actor: Actor, id_: UUID) -> PlacementLine:
        """Give one; NotFound if there is none that the actor may see."""
        seen = permitted(POLICY, actor, Action.SEE_PLACEMENT, RELATIONS)
        found = await self._lines(self._query().where(seen, PlacementRow.id == id_))
        if not found:
            raise NotFound(await self._whose(id_))
        return found[0]

    async def of_case(self, actor: Actor, case_id: UUID) -> Sequence[PlacementLine]:
        """Give those of a case that the actor may see, the newest first."""
        seen = permitted(POLICY, actor, Action.SEE_PLACEMENT, RELATIONS)
        query = self._query().where(seen, PlacementRow.case_id == case_id)
        return await self._lines(query.order_by(PlacementRow.sought_at.desc()).limit(20))

    async def without_place(self, actor: Actor) -> Sequence[PlacementLine]:
        """Give the children without a place whom the actor looks for one for, who waits longest first."""
        finds = permitted(POLICY, actor, Action.FIND_PLACE, RELATIONS)
        query = self._query().where(finds, PlacementRow.status.in_(WITHOUT_PLACE))
        order = query.order_by(PlacementRow.sought_at, PlacementRow.id)
        return await self._lines(order.limit(MOST_LINES))

    async def wanted(self) -> Sequence[Wanted]:
        """Give what is looked for in the whole alliance; a seat that is kept is no need any more."""
        row, seat = PlacementRow, SeatRow
        seated = select(seat.placement_id).where(seat.alliance_id == self._alliance_id)
        query = select(row.unit_id, row.kind).where(
            row.alliance_id == self._alliance_id,
            row.status == Sought.status,
            row.id.not_in(seated),
        )
        found = await self._session.execute(query)
        return [Wanted(unit_id, ProvisionKind(kind)) for unit_id, kind in found]

    async def of_provision(
        self, actor: Actor, provision_id: UUID
    ) -> tuple[Sequence[WaitingLine], Sequence[WaitingLine]]:
        """Give who has which seat, and who waits, in order; each with a name for who may see it."""
        row, seat = ProvisionRow, SeatRow
        mine = (row.id == provision_id, row.alliance_id == self._alliance_id)
        waiting = await self._session.scalar(select(row.waiting).where(*mine)) or []
        seats = select(seat.number, seat.placement_id).where(
            seat.provision_id == provision_id, seat.alliance_id == self._alliance_id
        )
        seated = [(n, id_) for n, id_ in await self._session.execute(seats.order_by(seat.number))]
        known = await self._known(actor, [*waiting, *(id_ for _, id_ in seated)])
        return (
            [_in_line(number, known.get(id_)) for number, id_ in seated],
            [_in_line(number, known.get(id_)) for number, id_ in enumerate(waiting, start=1)],
        )

    async def _known(self, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, PlacementLine]:
        finds = permitted(POLICY, actor, Action.FIND_PLACE, RELATIONS)
        found = await self._lines(self._query().where(finds, PlacementRow.id.in_(ids)))
        return {line.id: line for line in found}

    def _query(self) -> Select[Any]:
        row = PlacementRow
        to_school = func.coalesce(
            row.standing["admission"]["school_id"].astext, row.standing["school_id"].astext
        )
        return (
            select(
                *(getattr(row, name) for name in OWN),
                PupilRow.given_name,
                PupilRow.family_name,
                SchoolRow.name.label("school_name"),
                UnitRow.name.label("unit_name"),
                AdmittedTo.name.label("to_school_name"),
                ProvisionRow.name.label("provision_name"),
                func.array_position(ProvisionRow.waiting, row.id).label("place_in_line"),
                func.coalesce(cast(to_school, Uuid), ProvisionRow.school_id).label("at_school_id"),
            )
            .outerjoin(PupilRow, PupilRow.pupil_id == row.pupil_id)
            .outerjoin(SchoolRow, SchoolRow.school_id == row.school_id)
            .outerjoin(UnitRow, UnitRow.unit_id == row.unit_id)
            .outerjoin(AdmittedTo, AdmittedTo.school_id == cast(to_school, Uuid))
            .outerjoin(ProvisionRow, ProvisionRow.id == row.provision_id)
            .where(row.alliance_id == self._alliance_id)
        )

    async def _lines(self, query: Select[Any]) -> list[PlacementLine]:
        return [PlacementLine(**line) for line in (await self._session.execute(query)).mappings()]

    async def _whose(self, id_: UUID) -> UUID | None:
        query = select(PlacementRow.pupil_id).where(
            PlacementRow.id == id_, PlacementRow.alliance_id == self._alliance_id
        )
        return await self._session.scalar(query)


def _in_line(number: int, line: PlacementLine | None) -> WaitingLine:
    if line is None:
        return WaitingLine(number=number, placement_id=None, child=None)
    return WaitingLine(number=number, placement_id=line.id, child=line.child)
