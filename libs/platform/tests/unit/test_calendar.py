"""Unit: the working days of the Algemene termijnenwet."""

from datetime import date

import pytest

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
