"""Where a spell stands; open ones have a responsibility and terms, an ended one has neither."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_intake.domain.spell.ladder import Escalation
from samenspel_kernel.ids import PersonId, SchoolId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


class SpellAction(StrEnum):
    """What can be next."""

    FIRST_ACTION = "first-action"
    TELL_ALL = "tell-all"
    LOOK_AGAIN = "look-again"
    REVIEW_AT_FOUR_WEEKS = "review-at-four-weeks"
    ESCALATE = "escalate"
    AWAIT_DECIDER = "await-decider"
    CARRY_OUT_DECISION = "carry-out-decision"
    REVIEW_CLASS = "review-class"


class Step(StrEnum):
    """A mark that a spell passes."""

    FOUR_WEEKS = "four-weeks"
    THREE_MONTHS = "three-months"


@dataclass(frozen=True, slots=True)
class Steps:
    """When a spell reaches four weeks and three months, computed from its first day."""

    four_weeks: Term
    three_months: Term

    @property
    def marks(self) -> tuple[tuple[Step, Term], ...]:
        """Give both with their names."""
        return ((Step.FOUR_WEEKS, self.four_weeks), (Step.THREE_MONTHS, self.three_months))

    def reached(self, day: date) -> tuple[Step, ...]:
        """Give the marks that are reached on a day."""
        return tuple(step for step, term in self.marks if day >= term.last_day)

    def ahead(self, told: frozenset[Step]) -> list[date]:
        """Give the days of the marks that were not told yet."""
        return [term.last_day for step, term in self.marks if step not in told]


@dataclass(frozen=True, slots=True)
class Threatening:
    """Open: the child still has education, and may lose it; `look_again` ends on a day to look."""

    status: ClassVar = "threatening"
    responsibility: Responsibility
    look_again: Term


@dataclass(frozen=True, slots=True)
class Out:
    """Open: the child is without education since the first day.

    `reached` are the marks that were told, `escalations` the deciders that were asked.
    """

    status: ClassVar = "out"
    responsibility: Responsibility
    first_day: date
    steps: Steps
    reached: frozenset[Step] = frozenset()
    escalations: tuple[Escalation, ...] = ()


class Confirmer(StrEnum):
    """Who can know that a child is in school again."""

    SCHOOL = "school"
    PARENT = "parent"
    ATTENDANCE_OFFICER = "attendance-officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """The child is in its school again, or never left it; somebody who can know says so."""

    school_id: SchoolId
    from_day: date
    confirmed_by: PersonId
    confirmed_as: Confirmer


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmittedAt:
    """Another school admitted the child, in writing, and it started there.

    `letter` says by what the writing is found again (its number, its date).
    """

    school_id: SchoolId
    from_day: date
    letter: str


@dataclass(frozen=True, slots=True)
class Died:
    """The child died; nothing may be asked or sent any more."""


End = Returned | AdmittedAt | Died


@dataclass(frozen=True, slots=True)
class Ended:
    """Closed; `first_day` is None when the threat never came true, `last_day` the last without."""

    status: ClassVar = "ended"
    how: End
    first_day: date | None
    last_day: date | None


Open = Threatening | Out
Standing = Open | Ended
