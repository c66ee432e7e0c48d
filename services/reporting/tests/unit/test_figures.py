"""Unit: periods, terms, shares and definitions."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.terms import TermUse
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_reporting.domain.definitions import DEFINITIONS
from samenspel_reporting.domain.figures import NOTHING, AsOf, Figures, Money
from samenspel_reporting.domain.items import ItemKind, Line
from samenspel_reporting.domain.measures import BETWEEN_STOOLS, Measure
from samenspel_reporting.domain.period import Period, period_of
from samenspel_reporting.domain.results import Indicator

TODAY = date(2026, 11, 22)


def a_line(*, starts_on: date | None, last_day: date | None, due_on: date | None = None) -> Line:
    return Line(
        id=uuid4(),
        kind=ItemKind.SUPPORT_REQUEST,
        unit_id=None,
        school_name=None,
        since=date(2026, 9, 7),
        holder_kind="unit-desk",
        action_kind="assess",
        due_on=due_on,
        term_starts_on=starts_on,
        term_last_day=last_day,
        answer_by=None,
        received_on=None,
        granted_on=None,
        days_to_grant=None,
    )


def test_without_bounds_a_period_is_the_last_twelve_months() -> None:
    assert period_of(None, None, today=TODAY) == Period(date(2025, 11, 23), TODAY)


def test_a_period_may_end_on_a_leap_day() -> None:
    leap = date(2028, 2, 29)

    assert period_of(None, leap, today=TODAY) == Period(date(2027, 3, 1), leap)


@given(first=st.dates(), last=st.dates())
def test_a_period_that_can_not_be_is_refused(first: date, last: date) -> None:
    if timedelta() <= last - first <= timedelta(days=3660):
        assert Period(first, last).first == first
    else:
        with pytest.raises(InvalidInput):
            Period(first, last)


def test_a_term_counts_working_days_without_holidays() -> None:
    line = a_line(starts_on=date(2026, 12, 23), last_day=date(2027, 1, 6))

    use = line.term_use(date(2026, 12, 29), DutchWorkingDays())

    assert use == TermUse(used=3, total=8, last_day=date(2027, 1, 6))


def test_before_it_starts_nothing_of_a_term_is_used() -> None:
    line = a_line(starts_on=date(2026, 11, 30), last_day=date(2026, 12, 4))

    use = line.term_use(TODAY, DutchWorkingDays())

    assert use == TermUse(used=0, total=4, last_day=date(2026, 12, 4))


@pytest.mark.parametrize("missing", [(None, TODAY), (TODAY, None)])
def test_without_a_term_nothing_is_counted(missing: tuple[date | None, date | None]) -> None:
    line = a_line(starts_on=missing[0], last_day=missing[1])

    assert line.term_use(TODAY, DutchWorkingDays()) is None


def test_one_day_late_is_late() -> None:
    def late(due_on: date | None) -> int:
        return a_line(starts_on=None, last_day=None, due_on=due_on).days_late(TODAY)

    assert [late(None), late(TODAY), late(TODAY - timedelta(days=1))] == [0, 0, 1]


def test_the_share_over_term_is_of_the_open_requests() -> None:
    assert Figures({Measure.OPEN: 8, Measure.OVER_TERM: 2}).share_over_term == 0.25
    assert NOTHING.share_over_term is None


@pytest.mark.parametrize("measure", BETWEEN_STOOLS)
def test_each_of_the_three_numbers_says_that_something_is_wrong(measure: Measure) -> None:
    assert Figures({measure: 1}).between_stools
    assert not NOTHING.between_stools


def test_k24_money_is_set_beside_what_is_used_and_asked() -> None:
    money = Money(allotted=100_000, committed=20_000, spent=5_000)
    assert (money.used, money.share_used) == (25_000, 0.25)
    assert Figures({Measure.ASKED: 10}, money=money).cents_per_request == 2_500
    assert NOTHING.cents_per_request is None
    assert NOTHING.money.share_used is None
    assert AsOf(date(2027, 7, 31), Period(TODAY, TODAY)).year_began_on == date(2026, 8, 1)


def test_each_number_has_a_definition_in_words() -> None:
    assert {each.value for each in (*Measure, *Indicator)} <= DEFINITIONS.keys()
    assert all(d.meaning.endswith(".") and d.version >= 1 for d in DEFINITIONS.values())
