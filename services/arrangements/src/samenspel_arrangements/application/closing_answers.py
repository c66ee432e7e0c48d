"""What is filled in to close a case, read into the gate's own words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.closing.gate import (
    GoalReached,
    Heard,
    Succeeded,
    SuccessorKind,
    Tried,
    Why,
    Word,
)
from samenspel_kernel.errors import FieldError, InvalidInput

MISSING = "text.missing"


class Reason(StrEnum):
    """Why a case can be closed."""

    GOAL_REACHED = "goal-reached"
    SUCCESSOR = "successor"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordAnswers:
    """What was filled in about one who was asked: what it said, or the tries to hear it."""

    who: str
    heard_on: date | None
    words: str
    first_try: date | None
    second_try: date | None
    reason: str

    @classmethod
    def of(cls, who: str, filled_in: object) -> "WordAnswers":
        """Take the fields about one out of all that was filled in; theirs begin with who it is."""
        names = ("heard_on", "words", "first_try", "second_try", "reason")
        return cls(who=who, **{name: getattr(filled_in, f"{who}_{name}") for name in names})

    def read(self) -> tuple[Word | None, list[FieldError]]:
        """Give the word, or say which fields are missing for it."""
        heard = {f"{self.who}_heard_on": self.heard_on, f"{self.who}_words": self.words}
        tried = {
            f"{self.who}_first_try": self.first_try,
            f"{self.who}_second_try": self.second_try,
            f"{self.who}_reason": self.reason,
        }
        if self.heard_on and self.words:
            return Heard(self.heard_on, self.words), []
        if self.first_try and self.second_try and self.reason:
            return Tried(self.first_try, self.second_try, self.reason), []
        asked = tried if any(tried.values()) and not any(heard.values()) else heard
        return None, [FieldError(name, MISSING) for name, value in asked.items() if not value]


def read_gate(
    reason: Reason,
    successor: SuccessorKind | None,
    accepted_on: date | None,
    child: WordAnswers,
    parents: WordAnswers,
) -> tuple[Why, Word, Word]:
    """Give why, and what child and parents said; InvalidInput with all that is missing."""
    wrong: list[FieldError] = []
    why: Why = GoalReached()
    if reason is Reason.SUCCESSOR:
        if successor is not None and accepted_on is not None:
            why = Succeeded(successor, accepted_on)
        else:
            filled = {"successor": successor, "accepted_on": accepted_on}
            wrong += [FieldError(name, MISSING) for name, value in filled.items() if value is None]
    child_word, child_wrong = child.read()
    parents_word, parents_wrong = parents.read()
    wrong += child_wrong + parents_wrong
    if wrong or child_word is None or parents_word is None:
        raise InvalidInput(*wrong)
    return why, child_word, parents_word
