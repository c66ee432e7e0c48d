"""Brings register and unit maps in; each alliance's part is a transaction of its own.

Every step compares whole states, so that after a failure the same command simply goes on.
"""

from collections.abc import Sequence, Set
from typing import Protocol

from samenspel_intake.application.load_unit_map import Loaded, UnitMap, load_unit_map
from samenspel_intake.application.record_locations import record_locations
from samenspel_intake.application.resolve_schools import Resolved, resolve_schools
from samenspel_intake.application.schools.close_school import Closed, CloseSchool
from samenspel_intake.application.schools.compare_register import Foreseen, compare_register
from samenspel_intake.application.schools.take_register import (
    RefusedClosure,
    RegisterTaken,
    close_schools,
)
from samenspel_intake.application.terms.load_defaults import load_defaults
from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.domain.school_location import SchoolLocation
from samenspel_intake.gateways.default_rules import defaults
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import NO_ALLIANCE
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
    locations: Sequence[SchoolLocation],
    context: Context,
    *,
    untold: Set[str] = frozenset(),
    closures: Sequence[CloseSchool] = (),
) -> RegisterTaken:
    """Write the national register, then bring the schools of every alliance up to date.

    `untold` are the fields that the register's file has no column for; `closures` the schools
    that close, each in the alliance that has it.
    """
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        recorded = await record_locations(locations, untold=untold, uow=uow)
        alliances = await uow.alliances.all()
    new, changed, left = 0, 0, {each.code: each for each in closures}
    closed, refused = list[Closed](), list[RefusedClosure]()
    for alliance in alliances:
        async with context.transactions(Scope.begin(alliance.id)) as uow:
            schools = await resolve_schools(alliance.id, uow=uow, clock=context.clock)
            mine = {school.location_code for school in await uow.schools.all()}
            its = [left.pop(code) for code in mine & left.keys()]
            done, not_done = await close_schools(its, uow=uow, clock=context.clock)
        new, changed = new + schools.new, changed + schools.changed
        closed += done
        refused += not_done
    refused += [RefusedClosure(code, "school.unknown") for code in left]
    return RegisterTaken(recorded, Resolved(new, changed), tuple(closed), tuple(refused))


async def look_at_register(
    locations: Sequence[SchoolLocation], context: Context, *, untold: Set[str] = frozenset()
) -> list[tuple[Alliance, Foreseen]]:
    """Say what a register would change in each alliance; nothing changes."""
    async with context.transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = await uow.alliances.all()
    found = []
    for alliance in alliances:
        async with context.transactions(Scope.begin(alliance.id)) as uow:
            found.append((alliance, await compare_register(locations, untold=untold, uow=uow)))
    return found


async def bring_in_unit_map(unit_map: UnitMap, context: Context) -> Loaded:
    """Load the map of one alliance, and beside it what every alliance begins with.

    InvalidInput if another alliance has a part of its area.
    """
    async with context.transactions(Scope.begin(unit_map.alliance.id)) as uow:
        loaded = await load_unit_map(unit_map, uow=uow, clock=context.clock)
        await load_defaults(defaults(), uow=uow, clock=context.clock)
        return loaded
