"""What is agreed at a meeting: who does what by when, also outside the school (M6)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.term import Term

AGREED_DAY = "meeting-agreed-day"
"""What runs until an action is done: not a rule, but the day that those involved agreed."""
MOST_ACTIONS = 40
MAX_WHAT = 500
MAX_WHO = 120


class Doer(StrEnum):
    """Who does it: a person by its role, or an organisation outside the school."""

    CHILD = "child"
    PARENT = "parent"
    SCHOOL = "school"
    UNIT = "unit"
    EXPERT = "expert"
    PARTNER = "partner"


OUTSIDE = frozenset({Doer.EXPERT, Doer.PARTNER})


@dataclass(frozen=True, slots=True)
class ToDo:
    """It is still to be done."""

    status: ClassVar = "to-do"


@dataclass(frozen=True, slots=True)
class Done:
    """It was done, as was noted on a day."""

    status: ClassVar = "done"
    on: date


@dataclass(frozen=True, slots=True)
class NotDone:
    """It will not be done, for a reason; noted on a day."""

    status: ClassVar = "not-done"
    on: date
    because: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.because.strip():
            raise ValueError("what is not done has a reason")


ActionState = ToDo | Done | NotDone
TO_DO = ToDo()


@dataclass(frozen=True, slots=True, kw_only=True)
class JointAction:
    """An action with who does it and a day; `who` is the role's function or the organisation."""

    number: int
    what: str = field(repr=False)
    doer: Doer
    who: str = field(default="", repr=False)
    agreed: Term
    state: ActionState = TO_DO

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise ValueError("an action says what is to be done")
        if self.doer in OUTSIDE and not self.who.strip():
            raise ValueError("who is outside the school is called by its name")

    @property
    def by(self) -> date:
        """The last day on which it is in time."""
        return self.agreed.last_day

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return isinstance(self.state, ToDo)

    @property
    def is_outside(self) -> bool:
        """Tell whether somebody outside school, family and alliance does it."""
        return self.doer in OUTSIDE

    def is_overdue(self, today: date) -> bool:
        """Tell whether it should have been done by now."""
        return self.is_open and today > self.by


def joint_action(
    number: int, what: str, *, doer: Doer, who: str, by: date, today: date
) -> JointAction:
    """Agree the action with a number, to be done from today on."""
    if number > MOST_ACTIONS:
        raise RuleViolation("meeting.too-many-actions")
    if by < today:
        raise InvalidInput(FieldError("by", "action.in-the-past"))
    return JointAction(
        number=number, what=what, doer=doer, who=who, agreed=Term(AGREED_DAY, 1, today, by)
    )
