"""Unit: each rule that arrangements counts by is there to begin with, and says what it should."""

from datetime import date

import pytest

from samenspel_arrangements.domain import term_rules
from samenspel_arrangements.persistence.default_rules import default_terms
from samenspel_arrangements.persistence.terms import NationalCalendar
from samenspel_kernel.term import Term
from samenspel_kernel.terms import rule_in_force

RULES = {value for name, value in vars(term_rules).items() if name.isupper()}


def test_every_rule_that_is_used_is_there_and_no_other() -> None:
    assert {record.key for record in default_terms()} == RULES


LAST_DAYS = [
    ("handover-answer", date(2027, 3, 24), date(2027, 4, 2)),  # Good Friday and Easter Monday
]


@pytest.mark.parametrize(("rule", "starts_on", "last_day"), LAST_DAYS)
async def test_a_term_ends_when_the_rule_says(rule: str, starts_on: date, last_day: date) -> None:
    record = rule_in_force(default_terms(), rule, starts_on)

    assert Term.by(record, starts_on, await NationalCalendar().of()).last_day == last_day


def test_each_rule_is_tried() -> None:
    assert {rule for rule, _, _ in LAST_DAYS} == RULES
