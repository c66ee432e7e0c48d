"""Use case: see what a newer register would change, before anything does."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.application.schools.ports import SchoolLoad, SchoolsUnitOfWork
from samenspel_intake.domain.register_news import RegisterNews, compare, own_part
from samenspel_intake.domain.school_location import SchoolLocation
from samenspel_intake.domain.unit import Coverage


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is news, and what hangs on each school that is gone, by its id."""

    news: RegisterNews
    loads: Mapping[UUID, SchoolLoad]


async def part_of_alliance(
    locations: Sequence[SchoolLocation], *, uow: SchoolsUnitOfWork
) -> list[SchoolLocation]:
    """Give the part of a register that the alliance's map covers, or that it has as a school."""
    return own_part(locations, await uow.schools.all(), Coverage(await uow.units.all()))


async def compare_register(
    locations: Sequence[SchoolLocation], *, untold: Set[str], uow: SchoolsUnitOfWork
) -> Foreseen:
    """Compare; nothing changes. `untold` are the fields that the file has no column for."""
    known, schools = await uow.locations.all(), await uow.schools.all()
    mine = own_part(locations, schools, Coverage(await uow.units.all()))
    told = [
        location.keeping(known[location.code], untold) if location.code in known else location
        for location in mine
    ]
    news = compare(told, known, schools)
    return Foreseen(news, await uow.school_loads.of([gone.school.id for gone in news.gone]))
