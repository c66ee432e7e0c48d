"""Use case: the schools of an alliance follow from the register and its unit map."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.school import School
from samenspel_intake.domain.unit import Coverage
from samenspel_kernel.clock import Clock, dutch_date


@dataclass(frozen=True, slots=True)
class Resolved:
    """How many schools came into the alliance, and how many changed."""

    new: int
    changed: int


async def resolve_schools(alliance_id: UUID, *, uow: IntakeUnitOfWork, clock: Clock) -> Resolved:
    """Bring the schools up to date; it compares whole states, so a repetition does nothing.

    Those that come first were there before; a later one is valid from today.
    """
    coverage = Coverage(await uow.units.all())
    known = {school.location_code: school for school in await uow.schools.all()}
    now, new, changed = clock.now(), 0, 0
    valid_from = dutch_date(now) if known else None
    for code, location in (await uow.locations.all()).items():
        unit_id = coverage.unit_of(municipality_code=location.municipality_code, brin=location.brin)
        if (school := known.get(code)) is not None:
            if school.change(location, unit_id=unit_id, at=now):
                uow.schools.save(school)
                changed += 1
        elif unit_id is not None:
            uow.schools.save(
                School.at_location(
                    location,
                    alliance_id=alliance_id,
                    unit_id=unit_id,
                    valid_from=valid_from,
                    at=now,
                )
            )
            new += 1
    return Resolved(new, changed)
