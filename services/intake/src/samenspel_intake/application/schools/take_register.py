"""Use case: an alliance's part of a newer register is taken over, with the closures that it means."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.application.record_locations import Recorded, record_locations
from samenspel_intake.application.resolve_schools import Resolved, resolve_schools
from samenspel_intake.application.schools.close_school import Closed, CloseSchool, close_school
from samenspel_intake.application.schools.ports import SchoolsUnitOfWork
from samenspel_intake.domain.school_location import SchoolLocation
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import InvalidInput, RuleViolation


@dataclass(frozen=True, slots=True)
class RefusedClosure:
    """A school that could not be closed so, and why (a code)."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class RegisterTaken:
    """What it changed; all zeros when it was taken over before."""

    recorded: Recorded
    schools: Resolved
    closed: tuple[Closed, ...]
    refused: tuple[RefusedClosure, ...]


async def take_register(
    locations: Sequence[SchoolLocation],
    *,
    untold: Set[str],
    closures: Sequence[CloseSchool],
    alliance_id: UUID,
    uow: SchoolsUnitOfWork,
    clock: Clock,
) -> RegisterTaken:
    """Write the locations, bring the schools up to date, then close what is to close.

    A school that went into one that is new is closed after that one came. What can't be closed
    is told, and keeps the rest from nothing.
    """
    recorded = await record_locations(locations, untold=untold, uow=uow)
    schools = await resolve_schools(alliance_id, uow=uow, clock=clock)
    closed, refused = await close_schools(closures, uow=uow, clock=clock)
    return RegisterTaken(recorded, schools, tuple(closed), tuple(refused))


async def close_schools(
    closures: Sequence[CloseSchool], *, uow: SchoolsUnitOfWork, clock: Clock
) -> tuple[list[Closed], list[RefusedClosure]]:
    """Close each that can be closed so; tell of the others why not."""
    closed, refused = list[Closed](), list[RefusedClosure]()
    for each in closures:
        try:
            closed.append(await close_school(each, uow=uow, clock=clock))
        except InvalidInput as why:
            refused.append(RefusedClosure(each.code, why.errors[0].code))
        except RuleViolation as why:
            refused.append(RefusedClosure(each.code, why.code))
    return closed, refused
