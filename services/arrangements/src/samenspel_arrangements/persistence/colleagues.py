"""Who can hold a case and who looks along: from what is known of who may act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, any_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.handing_over import CanHold
from samenspel_arrangements.persistence.tables import CaseRow, UnitRow
from samenspel_arrangements.persistence.tlv_tables import TlvRow
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.actor import Role
from samenspel_platform.access import GRANT

LOOK_ALONG = (Role.TEACHER.value, Role.EXPERT.value, Role.YOUTH_CONSULTANT.value)


@dataclass(frozen=True, slots=True)
class LooksAlong:
    """Somebody may look into the file of a child as this, before a day if one is named."""

    role: Role
    until: date | None


class SqlColleagues:
    """The people and desks of one alliance that work on cases."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def may_hold(self, person_id: UUID, unit_id: UUID | None, *, on: date) -> bool:
        """Tell whether a person may work, on a day, on cases of a unit."""
        held = select(GRANT.c.person_id).where(
            GRANT.c.person_id == person_id, _works_at(unit_id), self._in_force(on)
        )
        return await self._session.scalar(held.limit(1)) is not None

    async def desks(self, *, on: date) -> Sequence[CanHold]:
        """Give the units at whose desk somebody works on a day."""
        query = (
            select(UnitRow.unit_id, UnitRow.name)
            .join(GRANT, GRANT.c.unit_id == UnitRow.unit_id)
            .where(GRANT.c.role == Role.UNIT_COORDINATOR.value, self._in_force(on))
            .distinct()
            .order_by(UnitRow.name, UnitRow.unit_id)
        )
        return [CanHold(*row) for row in await self._session.execute(query)]

    async def known(self, unit_id: UUID | None, *, on: date) -> Sequence[CanHold]:
        """Give the colleagues for cases of a unit whose name is known: they held a case before."""
        row = CaseRow
        query = (
            select(row.holder_id, func.max(row.holder_name))
            .join(GRANT, GRANT.c.person_id == row.holder_id)
            .where(row.alliance_id == self._alliance_id, row.holder_name.is_not(None))
            .where(row.holder_kind == HolderKind.PERSON.value, _works_at(unit_id))
            .where(self._in_force(on))
            .group_by(row.holder_id)
            .order_by(func.max(row.holder_name), row.holder_id)
        )
        found = await self._session.execute(query)
        return [CanHold(id_, name or "") for id_, name in found if id_ is not None]

    async def may_act(self, person_id: UUID, roles: frozenset[Role], *, on: date) -> bool:
        """Tell whether a person acts in one of these roles on a day."""
        held = select(GRANT.c.person_id).where(
            GRANT.c.person_id == person_id, GRANT.c.role.in_(roles), self._in_force(on)
        )
        return await self._session.scalar(held.limit(1)) is not None

    async def known_in_office(self, roles: frozenset[Role], *, on: date) -> Sequence[CanHold]:
        """Give the people in these roles whose name is known: they held a TLV before."""
        row = TlvRow
        query = (
            select(row.holder_id, func.max(row.holder_name))
            .join(GRANT, GRANT.c.person_id == row.holder_id)
            .where(row.alliance_id == self._alliance_id, row.holder_name.is_not(None))
            .where(GRANT.c.role.in_(roles), self._in_force(on))
            .group_by(row.holder_id)
            .order_by(func.max(row.holder_name), row.holder_id)
        )
        found = await self._session.execute(query)
        return [CanHold(id_, name or "") for id_, name in found if id_ is not None]

    async def looking_along(self, pupil_id: UUID, *, on: date) -> Sequence[LooksAlong]:
        """Give as what people may look into the file of a child, beside family and unit."""
        grant = GRANT.c
        query = (
            select(grant.role, grant.until)
            .where(any_(grant.pupil_ids) == pupil_id, grant.role.in_(LOOK_ALONG))
            .where(self._in_force(on))
            .distinct()
            .order_by(grant.role, grant.until)
        )
        found = await self._session.execute(query)
        return [LooksAlong(Role(role), until) for role, until in found]

    def _in_force(self, on: date) -> ColumnElement[bool]:
        grant = GRANT.c
        until = or_(grant.until.is_(None), grant.until > on)
        return and_(grant.alliance_id == self._alliance_id, grant.since <= on, until)


def _works_at(unit_id: UUID | None) -> ColumnElement[bool]:
    grant = GRANT.c
    coordinates = and_(grant.role == Role.UNIT_COORDINATOR.value, grant.unit_id == unit_id)
    return or_(grant.role == Role.ADMINISTRATOR.value, coordinates)
