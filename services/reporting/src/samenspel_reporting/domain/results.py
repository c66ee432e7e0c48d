"""What comes of help and of the way it is given; behind each number lies the list of its facts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from samenspel_kernel.ids import reference_of


class Indicator(StrEnum):
    """What is looked at; domain/result_definitions.py says of each what it means."""

    HELP_PAST_END = "help-past-end"
    HELP_EXTENDED_UNSEEN = "help-extended-unseen"
    HELP_LENGTH = "help-length"
    HELP_ENDED_EARLY = "help-ended-early"
    GOALS_MET = "goals-met"
    GOALS_PARTLY = "goals-partly"
    GOALS_NOT = "goals-not"
    GOALS_UNKNOWN = "goals-unknown"
    EVALUATED_IN_TIME = "evaluated-in-time"
    AFTERCARE = "aftercare"
    REOPENED = "reopened"
    SHARED_PERSPECTIVE = "shared-perspective"
    CHILD_HEARD = "child-heard"
    PAPERS_IN_TIME = "papers-in-time"
    PARENTS_THERE = "parents-there"
    PARENT_SAID = "parent-said"
    PARENTS_SCORE = "parents-score"
    TEACHERS_SCORE = "teachers-score"
    ANSWERED = "answered"
    NEAR_SCHOOL = "near-school"
    NEAR_UNIT = "near-unit"
    NEAR_ALLIANCE = "near-alliance"
    NEAR_OUTSIDE = "near-outside"
    NEAR_UNKNOWN = "near-unknown"
    BACK_TO_REGULAR = "back-to-regular"


class Kind(StrEnum):
    """How facts become a number: a part of them, how many of them, or the one in the middle."""

    SHARE = "share"
    COUNT = "count"
    MEDIAN = "median"
    SCORE = "score"


KINDS: Mapping[Indicator, Kind] = {
    Indicator.HELP_PAST_END: Kind.COUNT,
    Indicator.HELP_EXTENDED_UNSEEN: Kind.COUNT,
    Indicator.HELP_LENGTH: Kind.MEDIAN,
    Indicator.PARENTS_SCORE: Kind.SCORE,
    Indicator.TEACHERS_SCORE: Kind.SCORE,
}
"""What is no share. A count must be 0; a median is a ratio; a score is the median of 1 to 5."""

GROUPS: Mapping[str, tuple[Indicator, ...]] = {
    "as-long-as-needed": (
        Indicator.HELP_PAST_END,
        Indicator.HELP_EXTENDED_UNSEEN,
        Indicator.HELP_LENGTH,
        Indicator.HELP_ENDED_EARLY,
    ),
    "goals": (
        Indicator.GOALS_MET,
        Indicator.GOALS_PARTLY,
        Indicator.GOALS_NOT,
        Indicator.GOALS_UNKNOWN,
        Indicator.EVALUATED_IN_TIME,
    ),
    "not-let-go": (Indicator.AFTERCARE, Indicator.REOPENED),
    "together": (
        Indicator.SHARED_PERSPECTIVE,
        Indicator.CHILD_HEARD,
        Indicator.PAPERS_IN_TIME,
        Indicator.PARENTS_THERE,
        Indicator.PARENT_SAID,
        Indicator.PARENTS_SCORE,
    ),
    "for-teachers": (Indicator.TEACHERS_SCORE, Indicator.ANSWERED),
    "near-home": (
        Indicator.NEAR_SCHOOL,
        Indicator.NEAR_UNIT,
        Indicator.NEAR_ALLIANCE,
        Indicator.NEAR_OUTSIDE,
        Indicator.NEAR_UNKNOWN,
        Indicator.BACK_TO_REGULAR,
    ),
}
"""In which order they are shown, and under which heading."""


def kind_of(indicator: Indicator) -> Kind:
    """Tell how its facts become a number."""
    return KINDS.get(indicator, Kind.SHARE)


@dataclass(frozen=True, slots=True)
class Result:
    """A number over facts about so many children; `number` is None where there is no fact.

    A share is from 0 to 1. Reporting knows no child: a case stands for one.
    """

    facts: int
    children: int
    number: float | None


NO_RESULT = Result(0, 0, None)


@dataclass(frozen=True, slots=True)
class TooFew:
    """There are facts, about so few children that a number would tell about one of them."""


TOO_FEW = TooFew()
Shown = Result | TooFew


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the list behind a result; no name, no free text.

    `value` is 1 where it counts and 0 where not, or what the median is taken of. None where it is
    what a person said: that is for who works with the child, not for a list. Case and school are
    for who answers for the child. `number` says the how manieth of its day it is, from 1: no id, for
    a cursor is read by those too who may not know which child it is about.
    """

    number: int
    case_id: UUID | None
    school_name: str | None
    day: date
    value: float | None

    @property
    def key(self) -> tuple[date, int]:
        """Its place in the list, for a cursor."""
        return self.day, self.number

    @property
    def reference(self) -> str | None:
        """The short form of the case's id, as people say it on the telephone."""
        return None if self.case_id is None else reference_of(self.case_id)

    def without_child(self) -> "Fact":
        """Give it as those see it who answer for none of the children.

        The list behind a number of all units has the cases of each; other lists, which anybody who
        sees all units may open, tell of which unit a case is. Together they would tell what is hidden.
        """
        return replace(self, case_id=None, school_name=None)
