"""Unit: no body and no form brings a forbidden number in, whatever its fields are."""

from typing import Any

import pytest
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from samenspel_kernel.errors import InvalidInput
from samenspel_platform.bodies import Body
from samenspel_platform.forbidden_texts import refuse_forbidden
from samenspel_platform.forms import Form
from samenspel_platform.problems import field_errors, problem

TEXT = "Zijn BSN is 111222333."


class Parent(Body):
    name: str


class Child(Body):
    given_name: str = ""
    notes: list[str] = []
    parents: list[Parent] = []
    anything: dict[str, Any] | None = None


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"givenName": TEXT}, "givenName"),
        ({"notes": ["rustig", TEXT]}, "notes"),
        ({"parents": [{"name": "A"}, {"name": TEXT}]}, "parents.1.name"),
        ({"anything": {"deep": [{"down": TEXT}]}}, "anything"),
    ],
)
def test_a_body_is_refused_at_its_field(sent: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Child.model_validate(sent)
    located = [{**error, "loc": ("body", *error["loc"])} for error in refused.value.errors()]
    errors = field_errors(RequestValidationError(located))
    assert [(error.field, error.code) for error in errors] == [(field, "text.contains-bsn")]
    assert b"It may not be here. Remove it." in problem(400, "input.invalid", errors).body


def test_a_body_with_telephone_numbers_passes() -> None:
    Child.model_validate({"givenName": "Bel moeder op 111222333.", "notes": ["06-12345678"]})


def test_a_form_is_refused_at_each_field_and_each_of_its_values() -> None:
    form = Form({"q": ["bsn 111222333"], "tried": [TEXT, "niets"], "phone": ["tel. 111222333"]})
    with pytest.raises(InvalidInput) as refused:
        refuse_forbidden(form)
    assert [(e.field, e.code) for e in refused.value.errors] == [
        ("q", "text.contains-bsn"),
        ("tried", "text.contains-bsn"),
    ]
