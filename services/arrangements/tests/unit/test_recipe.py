"""Unit: what worked becomes a recipe without anything of the child; of too few nothing is shown."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.help.course import (
    Ended,
    EndReason,
    Evaluation,
    Started,
    Works,
)
from samenspel_arrangements.domain.help.ids import RecipeId
from samenspel_arrangements.domain.help.recipe import FEWEST_SHOWN, NeedField, Recipe, Results
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import EvaluationId

from .test_sessions import END, MONDAY, help_

LOOKED = Evaluation(id=EvaluationId(uuid4()), on=MONDAY, works=Works.YES, words="Het gaat goed.")
OVER = {"course": Ended(END, EndReason.GOAL_REACHED), "evaluations": (LOOKED,)}


def recipe(help_was: Any = None, **other: Any) -> Recipe:
    asked: dict[str, object] = {
        "id_": RecipeId(uuid4()),
        "name": "Samen lezen",
        "need": NeedField.ATTENTION_TIME,
        "level": 2,
        "measures": ["Elke dag tien minuten voorlezen", " "],
        "weeks": 12,
        "child": "Noor van Dijk",
        "on": date(2027, 3, 12),
    }
    return Recipe.make(help_(**(help_was or OVER)), **{**asked, **other})


def test_n13_a_recipe_is_of_nobody() -> None:
    made = recipe()
    assert made.measures == ("Elke dag tien minuten voorlezen",)
    assert made.unit_id is None
    assert not hasattr(made, "pupil_id")
    assert not hasattr(made, "case_id")


@pytest.mark.parametrize(
    ("help_was", "code"),
    [
        ({"course": Started(MONDAY), "evaluations": (LOOKED,)}, r"recipe\.not-ended"),
        ({"course": Ended(END, EndReason.OTHER_HELP)}, r"recipe\.not-evaluated"),
    ],
)
def test_n24_only_help_that_ended_with_its_evaluation(
    help_was: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleViolation, match=code):
        recipe(help_was)


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"name": " "}, "name: text.missing"),
        ({"name": "Lezen met NOOR"}, "name: recipe.names-the-child"),
        ({"measures": ["Noor leest voor."]}, "measures: recipe.names-the-child"),
        ({"measures": ["dijk, noor"]}, "measures: recipe.names-the-child"),
        ({"measures": []}, "measures: recipe.how-many-measures"),
        ({"measures": ["x"] * 6}, "measures: recipe.how-many-measures"),
        ({"measures": ["BSN 111222333"]}, "measures: "),
        ({"level": 0}, "level: recipe.level"),
        ({"weeks": 0}, "weeks: recipe.weeks"),
        ({"weeks": 105}, "weeks: recipe.weeks"),
    ],
)
def test_what_a_recipe_refuses(other: dict[str, object], error: str) -> None:
    with pytest.raises(InvalidInput, match=error):
        recipe(**other)


def test_short_words_of_a_name_are_words_of_anybody() -> None:
    assert recipe(measures=["Iets van vroeger"]).measures == ("Iets van vroeger",)


FEW = st.integers(min_value=0, max_value=8)


@given(yes=FEW, partly=FEW, no=FEW, teachers=FEW)
def test_of_fewer_than_five_nothing_is_shown(yes: int, partly: int, no: int, teachers: int) -> None:
    found = Results.of(yes=yes, partly=partly, no=no, teachers=teachers, helped=4.04)
    if yes + partly + no < FEWEST_SHOWN:
        assert (found.n, found.yes, found.partly, found.no) == (None,) * 4
    else:
        assert (found.n, found.yes) == (yes + partly + no, yes)
    assert found.helped_in_class == (4.0 if teachers >= FEWEST_SHOWN else None)
