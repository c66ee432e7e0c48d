"""A provision: help at a place, with so many seats in a school year, and who waits for one."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import SchoolId

MOST_SEATS = 500
LONGEST_NAME = 100


class ProvisionKind(StrEnum):
    """What is offered; a kind that is asked and that no unit offers is a gap."""

    OBSERVATION = "observation"
    GROUP = "group"
    SPECIALISED_SETTING = "specialised-setting"
    EDUCATION_AND_CARE = "education-and-care"
    GIFTED_CLASS = "gifted-class"
    SBO = "sbo"
    SO = "so"


BY_ADMISSION = frozenset({ProvisionKind.SBO, ProvisionKind.SO})
"""Places that only the board of the school gives, and only with a TLV (Wpo 18a; T4)."""


@dataclass(frozen=True, slots=True)
class Seats:
    """Who has which seat, of how many, and who waits, the first in front.

    Nobody waits while a seat is free, and nobody is in it twice: it cannot be written otherwise.
    """

    capacity: int
    taken: tuple[tuple[int, PlacementId], ...] = ()
    waiting: tuple[PlacementId, ...] = ()

    def __post_init__(self) -> None:
        numbers = [number for number, _ in self.taken]
        if not 0 <= self.capacity <= MOST_SEATS:
            raise ValueError("a capacity out of bounds")
        if len(set(numbers)) < len(numbers) or not all(1 <= n <= self.capacity for n in numbers):
            raise ValueError("more places are given than there are")
        everybody = [*self.seated, *self.waiting]
        if len(set(everybody)) < len(everybody):
            raise ValueError("somebody is in it twice")
        if self.waiting and self.free:
            raise ValueError("somebody waits while a place is free")

    @property
    def seated(self) -> tuple[PlacementId, ...]:
        """Who has a seat."""
        return tuple(placement for _, placement in self.taken)

    @property
    def free(self) -> int:
        """How many seats are free."""
        return self.capacity - len(self.taken)

    def place_in_line(self, placement_id: PlacementId) -> int | None:
        """Give the place in the waiting list, from 1; None for who does not wait."""
        if placement_id not in self.waiting:
            return None
        return self.waiting.index(placement_id) + 1

    def with_asked(self, placement_id: PlacementId) -> "Seats":
        """Give a free seat, or the last place in the waiting list."""
        return self._moved_up((*self.waiting, placement_id))

    def without(self, placement_id: PlacementId) -> "Seats":
        """Let one go; the first who waits gets its seat."""
        left = replace(
            self,
            taken=tuple(pair for pair in self.taken if pair[1] != placement_id),
            waiting=(),
        )
        return left._moved_up(tuple(p for p in self.waiting if p != placement_id))

    def resized(self, capacity: int) -> "Seats":
        """Have another number of seats; who waits moves up into new ones."""
        kept = sorted(self.taken)
        numbered = tuple((number, pair[1]) for number, pair in enumerate(kept, start=1))
        taken = self.taken if all(n <= capacity for n, _ in self.taken) else numbered
        return Seats(capacity, taken)._moved_up(self.waiting)

    def _moved_up(self, line: tuple[PlacementId, ...]) -> "Seats":
        used = {number for number, _ in self.taken}
        free = [number for number in range(1, self.capacity + 1) if number not in used]
        given = tuple(zip(free, line, strict=False))
        return Seats(self.capacity, (*self.taken, *given), line[len(given) :])


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionEvent(DomainEvent):
    """Something happened to a provision; `seats` are those after it."""

    provision: "Provision"
    seats: Seats


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionOpened(ProvisionEvent):
    """A unit offers it in a school year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityChanged(ProvisionEvent):
    """There are more or fewer seats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatGiven(ProvisionEvent):
    """Somebody got a seat, at once or from the waiting list."""

    placement_id: PlacementId
    waited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PutInLine(ProvisionEvent):
    """All seats are taken: it waits."""

    placement_id: PlacementId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLeft(ProvisionEvent):
    """Somebody does not need the seat, or the place in the line, any more."""

    placement_id: PlacementId


@dataclass(eq=False, kw_only=True)
class Provision(Aggregate[ProvisionId]):
    """Guards that no more seats are given than there are, and that the line keeps its order."""

    name: str
    kind: ProvisionKind
    school_id: SchoolId | None
    year: SchoolYear
    starts_on: date
    seats: Seats = field(default_factory=lambda: Seats(0))

    @classmethod
    def open(cls, provision: "Provision", *, capacity: int, at: datetime) -> "Provision":
        """Offer it with so many seats; InvalidInput for all that is wrong at once."""
        wrong = _wrong_capacity(capacity, least=1)
        if text := text_error("name", provision.name, max_length=LONGEST_NAME):
            wrong.append(text)
        if SchoolYear.of(provision.starts_on) != provision.year:
            wrong.append(FieldError("starts_on", "provision.outside-its-year"))
        if provision.kind in BY_ADMISSION and provision.school_id is None:
            wrong.append(FieldError("school_id", "provision.needs-a-school"))
        if wrong:
            raise InvalidInput(*wrong)
        provision.seats = Seats(capacity)
        provision._record(
            ProvisionOpened(occurred_at=at, provision=provision, seats=provision.seats)
        )
        return provision

    def ask(self, placement_id: PlacementId, *, at: datetime) -> bool:
        """Ask a seat; tells whether it was given at once, else it waits in line."""
        if placement_id in (*self.seats.seated, *self.seats.waiting):
            raise RuleViolation("provision.asked-already")
        if SchoolYear.of(dutch_date(at)) > self.year:
            raise RuleViolation("provision.year-is-over")
        self.seats = self.seats.with_asked(placement_id)
        if placement_id in self.seats.seated:
            self._tell_given(placement_id, waited=False, at=at)
            return True
        waits = PutInLine(
            occurred_at=at, provision=self, seats=self.seats, placement_id=placement_id
        )
        self._record(waits)
        return False

    def leave(self, placement_id: PlacementId, *, at: datetime) -> tuple[PlacementId, ...]:
        """Give a seat or a place in line back; gives who moved up. Harmless the second time."""
        before = self.seats
        if placement_id not in (*before.seated, *before.waiting):
            return ()
        self.seats = before.without(placement_id)
        left = SeatLeft(occurred_at=at, provision=self, seats=self.seats, placement_id=placement_id)
        self._record(left)
        return self._tell_moved_up(before, at)

    def start_on(self, day: date) -> None:
        """Begin on another day of the same school year."""
        if SchoolYear.of(day) != self.year:
            raise InvalidInput(FieldError("starts_on", "provision.outside-its-year"))
        self.starts_on = day

    def resize(self, capacity: int, *, at: datetime) -> tuple[PlacementId, ...]:
        """Have more or fewer seats, not fewer than are taken; gives who moved up."""
        if wrong := _wrong_capacity(capacity, least=0):
            raise InvalidInput(*wrong)
        if capacity < len(self.seats.taken):
            raise InvalidInput(FieldError("capacity", "provision.seats-are-taken"))
        before, self.seats = self.seats, self.seats.resized(capacity)
        self._record(CapacityChanged(occurred_at=at, provision=self, seats=self.seats))
        return self._tell_moved_up(before, at)

    def _tell_moved_up(self, before: Seats, at: datetime) -> tuple[PlacementId, ...]:
        moved = tuple(p for p in self.seats.seated if p not in before.seated)
        for placement_id in moved:
            self._tell_given(placement_id, waited=True, at=at)
        return moved

    def _tell_given(self, placement_id: PlacementId, *, waited: bool, at: datetime) -> None:
        given = SeatGiven(
            occurred_at=at,
            provision=self,
            seats=self.seats,
            placement_id=placement_id,
            waited=waited,
        )
        self._record(given)


def _wrong_capacity(capacity: int, *, least: int) -> list[FieldError]:
    fits = least <= capacity <= MOST_SEATS
    return [] if fits else [FieldError("capacity", "provision.capacity")]
