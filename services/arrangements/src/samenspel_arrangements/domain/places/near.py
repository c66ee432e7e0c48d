"""How near a place is to a child's home: by the middles of postcode areas, else by the unit."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from samenspel_arrangements.domain.places.postcode import Postcode4
from samenspel_kernel.errors import FieldError, InvalidInput

EARTH_RADIUS_KM = 6371.0088
SOUTH, NORTH, WEST, EAST = 50.0, 54.0, 3.0, 7.5
"""The Netherlands, with some room: all else is a slip of the keyboard."""

ThingT = TypeVar("ThingT")


@dataclass(frozen=True, slots=True)
class Coordinates:
    """The middle of a postcode area, in degrees (WGS 84); never where a child lives."""

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


Areas = Mapping[Postcode4, Coordinates]
"""The middles of the postcode areas that an alliance listed."""


class Unknown(StrEnum):
    """Why nobody can say how far it is; a distance is never guessed."""

    HOME = "home"
    HOMES_DIFFER = "homes-differ"
    PLACE = "place"
    NOT_LISTED = "not-listed"


@dataclass(frozen=True, slots=True)
class Km:
    """A distance in a straight line between the middles of two areas, in kilometres.

    `nearest_of` counts the homes of the child; of several it is that of the nearest.
    """

    value: float
    nearest_of: int = 1

    @property
    def whole(self) -> int:
        """Whole kilometres, for people; 1 within an area, for of that nothing nearer is known."""
        return max(1, round(self.value))


Distance = Km | Unknown


@dataclass(frozen=True, slots=True)
class Home:
    """Where the child may live: the area of each parent, None for one whose is not known."""

    parents: tuple[Postcode4 | None, ...] = ()

    @property
    def areas(self) -> frozenset[Postcode4]:
        """The areas that are known."""
        return frozenset(area for area in self.parents if area is not None)

    @property
    def is_shared(self) -> bool:
        """Whether all parents are known to live in one area."""
        return len(set(self.parents)) == 1 and bool(self.areas)

    def to(self, there: Postcode4 | None, areas: Areas) -> Distance:
        """Give how far a place is, for who looks for it: from the nearest home."""
        if not self.areas:
            return Unknown.HOME
        if there is None:
            return Unknown.PLACE
        homes = [areas[area] for area in self.areas if area in areas]
        if there not in areas or not homes:
            return Unknown.NOT_LISTED
        return Km(min(home.km_to(areas[there]) for home in homes), len(self.areas))

    def told_family(self, there: Postcode4 | None, areas: Areas) -> Distance:
        """Give it for parents: unless they live in one area, it would tell one of the other."""
        if self.areas and not self.is_shared:
            return Unknown.HOMES_DIFFER
        return self.to(there, areas)


@dataclass(frozen=True, slots=True)
class Near:
    """How near one thing is: in the own unit or not, and how far if that is known."""

    in_own_unit: bool
    distance: Distance

    @property
    def order(self) -> tuple[bool, bool, float]:
        """Sort by it: the own unit first, then the known distances, the nearest first."""
        km = self.distance.value if isinstance(self.distance, Km) else None
        return (not self.in_own_unit, km is None, km or 0.0)


def nearest_first(
    things: Iterable[ThingT],
    *,
    unit_of: Callable[[ThingT], UUID | None],
    distance_of: Callable[[ThingT], Distance],
    own_unit: UUID | None,
) -> Sequence[tuple[ThingT, Near]]:
    """Put things in the order of how near they are; what is as near stays in its order."""

    def near(thing: ThingT) -> Near:
        unit_id = unit_of(thing)
        return Near(unit_id is not None and unit_id == own_unit, distance_of(thing))

    found = [(thing, near(thing)) for thing in things]
    return sorted(found, key=lambda pair: pair[1].order)
