"""Brings register and unit maps in; each alliance's part is a transaction of its own.

Every step compares whole states, so that after a failure the same command simply goes on.
"""

from collections.abc import Sequence, Set
from typing import Protocol

from samenspel_intake.application.load_unit_map import Loaded, UnitMap, load_unit_map
from samenspel_intake.application.record_locations import Recorded, record_locations
from samenspel_intake.application.resolve_schools import Resolved, resolve_schools
from samenspel_intake.domain.alliance import NO_ALLIANCE
from samenspel_intake.domain.school_location import SchoolLocation
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.clock import Clock
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions


class Context(Protocol):
    """What it needs: transactions of the worker role, and the time."""

    @property
    def transactions(self) -> Transactions[SqlIntakeUnitOfWork]:
        """Opens a transaction in an alliance."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...


async def bring_in_register(
    locations: Sequence[SchoolLocation], context: Context, *, untold: Set[str] = frozenset()
) -> tuple[Recorded, Resolved]:
    """Write the national register, then bring the schools of every alliance up to date.

    `untold` are the fields that the register's file has no column for.
    """
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        recorded = await record_locations(locations, untold=untold, uow=uow)
        alliances = await uow.alliances.all()
    new, changed = 0, 0
    for alliance in alliances:
        async with context.transactions(Scope.begin(alliance.id)) as uow:
            schools = await resolve_schools(alliance.id, uow=uow, clock=context.clock)
        new, changed = new + schools.new, changed + schools.changed
    return recorded, Resolved(new, changed)


async def bring_in_unit_map(unit_map: UnitMap, context: Context) -> Loaded:
    """Load the map of one alliance; InvalidInput if another alliance has a part of its area."""
    async with context.transactions(Scope.begin(unit_map.alliance.id)) as uow:
        return await load_unit_map(unit_map, uow=uow, clock=context.clock)
