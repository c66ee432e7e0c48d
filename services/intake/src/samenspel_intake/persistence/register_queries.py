"""What screens and API show of the register, of pupils and of people."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.person import Person
from samenspel_intake.persistence.people import person_of
from samenspel_intake.persistence.tables import AllianceRow, PersonRow, PupilRow, SchoolRow, UnitRow
from samenspel_intake.persistence.visibility import seen_by
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import FieldError, InvalidInput

MOST_PUPILS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolLine:
    """One school of the alliance."""

    id: UUID
    location_code: str
    name: str
    place: str
    municipality_code: str
    unit_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """One unit of the alliance."""

    id: UUID
    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilLine:
    """One pupil, to choose from."""

    id: UUID
    given_name: str
    family_name: str
    birth_date: date | None

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person with one of its roles, and what that is related to, by name."""

    person: Person
    grant: Grant
    alliance_name: str
    school_name: str | None
    unit_name: str | None
    children: tuple[str, ...]


class RegisterQueries:
    """The register and the people of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def units(self) -> list[UnitLine]:
        """Give the alliance's units, by name."""
        query = select(UnitRow.id, UnitRow.slug, UnitRow.name)
        query = query.where(UnitRow.alliance_id == self._alliance_id).order_by(UnitRow.name)
        return [UnitLine(**row) for row in (await self._session.execute(query)).mappings()]

    async def schools(
        self,
        *,
        limit: int,
        after: Sequence[Any] | None = None,
        name: str = "",
        unit_id: UUID | None = None,
    ) -> list[SchoolLine]:
        """Give at most `limit` + 1 by name, after the (name, id) of a cursor."""
        row = SchoolRow
        columns = (getattr(row, field) for field in SchoolLine.__dataclass_fields__)
        query = select(*columns).where(row.alliance_id == self._alliance_id)
        if name:
            query = query.where(row.name.icontains(name, autoescape=True))
        if unit_id is not None:
            query = query.where(row.unit_id == unit_id)
        if after is not None:
            query = query.where(tuple_(row.name, row.id) > tuple_(*_position(after)))
        query = query.order_by(row.name, row.id).limit(limit + 1)
        return [SchoolLine(**found) for found in (await self._session.execute(query)).mappings()]

    async def school_name(self, id_: UUID | None) -> str:
        """Give a school's name; nothing if it is not one of the alliance's."""
        query = select(SchoolRow.name).where(
            SchoolRow.id == id_, SchoolRow.alliance_id == self._alliance_id
        )
        return await self._session.scalar(query) or ""

    async def pupils(self, actor: Actor) -> list[PupilLine]:
        """Give the pupils that an actor may see, by name."""
        row = PupilRow
        columns = (getattr(row, field) for field in PupilLine.__dataclass_fields__)
        query = select(*columns).where(
            row.alliance_id == self._alliance_id,
            seen_by(actor, row, row.id),
            row.merged_into.is_(None),
        )
        query = query.order_by(row.given_name, row.family_name, row.id).limit(MOST_PUPILS)
        return [PupilLine(**found) for found in (await self._session.execute(query)).mappings()]

    async def people(self, *, on: date) -> list[PersonLine]:
        """Give the alliance's people by role and name; for the demonstration's choice of one.

        Who has several roles on that day is there once, with the first.
        """
        query = select(PersonRow).where(PersonRow.alliance_id == self._alliance_id)
        people = [person_of(row) for row in await self._session.scalars(query)]
        lines = await self._lines(
            [(person, person.grants_on(on)[0]) for person in people if person.grants_on(on)]
        )
        return sorted(lines, key=lambda line: (line.grant.role, line.person.name, line.person.id))

    async def roles_of(self, person_id: UUID, *, on: date) -> list[PersonLine]:
        """Give one person as often as it has roles on a day, the oldest role first."""
        query = select(PersonRow).where(
            PersonRow.alliance_id == self._alliance_id, PersonRow.id == person_id
        )
        people = [person_of(row) for row in await self._session.scalars(query)]
        return await self._lines(
            [(person, grant) for person in people for grant in person.grants_on(on)]
        )

    async def _lines(self, shown: Sequence[tuple[Person, Grant]]) -> list[PersonLine]:
        names = await self._given_names({id_ for _, grant in shown for id_ in grant.pupil_ids})
        alliance, schools, units = await self._names()
        return [
            PersonLine(
                person=person,
                grant=grant,
                alliance_name=alliance,
                school_name=schools.get(grant.school_id),
                unit_name=units.get(grant.unit_id),
                children=tuple(sorted(names[id_] for id_ in grant.pupil_ids if id_ in names)),
            )
            for person, grant in shown
        ]

    async def _names(self) -> tuple[str, dict[UUID | None, str], dict[UUID | None, str]]:
        """Give the alliance's name, and those of its schools and units by id."""
        alliance = select(AllianceRow.name).where(AllianceRow.id == self._alliance_id)
        schools = select(SchoolRow.id, SchoolRow.name).where(
            SchoolRow.alliance_id == self._alliance_id
        )
        units = select(UnitRow.id, UnitRow.name).where(UnitRow.alliance_id == self._alliance_id)
        return (
            await self._session.scalar(alliance) or "",
            {id_: name for id_, name in await self._session.execute(schools)},
            {id_: name for id_, name in await self._session.execute(units)},
        )

    async def _given_names(self, ids: Set[UUID]) -> dict[UUID, str]:
        query = select(PupilRow.id, PupilRow.given_name).where(
            PupilRow.alliance_id == self._alliance_id, PupilRow.id.in_(ids)
        )
        return {id_: name for id_, name in await self._session.execute(query)}


def _position(after: Sequence[Any]) -> tuple[str, UUID]:
    try:
        name, id_ = after
        return str(name), UUID(id_)
    except (ValueError, TypeError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None
