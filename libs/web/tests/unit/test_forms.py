from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import BaseModel, Field, ValidationError

from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_web.forms import FormErrors, Refusal, filled, html_name
from samenspel_web.texts import Texts


class Urgency(StrEnum):
    NOW = "now"


class Question(BaseModel):
    question: Annotated[str, Field(min_length=5, max_length=10)]
    birth_date: date
    urgency: Urgency = Urgency.NOW


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    own = '[error.pupil]\nbirth-date-in-future = "{}"\n[error.support-request]\nwithdrawn = "{}"'
    (tmp_path / "nl.toml").write_text(own.format("Nog niet geboren.", "Ingetrokken."), "utf-8")
    (tmp_path / "en.toml").write_text(own.format("Not born.", "Withdrawn."), "utf-8")
    return Texts.with_shared(tmp_path)


def refusal_of(**values: str) -> Refusal:
    with pytest.raises(ValidationError) as caught:
        Question.model_validate(values)
    return caught.value


def test_a_rule_about_a_field_lands_at_the_field(texts: Texts) -> None:
    refusal = InvalidInput(FieldError("birthDate", "pupil.birth-date-in-future"))

    errors = FormErrors.of(refusal, texts)

    assert errors.get("birth_date") == "Nog niet geboren."
    assert errors.get("question") == ""


def test_a_broken_rule_stands_at_the_top(texts: Texts) -> None:
    errors = FormErrors.of(RuleViolation("support-request.withdrawn"), texts)

    assert errors.general == ("Ingetrokken.",)
    assert errors
    assert not errors.fields


def test_missing_and_malformed_values_are_told_per_field(texts: Texts) -> None:
    errors = FormErrors.of(refusal_of(birth_date="31-31", urgency="soon"), texts)

    assert errors.get("question") == "Vul dit in."
    assert errors.get("birth_date").startswith("Vul een datum in")
    assert errors.get("urgency") == "Kies een van de antwoorden."


def test_limits_are_named(texts: Texts) -> None:
    too_short = FormErrors.of(refusal_of(question="x", birth_date="2019-04-09"), texts)
    too_long = FormErrors.of(refusal_of(question="x" * 11, birth_date="2019-04-09"), texts)

    assert too_short.get("question") == "Schrijf minstens 5 tekens."
    assert too_long.get("question") == "Schrijf hoogstens 10 tekens."


def test_the_first_sentence_at_a_field_counts(texts: Texts) -> None:
    refusal = InvalidInput(FieldError("a", "input.missing"), FieldError("a", "input.date"))

    assert FormErrors.of(refusal, texts).get("a") == "Vul dit in."


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("birthDate", "birth_date"),
        ("body.birthDate", "birth_date"),
        ("body", ""),
        ("bodyLength", "body_length"),
        ("parents.0.eMail", "parents.0.e_mail"),
    ],
)
def test_fields_are_found_by_their_html_name(sent: str, name: str) -> None:
    assert html_name(sent) == name


def test_blank_fields_and_those_of_the_form_itself_are_left_out() -> None:
    form = {"csrf": "x", "idempotency_key": "y", "name": " Sam ", "remark": "  "}

    assert filled(form) == {"name": "Sam"}
