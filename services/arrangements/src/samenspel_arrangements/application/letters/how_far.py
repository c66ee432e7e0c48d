"""How a letter to the family says how far from home a place is (K11, N27)."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.places.distances import PostcodeAreas, surroundings_of
from samenspel_arrangements.domain.places.near import Km
from samenspel_arrangements.domain.places.provision import ProvisionKind


class Schools(PostcodeAreas, Protocol):
    """The postcode areas of one alliance, and at which school a child has a place."""

    async def at_school(
        self, case_id: UUID, kinds: Sequence[ProvisionKind]
    ) -> tuple[UUID, str] | None:
        """Give the school where a seat is kept or a board admits, and its name; None without."""
        ...


class HowFarUnitOfWork(Protocol):
    """One transaction in which that is known."""

    @property
    def postcode_areas(self) -> Schools:
        """The areas."""
        ...


async def how_far(
    case_id: UUID, pupil_id: UUID, kind: str, *, uow: HowFarUnitOfWork
) -> tuple[str, int | None]:
    """Give the school where the child has such a place, and whole kilometres from home.

    Empty where it has none yet; None where the distance is not known, or may not be told.
    """
    kinds = [each for each in ProvisionKind if each == kind]
    found = await uow.postcode_areas.at_school(case_id, kinds)
    if found is None:
        return "", None
    school_id, name = found
    around = await surroundings_of(pupil_id, for_family=True, uow=uow)
    distance = around.to_school(school_id)
    return name, distance.whole if isinstance(distance, Km) else None
