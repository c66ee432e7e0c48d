"""Unit: the rules that intake begins with are whole, and say what the law says."""

from datetime import date

import pytest

from samenspel_intake.domain.term_rules import REQUIRED_RULES
from samenspel_intake.gateways.default_rules import default_free_time, default_terms
from samenspel_kernel.school_calendar import HolidayRegion
from samenspel_kernel.terms import rule_in_force

FREE_TIME = default_free_time()
SCHOOL = FREE_TIME.of_school(HolidayRegion.NORTH, "01AB00")


def test_every_rule_that_intake_requires_is_there() -> None:
    assert set(REQUIRED_RULES) <= {record.key for record in default_terms()}


LAST_DAYS = [
    ("registration-ahead", date(2027, 8, 23), date(2027, 6, 14)),
    ("duty-of-care", date(2026, 11, 14), date(2026, 12, 26)),  # a holiday: it does not move
    ("duty-of-care-extension", date(2026, 12, 26), date(2027, 1, 23)),
    ("temporary-placement", date(2026, 11, 14), date(2027, 1, 23)),
    ("early-registration-follow-up", date(2027, 8, 23), date(2027, 5, 31)),
    ("signal-answer", date(2026, 12, 23), date(2026, 12, 31)),
    ("signal-unconfirmed", date(2026, 9, 7), date(2026, 9, 21)),
    ("handover-answer", date(2027, 3, 24), date(2027, 4, 2)),  # Good Friday and Easter Monday
    ("data-completion", date(2026, 9, 7), date(2026, 9, 21)),
    ("correction-answer", date(2026, 9, 24), date(2026, 10, 26)),  # a Saturday: it moves
    ("request-response", date(2026, 9, 7), date(2026, 9, 28)),
    ("group-response", date(2026, 9, 7), date(2026, 9, 28)),
    ("teacher-response", date(2026, 10, 8), date(2026, 10, 22)),  # the autumn holiday
    ("consultation-response", date(2026, 10, 8), date(2026, 10, 22)),
    ("spell-first-action", date(2026, 12, 18), date(2027, 1, 5)),
    ("spell-report", date(2026, 12, 18), date(2027, 1, 8)),
    ("absence-window", date(2027, 1, 13), date(2026, 12, 2)),
    ("spell-long", date(2026, 12, 15), date(2027, 1, 12)),
    ("spell-decider", date(2026, 11, 30), date(2027, 2, 28)),
    ("consent-reminder", date(2026, 9, 7), date(2026, 9, 14)),
    ("consent-decider", date(2026, 9, 7), date(2026, 9, 21)),
    ("find-school", date(2026, 9, 7), date(2026, 9, 21)),
    ("request-preparation", date(2026, 9, 7), date(2026, 10, 5)),
    ("spell-look-again", date(2026, 12, 18), date(2027, 1, 1)),
    ("place-decision", date(2026, 12, 7), date(2026, 12, 21)),
    ("consent-talk", date(2026, 10, 8), date(2026, 10, 29)),  # the autumn holiday
    ("share-review", date(2027, 7, 31), date(2027, 6, 5)),
    ("holiday-announcement", date(2027, 7, 10), date(2027, 6, 28)),
]


@pytest.mark.parametrize(("key", "start", "last_day"), LAST_DAYS)
def test_each_rule_ends_on_the_day_it_should(key: str, start: date, last_day: date) -> None:
    explained = rule_in_force(default_terms(), key, start).explain(start, SCHOOL)
    assert explained.last_day == last_day
    assert explained.unknown_years == ()


def test_every_rule_has_a_date_in_the_test_above() -> None:
    assert {key for key, _, _ in LAST_DAYS} == {record.key for record in default_terms()}


def test_each_region_has_five_holidays_a_school_year() -> None:
    for years in FREE_TIME.years.values():
        assert [len(year.holidays) for year in years] == [5, 5]
