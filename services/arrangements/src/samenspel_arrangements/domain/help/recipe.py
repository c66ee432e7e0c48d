"""What worked, as a recipe for others: nothing of a child is in it (N13, N24)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.help.composition import MAX_WORDS, MOST_MEASURES
from samenspel_arrangements.domain.help.course import Ended
from samenspel_arrangements.domain.help.forms import ArrangementKind
from samenspel_arrangements.domain.help.ids import RecipeId
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation

LONGEST_NAME = 100
MOST_WEEKS = 104
LEVELS = (1, 2, 3)
"""How much is needed in a field, as a request says it."""
FEWEST_SHOWN = 5
"""Of fewer children no result is shown: it would tell of one of them."""


class NeedField(StrEnum):
    """The five fields in which help is described (indiceren vanuit onderwijsbehoeften, IVO)."""

    ATTENTION_TIME = "attention-time"
    MATERIAL = "material"
    SURROUNDINGS = "surroundings"
    EXPERTISE = "expertise"
    COOPERATION = "cooperation"


@dataclass(frozen=True, slots=True)
class Results:
    """How it went with help by one recipe: what was found last, and what teachers said (1 to 5).

    It holds nothing of fewer than five: then its numbers are None.
    """

    n: int | None
    yes: int | None
    partly: int | None
    no: int | None
    helped_in_class: float | None

    @classmethod
    def of(
        cls, *, yes: int, partly: int, no: int, teachers: int, helped: float | None
    ) -> "Results":
        """Leave out what is of too few."""
        n = yes + partly + no
        said = round(helped, 1) if helped is not None and teachers >= FEWEST_SHOWN else None
        if n < FEWEST_SHOWN:
            return cls(None, None, None, None, said)
        return cls(n, yes, partly, no, said)


@dataclass(eq=False, kw_only=True)
class Recipe(Aggregate[RecipeId]):
    """Help that can be given again: for what need, in which form, what is done, and for how long.

    It does not know whose help it was made of; no unit, school, person or child is in it.
    """

    name: str
    need: NeedField
    level: int
    kind: ArrangementKind
    measures: tuple[str, ...]
    weeks: int
    made_on: date

    @classmethod
    def make(
        cls,
        granted: Arrangement,
        *,
        id_: RecipeId,
        name: str,
        need: NeedField,
        level: int,
        measures: Iterable[str],
        weeks: int,
        child: str | None,
        on: date,
    ) -> "Recipe":
        """Make one of help that ended after people looked at it together.

        `child` is the child's name, as far as it is known: none of its words may be in it.
        RuleViolation `recipe.not-ended` or `recipe.not-evaluated`.
        """
        if not isinstance(granted.course, Ended):
            raise RuleViolation("recipe.not-ended")
        if not granted.evaluations:
            raise RuleViolation("recipe.not-evaluated")
        done = tuple(measure for measure in map(str.strip, measures) if measure)
        if wrong := _errors(name, level, done, weeks, child):
            raise InvalidInput(*wrong)
        return cls(
            id=id_,
            alliance_id=granted.alliance_id,
            unit_id=None,
            name=name,
            need=need,
            level=level,
            kind=granted.kind,
            measures=done,
            weeks=weeks,
            made_on=on,
        )


def _errors(
    name: str, level: int, measures: tuple[str, ...], weeks: int, child: str | None
) -> list[FieldError]:
    errors = [text_error("name", name, max_length=LONGEST_NAME) or _named("name", name, child)]
    if level not in LEVELS:
        errors.append(FieldError("level", "recipe.level"))
    if not 1 <= len(measures) <= MOST_MEASURES:
        errors.append(FieldError("measures", "recipe.how-many-measures"))
    else:
        found = (
            text_error("measures", each, max_length=MAX_WORDS) or _named("measures", each, child)
            for each in measures
        )
        errors.append(next((error for error in found if error), None))
    if not 1 <= weeks <= MOST_WEEKS:
        errors.append(FieldError("weeks", "recipe.weeks"))
    return [error for error in errors if error]


def _named(field: str, text: str, child: str | None) -> FieldError | None:
    words = set(re.findall(r"\w+", text.casefold()))
    names = {word for word in re.findall(r"\w+", (child or "").casefold()) if len(word) > 3}
    return FieldError(field, "recipe.names-the-child") if words & names else None
