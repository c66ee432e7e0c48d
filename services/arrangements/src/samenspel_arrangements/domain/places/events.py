"""What happens on the way to a place; no words of anybody are in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_arrangements.domain.places.standing import (
    Admitted,
    Asked,
    Ended,
    Enrolled,
    Returned,
    Sought,
)
from samenspel_kernel.aggregate import DomainEvent

if TYPE_CHECKING:
    from samenspel_arrangements.domain.places.placement import Placement


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementEvent(DomainEvent):
    """Something happened on the way to a place."""

    placement: "Placement"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSought(PlacementEvent):
    """A place is looked for."""

    standing: Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatAsked(PlacementEvent):
    """A seat is kept for the child, or it waits in line for one; told again when it moves up."""

    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEscalated(PlacementEvent):
    """There was no place in time (M16): the alliance's desk must help."""

    standing: Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildAdmitted(PlacementEvent):
    """A board admits the child."""

    standing: Admitted


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildEnrolled(PlacementEvent):
    """The child is there."""

    standing: Enrolled


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildReturned(PlacementEvent):
    """The child is back in regular education."""

    standing: Returned


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementEnded(PlacementEvent):
    """Nobody has to do anything any more."""

    standing: Ended
