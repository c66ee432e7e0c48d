"""Who works at which desk, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.persistence.tables import GrantRow, PersonRow
from samenspel_kernel.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person of a desk."""

    id: UUID
    name: str


class Colleagues:
    """The people of one alliance who work at a desk."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def at(self, unit_id: UUID | None, *, on: date) -> Sequence[Colleague]:
        """Give who may hold what is at a desk on a day: the unit's people, and administrators."""
        grant = GrantRow
        works = or_(
            grant.role == Role.ADMINISTRATOR.value,
            and_(grant.role == Role.UNIT_COORDINATOR.value, grant.unit_id == unit_id),
        )
        return await self._read(works, on)

    async def of(self, actor: Actor, *, on: date) -> Sequence[Colleague]:
        """Give the desk people whose work an actor may divide: of its unit, or of all."""
        if actor.role is not Role.ADMINISTRATOR:
            return await self.at(actor.unit_id, on=on)
        roles = (Role.ADMINISTRATOR.value, Role.UNIT_COORDINATOR.value)
        return await self._read(GrantRow.role.in_(roles), on)

    async def _read(self, works: ColumnElement[bool], on: date) -> Sequence[Colleague]:
        grant, person = GrantRow, PersonRow
        query = (
            select(person.id, person.name)
            .join(grant, grant.person_id == person.id)
            .where(person.alliance_id == self._alliance_id, works)
            .where(grant.since <= on, or_(grant.until.is_(None), grant.until > on))
            .distinct()
            .order_by(person.name, person.id)
        )
        return [Colleague(*row) for row in await self._session.execute(query)]
