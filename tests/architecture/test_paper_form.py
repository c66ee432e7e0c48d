"""Architecture: help for one child asks less than the paper form, counted from the real pages."""

from collections import defaultdict
from dataclasses import replace

import pytest
from pydantic import BaseModel
from tests.architecture.asking import routes
from tests.gates import paper_form_page
from tests.gates.paper_form import Beside, Ours, lower, of_paper
from tests.gates.steps_of_way import asked_on
from tests.gates.way_of_one_child import BESIDE, DIFFERENT, GATE, WAY, WAY_OF_NEW

from samenspel_arrangements.domain.opp.content import Content
from samenspel_arrangements.web.grant import GrantForm
from samenspel_arrangements.web.opp.forms import ContentForm, HearingForm, TalkForm
from samenspel_intake.domain.asking.fields import Demander

OURS = Ours(WAY, asked_on(WAY))
OF_NEW = Ours(WAY_OF_NEW, asked_on(WAY_OF_NEW))


def test_the_page_of_the_paper_form_is_what_the_pages_and_the_data_say() -> None:
    fresh = paper_form_page.PAGE.read_text() == paper_form_page.page()

    assert fresh, "run: python -m tests.gates.paper_form_page"


@pytest.mark.parametrize("number", lower(OURS), ids=lambda number: number.what)
def test_k19_ours_is_lower_than_the_paper_form(number: Beside) -> None:
    assert number.ours < number.paper


@pytest.mark.parametrize("number", lower(OF_NEW), ids=lambda number: number.what)
def test_k19_a_child_of_whom_nothing_is_known_asks_one_field_more_at_most(number: Beside) -> None:
    """The paper form's fields are an estimate of the least that it can have."""
    assert number.ours < number.paper + (2 if number.what == "mandatory" else 0)


def test_k19_nothing_is_typed_that_an_earlier_form_got() -> None:
    assert OURS.retyped == OF_NEW.retyped == []
    assert OURS.known_to_school == []
    assert {each.field.name for each in OURS.taken_over} == {"promoting", "impeding", "tried"}


def test_a_page_that_does_not_take_over_has_it_typed_again() -> None:
    without = [replace(step, known={**step.known, "may_read": False}) for step in WAY]

    names = [each.field.name for each in Ours(without, asked_on(without)).retyped]

    assert names == ["promoting", "impeding", "tried"]


def test_a_name_that_more_forms_have_asks_the_same_once_or_something_else() -> None:
    forms = defaultdict(set)
    for each in OURS.fields:
        if not each.is_known:
            forms[each.field.name].add(each.step.name)

    assert {name for name, steps in forms.items() if len(steps) > 1} == set(DIFFERENT)


def test_each_form_of_the_way_is_one_that_is_taken() -> None:
    assert {("POST", step.action) for step in (*WAY, *BESIDE)} <= routes()
    assert len({step.action for step in WAY}) == len(WAY)
    assert all(step.because for step in (*WAY, *BESIDE))


def test_the_pages_ask_what_the_domain_asks() -> None:
    of_request = {
        a.field.name for a in OURS.fields if a.step.name == "ask" and a.field.is_mandatory
    }
    of_plan = {a.field.name for a in OURS.fields if a.step.name == "plan" and a.field.is_mandatory}

    assert {field.value for field in GATE.mandatory} <= of_request
    assert of_plan == {field.value for field in Content().missing(asks_part_b=True)}


BY_A_LINK = {"recipe_id"}
"""What a form takes along from the page before; nobody is asked it."""


@pytest.mark.parametrize(
    ("name", "model"),
    [("grant", GrantForm), ("plan", ContentForm), ("hear", HearingForm), ("talk", TalkForm)],
)
def test_the_pages_ask_what_the_forms_read(name: str, model: type[BaseModel]) -> None:
    asked = {each.field.name for each in OURS.fields if each.step.name == name}

    assert asked == set(model.model_fields) - BY_A_LINK


def test_each_field_has_a_demander_and_a_source() -> None:
    assert all(each.source for each in OURS.fields)
    assert {each.demander for each in OURS.fields} == set(Demander)


def test_each_number_of_the_paper_form_says_whether_it_was_told_or_estimated_and_by_what() -> None:
    assert {row.basis for row in of_paper()} == {"told", "estimate"}
    assert all(row.source and row.number > 0 for row in of_paper())
    assert all("https://" in row.source for row in of_paper() if row.basis == "told")
