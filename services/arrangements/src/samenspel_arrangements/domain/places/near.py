"""How near a place is: by coordinates where both are known, else by the unit."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from samenspel_kernel.errors import FieldError, InvalidInput

EARTH_RADIUS_KM = 6371.0088
SOUTH, NORTH, WEST, EAST = 50.0, 54.0, 3.0, 7.5
"""The Netherlands, with some room: all else is a slip of the keyboard."""

ThingT = TypeVar("ThingT")


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Where a school or provision stands, in degrees (WGS 84); never where a child lives."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (SOUTH <= self.latitude <= NORTH and WEST <= self.longitude <= EAST):
            raise ValueError("not in the Netherlands")

    @classmethod
    def checked(cls, latitude: float, longitude: float) -> "Coordinates":
        """Give those that somebody named; InvalidInput for each that can't be."""
        wrong = []
        if not SOUTH <= latitude <= NORTH:
            wrong.append(FieldError("latitude", "place.coordinates"))
        if not WEST <= longitude <= EAST:
            wrong.append(FieldError("longitude", "place.coordinates"))
        if wrong:
            raise InvalidInput(*wrong)
        return cls(latitude, longitude)

    def km_to(self, other: "Coordinates") -> float:
        """Give the distance in a straight line, in kilometres (haversine)."""
        north = math.radians(other.latitude - self.latitude)
        east = math.radians(other.longitude - self.longitude)
        cosines = math.cos(math.radians(self.latitude)) * math.cos(math.radians(other.latitude))
        half = math.sin(north / 2) ** 2 + cosines * math.sin(east / 2) ** 2
        return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


@dataclass(frozen=True, slots=True)
class Near:
    """How near one thing is: in the own unit or not, and how far if that is known."""

    in_own_unit: bool
    km: float | None

    @property
    def order(self) -> tuple[bool, bool, float]:
        """Sort by it: the own unit first, then the known distances, the nearest first."""
        return (not self.in_own_unit, self.km is None, self.km or 0.0)


def nearest_first(
    things: Iterable[ThingT],
    *,
    unit_of: Callable[[ThingT], UUID | None],
    place_of: Callable[[ThingT], Coordinates | None],
    own_unit: UUID | None,
    here: Coordinates | None,
) -> Sequence[tuple[ThingT, Near]]:
    """Put things in the order of how near they are; what is as near stays in its order."""

    def near(thing: ThingT) -> Near:
        there, unit_id = place_of(thing), unit_of(thing)
        known = here is not None and there is not None
        km = here.km_to(there) if known and here and there else None
        return Near(unit_id is not None and unit_id == own_unit, km)

    found = [(thing, near(thing)) for thing in things]
    return sorted(found, key=lambda pair: pair[1].order)
