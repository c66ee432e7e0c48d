"""What stands in a shared perspective: the child's words, horizons, strands, goals and the team.

None of it can be built half: a strand has lines or a reason why it is not needed, a goal says how
one sees that it works, and the surroundings have a goal or a reason why not.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

MOST_GOALS = 12


class ToldBy(StrEnum):
    """Who put the child's words on paper: the child itself, or another who knows it well."""

    CHILD = "child"
    PARENT = "parent"
    TEACHER = "teacher"
    OTHER = "other"


class GoalFor(StrEnum):
    """Who works on a goal (N9: the child's resilience and that of its surroundings)."""

    CHILD = "child"
    TEACHER = "teacher"
    GROUP = "group"
    HOME = "home"


SURROUNDINGS = frozenset({GoalFor.TEACHER, GoalFor.GROUP, GoalFor.HOME})


class StrandKind(StrEnum):
    """What is always looked at together (N1)."""

    EDUCATION = "education"
    CARE = "care"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Lines:
    """What is agreed in a strand; one line at least."""

    status: ClassVar = "lines"
    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.lines or any(not line.strip() for line in self.lines):
            raise ValueError("a strand has a line, and no empty ones")


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """Nothing is needed in a strand; somebody looked, and says why."""

    status: ClassVar = "not-needed"
    because: str

    def __post_init__(self) -> None:
        if not self.because.strip():
            raise ValueError("what is not needed has a reason")


Strand = Lines | NotNeeded


@dataclass(frozen=True, slots=True)
class Strands:
    """One plan, three strands; none is left open."""

    education: Strand
    care: Strand
    home: Strand

    def of(self, kind: StrandKind) -> Strand:
        """Give one of the three."""
        return {
            StrandKind.EDUCATION: self.education,
            StrandKind.CARE: self.care,
            StrandKind.HOME: self.home,
        }[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizons:
    """What the child wants now, at its next school, and as an adult (N2); later may be open yet."""

    now: str
    next_school: str = ""
    adult: str = ""

    def __post_init__(self) -> None:
        if not self.now.strip():
            raise ValueError("what is wanted now is said")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal, and by what one sees that it works; `key` stays the same while its words change."""

    key: str
    whom: GoalFor
    text: str
    seen_by: str

    def __post_init__(self) -> None:
        if not self.text.strip() or not self.seen_by.strip():
            raise ValueError("a goal says what, and how one sees that it works")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One version in full.

    `strands` is None only where the kind of request asks none. `team` are partners and others who
    join, a line each; who holds the case is known of the case and stands in no version.
    """

    own_words: str
    told_by: ToldBy
    horizons: Horizons
    strands: Strands | None
    goals: tuple[Goal, ...]
    no_goal_for_surroundings: str = ""
    team: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.own_words.strip():
            raise ValueError("a perspective begins with the child's own words")
        if not 1 <= len(self.goals) <= MOST_GOALS:
            raise ValueError("there is a goal, and not too many")
        if len({goal.key for goal in self.goals}) < len(self.goals):
            raise ValueError("two goals with one key")
        for_surroundings = any(goal.whom in SURROUNDINGS for goal in self.goals)
        if for_surroundings == bool(self.no_goal_for_surroundings.strip()):
            raise ValueError("a goal for the surroundings, or a reason why not")
