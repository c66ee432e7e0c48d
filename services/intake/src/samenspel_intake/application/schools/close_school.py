"""Use case: a school closes, or goes into another; nothing that hung on it is left alone.

Its pupils go to the successor, or wait at the desk for another school; what the school held is
the successor's or the desk's from now on.
"""

from dataclasses import dataclass
from datetime import datetime

from samenspel_intake.application.schools.ports import SchoolsUnitOfWork
from samenspel_intake.domain.pupil import Place
from samenspel_intake.domain.school import Closure, School
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_kernel.accountability import Holder, HolderKind, desk
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import UnitId
from samenspel_kernel.open_item import hand_on
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSchool:
    """Which school (BRIN and location number), and how it ends."""

    code: str
    closure: Closure


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What became of what hung on it; all zeros when it had closed so before.

    `pupils` went to the successor, `without_school` wait at the desk for another school.
    """

    code: str
    name: str
    successor_code: str | None
    pupils: int = 0
    without_school: int = 0
    requests: int = 0
    items: int = 0


async def close_school(command: CloseSchool, *, uow: SchoolsUnitOfWork, clock: Clock) -> Closed:
    """Close it. InvalidInput for a school or successor that is none, or a day to come."""
    school = await _school(command.code, "code", uow)
    successor = await _successor(command.closure, uow)
    now = clock.now()
    term = await uow.terms.begin(DATA_COMPLETION, dutch_date(now))
    done = Closed(
        code=school.location_code,
        name=school.name,
        successor_code=command.closure.successor_code,
    )
    if not school.close(command.closure, at=now):
        return done
    uow.schools.save(school)
    moved = await _move_pupils(school, successor, term, uow=uow, at=now)
    holder = Holder(HolderKind.SCHOOL, school.id)
    to = Holder(HolderKind.SCHOOL, successor.id) if successor else _desk_of(school)
    handed = 0
    for items, item in await uow.holdings.of(holder):
        handed += hand_on([item], holder, to, at=now)
        items.save(item)
    follow = await uow.school_loads.requests_follow(school.id, successor.id) if successor else 0
    return Closed(
        code=done.code,
        name=done.name,
        successor_code=done.successor_code,
        pupils=moved if successor else 0,
        without_school=0 if successor else moved,
        requests=follow,
        items=handed,
    )


async def _school(code: str, field: str, uow: SchoolsUnitOfWork) -> School:
    found = next((s for s in await uow.schools.all() if s.location_code == code), None)
    if found is None:
        raise InvalidInput(FieldError(field, "school.unknown"))
    return found


async def _successor(closure: Closure, uow: SchoolsUnitOfWork) -> School | None:
    """Give the successor in the alliance; None when there is none, or it is in another."""
    code = closure.successor_code
    if code is None:
        return None
    if code not in await uow.locations.all():
        raise InvalidInput(FieldError("successor", "school.unknown"))
    found = next((s for s in await uow.schools.all() if s.location_code == code), None)
    if found is not None and not found.is_open:
        raise InvalidInput(FieldError("successor", "school.closed"))
    return found


async def _move_pupils(
    school: School,
    successor: School | None,
    term: Term,
    *,
    uow: SchoolsUnitOfWork,
    at: datetime,
) -> int:
    where = successor or school
    unit_id = UnitId(where.unit_id) if where.unit_id else None
    place = Place(successor.id if successor else None, where.municipality_code, unit_id)
    ids = await uow.school_loads.pupils_at(school.id)
    for id_ in ids:
        pupil = await uow.pupils.get(id_)
        pupil.move(place, term=term, at=at)
        uow.pupils.save(pupil)
    return len(ids)


def _desk_of(school: School) -> Holder:
    return desk(unit_id=school.unit_id, alliance_id=school.alliance_id)
