"""Use cases: how far places are from a child's home, and the middles of areas that tell it (K11)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from samenspel_arrangements.domain.places.near import Areas, Distance, Home, Near, nearest_first
from samenspel_arrangements.domain.places.postcode import Postcode4
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date


class PostcodeAreas(Protocol):
    """The postcode areas of one alliance."""

    async def middles_of(self, postcodes: Collection[Postcode4]) -> Areas:
        """Give the middles of these, where they are listed."""
        ...

    async def home_of(self, pupil_id: UUID) -> Home:
        """Give where a child may live."""
        ...

    async def of_schools(self, ids: Collection[UUID]) -> Mapping[UUID, Postcode4]:
        """Give in which area these schools are, where that is known."""
        ...

    async def replace(self, areas: Areas, *, on: date) -> None:
        """List these and no other."""
        ...


class AtSchool(Protocol):
    """What is offered by a unit, perhaps at a school."""

    @property
    def unit_id(self) -> UUID | None:
        """The unit; None for the alliance's own."""
        ...

    @property
    def school_id(self) -> UUID | None:
        """The school; None where it is at none."""
        ...


OfferedT = TypeVar("OfferedT", bound=AtSchool)


class NearHomeUnitOfWork(Protocol):
    """One transaction in which distances are reckoned."""

    @property
    def postcode_areas(self) -> PostcodeAreas:
        """The areas."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies how far from a child's home."""

    home: Home
    areas: Areas
    schools: Mapping[UUID, Postcode4]
    for_family: bool

    def to_school(self, school_id: UUID | None) -> Distance:
        """Give how far a school is; unknown for no school, and for one whose area is not known."""
        there = self.schools.get(school_id) if school_id is not None else None
        tell = self.home.told_family if self.for_family else self.home.to
        return tell(there, self.areas)

    def nearest_first(
        self, offered: Iterable[OfferedT], *, own_unit: UUID | None
    ) -> Sequence[tuple[OfferedT, Near]]:
        """Put what is offered in the order of how near home it is (N27)."""
        return nearest_first(
            offered,
            unit_of=lambda one: one.unit_id,
            distance_of=lambda one: self.to_school(one.school_id),
            own_unit=own_unit,
        )


async def surroundings_of(
    pupil_id: UUID,
    school_ids: Collection[UUID],
    *,
    for_family: bool,
    uow: NearHomeUnitOfWork,
) -> Surroundings:
    """Reckon how far these schools are from a child; `for_family` tells no parent where another lives."""
    home = await uow.postcode_areas.home_of(pupil_id)
    schools = await uow.postcode_areas.of_schools(school_ids)
    areas = await uow.postcode_areas.middles_of({*home.areas, *schools.values()})
    return Surroundings(home, areas, schools, for_family)


async def around_home(
    pupil_id: UUID, school_ids: Iterable[UUID | None], *, actor: Actor, uow: NearHomeUnitOfWork
) -> Surroundings:
    """Reckon how far schools are, for who reads of a child's way to a place."""
    known = {id_ for id_ in school_ids if id_ is not None}
    for_family = actor.role is Role.PARENT
    return await surroundings_of(pupil_id, known, for_family=for_family, uow=uow)


async def list_areas(areas: Areas, *, actor: Actor, uow: NearHomeUnitOfWork, clock: Clock) -> None:
    """List where postcode areas are, in the place of what was listed before."""
    POLICY.require_somewhere(actor, Action.LIST_POSTCODES)
    await uow.postcode_areas.replace(areas, on=dutch_date(clock.now()))
