"""Unit: each rule that arrangements counts by is there to begin with, and says what it should."""

from datetime import date

import pytest

from samenspel_arrangements.domain import term_rules
from samenspel_arrangements.persistence.default_rules import default_terms
from samenspel_kernel.term import Term
from samenspel_kernel.terms import rule_in_force
from samenspel_platform.calendar_files import FreeTime

RULES = {value for name, value in vars(term_rules).items() if name.isupper()}


def test_every_rule_that_is_used_is_there_and_no_other() -> None:
    assert {record.key for record in default_terms()} == RULES


LAST_DAYS = [
    ("report-decision", date(2026, 9, 7), date(2026, 9, 21)),
    ("handover-answer", date(2027, 3, 24), date(2027, 4, 2)),  # Good Friday and Easter Monday
    ("tlv-decision", date(2026, 11, 6), date(2027, 1, 4)),  # New Year's Day and a weekend
    ("tlv-check", date(2026, 9, 4), date(2026, 9, 11)),
    ("tlv-supply", date(2026, 9, 5), date(2026, 9, 19)),  # ours: stays on its Saturday
    ("tlv-advice", date(2026, 9, 7), date(2026, 9, 28)),
    ("tlv-mdo", date(2026, 9, 7), date(2026, 9, 21)),
    ("tlv-hearing", date(2026, 9, 7), date(2026, 9, 21)),
    ("tlv-announce", date(2026, 9, 4), date(2026, 9, 8)),
    ("tlv-place", date(2026, 9, 7), date(2026, 10, 5)),
    ("tlv-wave", date(2027, 7, 31), date(2026, 11, 30)),
    ("help-return", date(2027, 3, 29), date(2027, 3, 1)),
    ("tlv-letter", date(2028, 7, 31), date(2027, 12, 31)),  # a leap year between
    ("tlv-successor", date(2028, 7, 31), date(2028, 4, 14)),
    ("tlv-move", date(2026, 9, 4), date(2026, 9, 11)),
    ("tlv-objection", date(2026, 11, 13), date(2026, 12, 28)),  # Christmas Day and a weekend
    ("tlv-ask-lbt", date(2026, 9, 7), date(2026, 9, 21)),
    ("objection-decision", date(2026, 9, 5), date(2026, 10, 19)),
    ("objection-decision-committee", date(2026, 9, 5), date(2026, 11, 30)),
    ("objection-adjournment", date(2026, 9, 7), date(2026, 10, 19)),
    ("default-notice", date(2026, 9, 5), date(2026, 9, 21)),
    ("funding-check", date(2026, 9, 7), date(2026, 10, 5)),
    ("money-decision", date(2026, 9, 7), date(2026, 9, 21)),
    ("aftercare-check", date(2027, 1, 11), date(2027, 4, 11)),
    ("perspective-write", date(2026, 9, 7), date(2026, 10, 19)),
    ("perspective-agree", date(2026, 9, 7), date(2026, 9, 21)),
    ("perspective-review", date(2026, 9, 7), date(2027, 3, 8)),
    ("transfer-check", date(2026, 8, 1), date(2027, 8, 1)),
    ("meeting-papers", date(2026, 9, 21), date(2026, 9, 16)),
    ("meeting-record", date(2026, 9, 21), date(2026, 9, 28)),
    ("meeting-answer", date(2026, 9, 4), date(2026, 9, 8)),
    ("voice-hear", date(2026, 9, 7), date(2026, 10, 5)),
    ("voice-feedback", date(2026, 9, 7), date(2026, 9, 21)),
    ("voice-contact", date(2026, 9, 11), date(2026, 9, 15)),  # over a weekend
    ("voice-aftercare", date(2026, 9, 7), date(2026, 12, 6)),
    ("opp-establish", date(2026, 9, 12), date(2026, 10, 26)),  # a Saturday: it moves
    ("opp-evaluate", date(2026, 9, 7), date(2027, 9, 7)),
    ("opp-tell-child", date(2026, 9, 7), date(2026, 9, 21)),
    ("opp-record", date(2026, 9, 7), date(2026, 9, 14)),
    ("opp-talk", date(2026, 9, 7), date(2026, 9, 21)),
    ("dispute-advice", date(2026, 9, 7), date(2026, 11, 16)),
    ("help-ask", date(2026, 9, 14), date(2026, 10, 26)),
    ("help-answer", date(2026, 10, 26), date(2026, 11, 9)),
    ("help-evaluation", date(2027, 3, 12), date(2027, 2, 12)),
    ("session-record", date(2026, 9, 11), date(2026, 9, 18)),
    ("place-found", date(2026, 9, 7), date(2026, 10, 5)),
    ("place-enrol", date(2026, 9, 7), date(2026, 9, 14)),
    ("stay-review", date(2026, 9, 7), date(2027, 9, 7)),
    ("return-support", date(2026, 9, 7), date(2026, 12, 6)),
    ("transition-comes", date(2027, 8, 1), date(2026, 10, 25)),
    ("transition-chosen", date(2026, 10, 25), date(2026, 12, 6)),
    ("transition-offered", date(2027, 8, 30), date(2027, 6, 21)),
    ("transition-accepted", date(2027, 8, 30), date(2027, 8, 2)),
    ("transition-begun", date(2027, 8, 30), date(2027, 9, 6)),
]


@pytest.mark.parametrize(("rule", "starts_on", "last_day"), LAST_DAYS)
def test_a_term_ends_when_the_rule_says(rule: str, starts_on: date, last_day: date) -> None:
    record = rule_in_force(default_terms(), rule, starts_on)

    calendar = FreeTime.of(()).of_school(None, "")
    assert Term.by(record, starts_on, calendar).last_day == last_day


def test_each_rule_is_tried() -> None:
    assert {rule for rule, _, _ in LAST_DAYS} == RULES
