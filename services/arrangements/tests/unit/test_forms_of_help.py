"""Each kind of help has what it needs, and nothing of another; a return is looked at in time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.arrangement import RETURN, Arrangement, Period
from samenspel_arrangements.domain.help.course import Evaluation, Works
from samenspel_arrangements.domain.help.events import ArrangementOverdue
from samenspel_arrangements.domain.help.forms import (
    ArrangementKind,
    FreeForm,
    HelpForm,
    Observation,
    Setting,
    require_form,
)
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.ids import EvaluationId

from .test_course_of_help import granted

PERIOD = Period(
    starts_on=date(2026, 10, 1),
    planned_end_on=date(2027, 7, 2),
    evaluation_on=date(2027, 1, 15),
)
SETTING = Setting(
    education_by="SO De Wissel",
    care_by="Jeugdzorg Noord",
    entry_when="Er is een plek en een plan.",
    exit_when="Rustig in een groep van tien.",
    return_on=date(2027, 6, 1),
    prepare_by=date(2027, 5, 4),
)
FORMS: dict[ArrangementKind, HelpForm] = {
    ArrangementKind.SPECIALISED_SETTING: SETTING,
    ArrangementKind.OBSERVATION: Observation(
        observed_at="Observatiegroep", why_elsewhere="Er is geen rustige plek."
    ),
    ArrangementKind.FREE_FORM: FreeForm(why_other="Hij leert alleen buiten."),
}


@given(
    kind=st.sampled_from(ArrangementKind),
    form=st.sampled_from([None, *FORMS.values()]),
)
def test_a_kind_has_what_it_needs_and_nothing_else(
    kind: ArrangementKind, form: HelpForm | None
) -> None:
    if form is FORMS.get(kind):
        require_form(kind, form)
    else:
        with pytest.raises(InvalidInput) as refused:
            require_form(kind, form)
        assert [(e.field, e.code) for e in refused.value.errors] == [("kind", "help.other-form")]


@given(day=st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_m13_the_day_of_return_lies_within_the_help(day: date) -> None:
    wrong = {error.field for error in replace(SETTING, return_on=day).errors(PERIOD)}

    assert wrong == (set() if date(2026, 10, 1) < day <= date(2027, 7, 2) else {"return_on"})


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: type(form).__name__)
def test_words_are_asked_and_hold_no_forbidden_number(form: Any) -> None:
    texts = [name for name in form.__slots__ if isinstance(getattr(form, name), str)]

    assert form.errors(PERIOD) == []
    for name in texts:
        empty, number = replace(form, **{name: " "}), replace(form, **{name: "BSN 111222333"})
        assert [error.field for error in empty.errors(PERIOD)] == [name]
        assert [error.field for error in number.errors(PERIOD)] == [name]


def in_a_setting() -> Arrangement:
    _, help_ = granted()
    help_.form = SETTING
    return help_


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)


def test_m13_an_alarm_comes_before_the_day_of_return() -> None:
    help_ = in_a_setting()
    assert (RETURN, date(2027, 5, 4)) in help_.days

    help_.look(take_up_by=date(2027, 5, 12), at=at(date(2027, 5, 5)))

    told = [e for e in help_.take_events() if isinstance(e, ArrangementOverdue)]
    assert (RETURN, date(2027, 5, 4)) in [(each.what, each.last_day) for each in told]


def test_m13_who_looked_at_the_return_together_gets_no_alarm() -> None:
    help_ = in_a_setting()
    early, late = date(2027, 1, 15), date(2027, 4, 20)
    for day in (early, late):
        found = Evaluation(
            id=EvaluationId(uuid4()), on=day, works=Works.YES, words="Wij keken samen."
        )
        before = help_.days
        help_.evaluations = (*help_.evaluations, found)
        assert ((RETURN, date(2027, 5, 4)) in before) is True

    assert RETURN not in [what for what, _ in help_.days]


def test_a_return_is_never_to_be_looked_at_before_the_help_began() -> None:
    assert SETTING.prepared(date(2026, 9, 1), PERIOD).prepare_by == PERIOD.starts_on
    assert SETTING.prepared(date(2027, 5, 3), PERIOD).prepare_by == date(2027, 5, 3)
