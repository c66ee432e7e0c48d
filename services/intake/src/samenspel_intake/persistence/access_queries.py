"""What an administrator sees of people and their roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.person import Person
from samenspel_intake.persistence.people import person_of
from samenspel_intake.persistence.tables import PersonRow, SchoolRow, UnitRow
from samenspel_kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class PersonAccess:
    """One person, and the names of the schools and units of its roles, by their ids."""

    person: Person
    places: Mapping[UUID, str]


class AccessQueries:
    """The people of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def people(self, *, limit: int, name: str = "") -> list[PersonAccess]:
        """Give at most `limit` + 1 by name, all or those with a text in their name."""
        query = select(PersonRow).where(PersonRow.alliance_id == self._alliance_id)
        if name:
            query = query.where(PersonRow.name.icontains(name, autoescape=True))
        query = query.order_by(PersonRow.name, PersonRow.id).limit(limit + 1)
        return await self._with_places(await self._session.scalars(query))

    async def person(self, id_: UUID) -> PersonAccess:
        """Give one; NotFound if there is none."""
        query = select(PersonRow).where(
            PersonRow.alliance_id == self._alliance_id, PersonRow.id == id_
        )
        found = await self._with_places(await self._session.scalars(query))
        if not found:
            raise NotFound
        return found[0]

    async def _with_places(self, rows: Iterable[PersonRow]) -> list[PersonAccess]:
        people = [person_of(row) for row in rows]
        grants = [grant for person in people for grant in person.grants]
        wanted = {grant.school_id for grant in grants} | {grant.unit_id for grant in grants}
        places: dict[UUID, str] = {}
        for row in (SchoolRow, UnitRow):
            query = select(row.id, row.name).where(
                row.alliance_id == self._alliance_id, row.id.in_(wanted - {None})
            )
            places |= {id_: name for id_, name in await self._session.execute(query)}
        return [PersonAccess(person, places) for person in people]
