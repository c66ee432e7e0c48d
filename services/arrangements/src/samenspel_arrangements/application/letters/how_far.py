"""How a letter to the family says how far from home a place is (K11, N27)."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.places.distances import (
    NearHomeUnitOfWork,
    surroundings_of,
)
from samenspel_arrangements.domain.places.near import Km


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildsPlace:
    """A school where a child is `admitted`, or else where a seat is kept for it."""

    school_id: UUID
    name: str
    admitted: bool


class ChildrensPlaces(Protocol):
    """The places of children of one alliance."""

    async def of_case(self, case_id: UUID, kind: str) -> ChildsPlace | None:
        """Give the newest place of a kind; None without."""
        ...


class HowFarUnitOfWork(NearHomeUnitOfWork, Protocol):
    """One transaction in which that is known."""

    @property
    def childrens_places(self) -> ChildrensPlaces:
        """Where children have a place."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HowFar:
    """What a letter says of it, by the names that letters have.

    `at_school` is empty without a place; `km` None where that is not known, or may not be told.
    """

    at_school: str = ""
    admitted: bool = False
    km: int | None = None


async def how_far(case_id: UUID, pupil_id: UUID, kind: str, *, uow: HowFarUnitOfWork) -> HowFar:
    """Give the school where the child has such a place, and whole kilometres from home."""
    place = await uow.childrens_places.of_case(case_id, kind)
    if place is None:
        return HowFar()
    around = await surroundings_of(pupil_id, {place.school_id}, for_family=True, uow=uow)
    distance = around.to_school(place.school_id)
    km = distance.whole if isinstance(distance, Km) else None
    return HowFar(at_school=place.name, admitted=place.admitted, km=km)
