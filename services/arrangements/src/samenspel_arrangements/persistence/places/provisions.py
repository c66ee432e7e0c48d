"""Stored provisions; whoever asks a seat waits for who asked before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.places.gaps import Offered
from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.places.provision import Provision, ProvisionKind, Seats
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.place_tables import ProvisionRow, SeatRow
from samenspel_arrangements.persistence.tables import CaseRow, SchoolRow, UnitRow
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import SchoolId
from samenspel_messaging.unit_of_work import SqlRepository

MOST_LINES = 500
MOST_SCHOOLS = 2000


class SqlProvisions(SqlRepository[Provision, ProvisionRow]):
    """The provisions of one alliance."""

    row_type = ProvisionRow

    async def locked(self, id_: UUID) -> Provision:
        """Load one for change, with its seats; nobody else changes it until this ends.

        NotFound if there is none.
        """
        row, seat = ProvisionRow, SeatRow
        mine = row.alliance_id == self._uow.scope.alliance_id
        query = select(row).where(row.id == id_, mine).with_for_update()
        fresh = query.execution_options(populate_existing=True)
        found = (await self._uow.session.scalars(fresh)).one_or_none()
        if found is None:
            raise NotFound
        provision = self.to_domain(found)
        provision.row_version = found.row_version
        taken = await self._uow.session.execute(
            select(seat.number, seat.placement_id)
            .where(seat.provision_id == id_, seat.alliance_id == found.alliance_id)
            .order_by(seat.number)
        )
        provision.seats = Seats(
            found.capacity,
            tuple((number, PlacementId(placement)) for number, placement in taken),
            tuple(PlacementId(placement) for placement in found.waiting),
        )
        self._rows[found.id] = found
        return provision

    async def keep(self, provision: Provision) -> None:
        """Write it with its seats: those that were left first, then the capacity, then new ones."""
        session, seat, taken = self._uow.session, SeatRow, provision.seats.taken
        mine = (
            seat.provision_id == provision.id,
            seat.alliance_id == self._uow.scope.alliance_id,
        )
        columns = tuple_(seat.number, seat.placement_id)
        await session.execute(delete(seat).where(*mine, columns.not_in(taken)))
        self.save(provision)
        await session.flush()
        known = set((await session.scalars(select(seat.number).where(*mine))).all())
        new = [
            {
                "provision_id": provision.id,
                "number": number,
                "alliance_id": provision.alliance_id,
                "capacity": provision.seats.capacity,
                "placement_id": placement_id,
            }
            for number, placement_id in taken
            if number not in known
        ]
        if new:
            await session.execute(insert(seat), new)

    def to_domain(self, row: ProvisionRow) -> Provision:
        """Build one, without its seats."""
        return Provision(
            id=ProvisionId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            name=row.name,
            kind=ProvisionKind(row.kind),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            year=SchoolYear(row.school_year),
            starts_on=row.starts_on,
        )

    def fill(self, row: ProvisionRow, aggregate: Provision) -> None:
        """Write its own columns."""
        row.name, row.kind = aggregate.name, aggregate.kind.value
        row.school_id, row.school_year = aggregate.school_id, aggregate.year.first_year
        row.starts_on, row.capacity = aggregate.starts_on, aggregate.seats.capacity
        row.waiting = list(aggregate.seats.waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionLine:
    """What a unit offers, how many seats are free, and how many wait."""

    id: UUID
    row_version: int
    unit_id: UUID | None
    unit_name: str | None
    school_id: UUID | None
    school_name: str | None
    name: str
    kind: str
    school_year: int
    starts_on: date
    capacity: int
    taken: int
    waiting: int

    @property
    def free(self) -> int:
        """How many seats are free."""
        return self.capacity - self.taken


class ProvisionQueries:
    """Reads what the units of one alliance offer."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def of_year(self, year: SchoolYear, *, own_unit: UUID | None) -> Sequence[ProvisionLine]:
        """Give what is offered in a year, the own unit's first; no child is named."""
        row = ProvisionRow
        query = self._query().where(row.school_year == year.first_year)
        own_first = row.unit_id.is_distinct_from(own_unit)
        query = query.order_by(own_first, row.kind, row.name, row.id).limit(MOST_LINES)
        return [ProvisionLine(**line) for line in (await self._session.execute(query)).mappings()]

    async def get(self, id_: UUID) -> ProvisionLine:
        """Give one; NotFound if there is none."""
        found = await self._session.execute(self._query().where(ProvisionRow.id == id_))
        line = found.mappings().one_or_none()
        if line is None:
            raise NotFound
        return ProvisionLine(**line)

    async def with_kind(
        self, kind: ProvisionKind, year: SchoolYear, *, own_unit: UUID | None
    ) -> Sequence[ProvisionLine]:
        """Give what is offered of a kind in a year or later, the own unit's first."""
        row = ProvisionRow
        of_kind = self._query().where(row.kind == kind.value, row.school_year >= year.first_year)
        own_first = row.unit_id.is_distinct_from(own_unit)
        query = of_kind.order_by(own_first, row.starts_on, row.name, row.id).limit(MOST_LINES)
        return [ProvisionLine(**line) for line in (await self._session.execute(query)).mappings()]

    async def schools(self) -> Sequence[tuple[UUID, str]]:
        """Give the schools that were heard of, by name; schools are public."""
        query = select(SchoolRow.school_id, SchoolRow.name).order_by(SchoolRow.name)
        return [(id_, name) for id_, name in await self._session.execute(query.limit(MOST_SCHOOLS))]

    async def units(self) -> Sequence[tuple[UUID, str]]:
        """Give the units of the alliance that have cases or offer something, by name."""
        cases = select(CaseRow.unit_id).where(CaseRow.alliance_id == self._alliance_id)
        offering = select(ProvisionRow.unit_id).where(ProvisionRow.alliance_id == self._alliance_id)
        known = cases.union(offering).subquery()
        query = select(UnitRow.unit_id, UnitRow.name).where(UnitRow.unit_id.in_(select(known)))
        found = await self._session.execute(query.order_by(UnitRow.name))
        return [(id_, name) for id_, name in found]

    async def offered_on(self, day: date) -> Sequence[Offered]:
        """Give what is offered in the school year of a day, and in the next."""
        row, year = ProvisionRow, SchoolYear.of(day).first_year
        query = self._query().where(row.school_year.in_((year, year + 1)))
        lines = [
            ProvisionLine(**found) for found in (await self._session.execute(query)).mappings()
        ]
        return [
            Offered(line.unit_id, ProvisionKind(line.kind), line.free, line.starts_on)
            for line in lines
        ]

    def _query(self) -> Select[Any]:
        row, seat = ProvisionRow, SeatRow
        taken = (
            select(func.count())
            .where(seat.provision_id == row.id, seat.alliance_id == row.alliance_id)
            .scalar_subquery()
        )
        columns: list[Any] = [
            row.id,
            row.row_version,
            row.unit_id,
            UnitRow.name.label("unit_name"),
            row.school_id,
            SchoolRow.name.label("school_name"),
            row.name,
            row.kind,
            row.school_year,
            row.starts_on,
            row.capacity,
            taken.label("taken"),
            func.cardinality(row.waiting).label("waiting"),
        ]
        return (
            select(*columns)
            .outerjoin(UnitRow, UnitRow.unit_id == row.unit_id)
            .outerjoin(SchoolRow, SchoolRow.school_id == row.school_id)
            .where(row.alliance_id == self._alliance_id)
        )
