"""Unit: the working days of the Algemene termijnenwet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_kernel.terms import working_days_between
from samenspel_platform.calendar import DutchWorkingDays


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),  # New Year's Day
        date(2026, 4, 3),  # Good Friday, equated
        date(2026, 4, 6),  # Easter Monday
        date(2026, 4, 27),  # King's Day
        date(2026, 5, 5),  # Liberation Day, also when it is no lustrum
        date(2026, 5, 14),  # Ascension Day
        date(2026, 5, 25),  # Whit Monday
        date(2026, 12, 25),
        date(2026, 9, 12),  # a Saturday
    ],
)
def test_it_is_not_worked(day: date) -> None:
    assert not DutchWorkingDays().is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 9, 7), date(2026, 12, 24), date(2026, 5, 4)])
def test_it_is_worked(day: date) -> None:
    assert DutchWorkingDays().is_working_day(day)


@given(start=st.dates(date(2020, 1, 1), date(2035, 12, 31)), length=st.integers(0, 800))
def test_counting_at_once_gives_what_counting_day_by_day_gives(start: date, length: int) -> None:
    calendar, end = DutchWorkingDays(), start + timedelta(days=length)
    days = (start + timedelta(days=n) for n in range(1, length + 1))
    assert working_days_between(start, end, calendar) == sum(map(calendar.is_working_day, days))
