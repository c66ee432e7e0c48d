"""Use case: the national register of school locations is brought up to date."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.school_location import SchoolLocation


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many locations were new, differed, and were as they were."""

    new: int
    changed: int
    unchanged: int


async def record_locations(
    locations: Sequence[SchoolLocation],
    *,
    untold: Set[str] = frozenset(),
    uow: IntakeUnitOfWork,
) -> Recorded:
    """Write what is new or differs; locations that the file does not have stay as they are.

    So do, of those that it has, the fields that it does not tell (`untold`).
    """
    known = await uow.locations.all()
    new = [location for location in locations if location.code not in known]
    told = [
        location.keeping(known[location.code], untold)
        for location in locations
        if location.code in known
    ]
    changed = [location for location in told if known[location.code] != location]
    await uow.locations.put([*new, *changed])
    return Recorded(len(new), len(changed), len(told) - len(changed))
