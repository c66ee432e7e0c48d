"""The gate that a case closes through: why it can, who was heard, and who looks again.

Nobody is let go of in silence (N25): the goal is reached or another has accepted the child, the
child and the parents had their word, and after some months somebody asks how it goes.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.errors import FieldError
from samenspel_kernel.term import Term

MAX_WORDS = 2000


class SuccessorKind(StrEnum):
    """Who goes on with the child after this case."""

    SCHOOL = "school"
    OTHER_CASE = "other-case"
    YOUTH_HELP = "youth-help"
    OTHER_ALLIANCE = "other-alliance"
    FURTHER_EDUCATION = "further-education"


@dataclass(frozen=True, slots=True)
class GoalReached:
    """What the case was for is there."""


@dataclass(frozen=True, slots=True)
class Succeeded:
    """Another said yes, on a day, to going on with the child."""

    by: SuccessorKind
    accepted_on: date


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said about closing, and when; free text that never leaves this service."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Tried:
    """Two days on which somebody tried to hear it, and why that did not succeed."""

    first: date
    second: date
    reason: str


Word = Heard | Tried
Why = GoalReached | Succeeded


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingGate:
    """All that a case needs to be closed; one without any of it can't be written down."""

    why: Why
    child: Word
    parents: Word
    aftercare: Term

    def errors(self, *, opened_on: date, today: date) -> list[FieldError]:
        """Say what can't be so; none if the gate is passed.

        What was heard or tried was so while the case was open.
        """
        wrong: list[FieldError] = []
        if isinstance(self.why, Succeeded) and self.why.accepted_on > today:
            wrong.append(FieldError("accepted_on", "closing.in-the-future"))
        wrong += _wrong_in("child", self.child, opened_on, today)
        wrong += _wrong_in("parents", self.parents, opened_on, today)
        return wrong


@dataclass(frozen=True, slots=True)
class Answered:
    """A case of a kind that has no end gate got its answer: thinking along, a teacher's question."""


@dataclass(frozen=True, slots=True)
class Died:
    """The child died; nothing may be asked or sent any more."""


Closing = ClosingGate | Answered | Died


def _wrong_in(who: str, word: Word, opened_on: date, today: date) -> list[FieldError]:
    if isinstance(word, Heard):
        days, text, name = {f"{who}_heard_on": word.on}, word.words, f"{who}_words"
    else:
        days = {f"{who}_first_try": word.first, f"{who}_second_try": word.second}
        text, name = word.reason, f"{who}_reason"
    wrong = [
        FieldError(field, "closing.in-the-future" if day > today else "closing.before-the-case")
        for field, day in days.items()
        if day > today or day < opened_on
    ]
    if isinstance(word, Tried) and word.second <= word.first:
        wrong.append(FieldError(f"{who}_second_try", "closing.not-two-tries"))
    if error := text_error(name, text, max_length=MAX_WORDS):
        wrong.append(error)
    return wrong
