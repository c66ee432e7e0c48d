"""Where the child gets help: as near as it can be, and a reason for each nearer place (N11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.errors import FieldError, InvalidInput

MAX_WORDS = 300


class Place(StrEnum):
    """The steps of the ladder, the nearest first."""

    OWN_GROUP = "own-group"
    OWN_SCHOOL = "own-school"
    OWN_UNIT = "own-unit"
    ALLIANCE = "alliance"
    OUTSIDE = "outside"

    @property
    def nearer(self) -> tuple["Place", ...]:
        """Give the steps before this one."""
        steps = tuple(Place)
        return steps[: steps.index(self)]


class WhyFurther(StrEnum):
    """Why help at a nearer place does not do."""

    TRIED = "tried"
    NOT_ENOUGH = "not-enough"
    NOT_THERE = "not-there"
    NOT_SAFE = "not-safe"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A nearer place that does not do: why, in a code and a sentence of free text."""

    place: Place
    why: WhyFurther
    words: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The place of the help, with a reason for each nearer one; it can't be without."""

    at: Place = Place.OWN_GROUP
    skipped: tuple[Skipped, ...] = ()

    def __post_init__(self) -> None:
        if tuple(each.place for each in self.skipped) != self.at.nearer:
            raise ValueError("each nearer place has a reason, and no other")

    @classmethod
    def climbed(cls, at: Place, reasons: Mapping[Place, tuple[WhyFurther | None, str]]) -> "Ladder":
        """Build it; InvalidInput where a nearer place has no reason. Other reasons are left out."""
        wrong: list[FieldError] = []
        skipped: list[Skipped] = []
        for place in at.nearer:
            why, words = reasons.get(place, (None, ""))
            name = place.value.replace("-", "_")
            if why is None:
                wrong.append(FieldError(f"why_{name}", "ladder.reason-missing"))
            if error := text_error(f"words_{name}", words, max_length=MAX_WORDS):
                wrong.append(error)
            if why is not None:
                skipped.append(Skipped(place, why, words))
        if wrong:
            raise InvalidInput(*wrong)
        return cls(at, tuple(skipped))
