"""What an evaluation found of goals: a choice for each, and a sentence if there is more to say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.perspective.content import Goal
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_kernel.errors import FieldError, InvalidInput

MAX_WORDS = 500
_START, _RESULT, _WORDS = "goals.", ".result", ".words"


class GoalResult(StrEnum):
    """How far a goal is; `changed`: it no longer fits, and becomes another."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not-reached"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class SaidOfGoal:
    """What was typed of one goal; `result` may be no choice at all."""

    key: str
    result: str = ""
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How far a goal is; `key` is that of the shared perspective. The words never leave here."""

    key: str
    result: GoalResult
    words: str = field(default="", repr=False)


def goals_of(perspective: SharedPerspective | None) -> tuple[Goal, ...]:
    """Give the goals of the newest version; none while nothing is written."""
    current = perspective.current if perspective else None
    return current.content.goals if current else ()


def findings_of(said: Iterable[SaidOfGoal], goals: Sequence[Goal]) -> tuple[Finding, ...]:
    """Make findings of what was typed; a goal of which nothing was said is left out.

    InvalidInput at `goals.<key>.result` or `goals.<key>.words`: no goal of the perspective as it
    is now, said twice, words without a choice, words that can't be kept.
    """
    typed = [each for each in said if each.result or each.words.strip()]
    if wrong := list(_wrong(typed, {goal.key for goal in goals})):
        raise InvalidInput(*wrong)
    return tuple(
        Finding(key=each.key, result=GoalResult(each.result), words=each.words.strip())
        for each in typed
    )


def said_in(form: Mapping[str, str]) -> list[SaidOfGoal]:
    """Take what was typed of goals out of the fields of a form."""
    names = (name for name in form if name.startswith(_START))
    ended = (name.removesuffix(_RESULT).removesuffix(_WORDS) for name in names)
    return [
        SaidOfGoal(
            name.removeprefix(_START), form.get(name + _RESULT, ""), form.get(name + _WORDS, "")
        )
        for name in dict.fromkeys(ended)
    ]


def _wrong(typed: Sequence[SaidOfGoal], known: set[str]) -> Iterator[FieldError]:
    seen: set[str] = set()
    for each in typed:
        name = f"{_START}{each.key}"
        if each.key not in known or each.key in seen:
            yield FieldError("goals", "goal-course.unknown")
        elif each.result not in set(GoalResult):
            yield FieldError(name + _RESULT, "goal-course.choose")
        elif error := text_error(name + _WORDS, each.words, max_length=MAX_WORDS, required=False):
            yield error
        seen.add(each.key)
