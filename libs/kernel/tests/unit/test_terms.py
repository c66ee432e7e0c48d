"""Unit: terms as data. No calendar library: days are worked from Monday to Friday here."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_kernel.counting import OF_A_SCHOOL
from samenspel_kernel.days import DayOff, OffKind
from samenspel_kernel.terms import (
    LONGEST_THAT_MOVES,
    RuleRecord,
    TermUnit,
    TermUse,
    add_working_days,
    rule_in_force,
    working_days_between,
)

OF_ANY_OFFICE = sorted(set(TermUnit) - OF_A_SCHOOL)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


class Weekdays:
    def is_working_day(self, day: date) -> bool:
        return self.day_off(day) is None

    def day_off(self, day: date) -> DayOff | None:
        return DayOff(day, OffKind.WEEKEND) if day.weekday() >= 5 else None

    def days_off_between(self, start: date, end: date) -> int:
        return 0


def a_rule(
    value: int = 6,
    unit: TermUnit = TermUnit.WEEKS,
    *,
    moves: bool = False,
    version: int = 1,
    valid_from: date = date(2026, 1, 1),
) -> RuleRecord:
    return RuleRecord(
        key="request-response",
        version=version,
        value=value,
        unit=unit,
        moves_to_working_day=moves,
        source="Ondersteuningsplan, p. 12",
        valid_from=valid_from,
    )


def test_weeks_are_ordinary_weeks() -> None:
    assert a_rule().last_day(date(2026, 9, 7), Weekdays()) == date(2026, 10, 19)


def test_the_day_of_the_start_is_not_counted() -> None:
    assert a_rule(1, TermUnit.DAYS).last_day(date(2026, 9, 7), Weekdays()) == date(2026, 9, 8)


def test_working_days_pass_over_the_weekend() -> None:
    friday = date(2026, 9, 11)
    assert a_rule(1, TermUnit.WORKING_DAYS).last_day(friday, Weekdays()) == date(2026, 9, 14)


def test_a_statutory_term_that_ends_in_a_weekend_moves_to_monday() -> None:
    assert a_rule(1, TermUnit.DAYS, moves=True).last_day(date(2026, 9, 11), Weekdays()) == date(
        2026, 9, 14
    )


def test_a_service_term_that_ends_in_a_weekend_does_not_move() -> None:
    assert a_rule(1, TermUnit.DAYS).last_day(date(2026, 9, 11), Weekdays()) == date(2026, 9, 12)


@given(start=DAYS, count=st.integers(1, 120))
def test_counting_back_gives_what_was_added(start: date, count: int) -> None:
    end = add_working_days(start, count, Weekdays())
    assert working_days_between(start, end, Weekdays()) == count
    assert Weekdays().is_working_day(end)


@given(start=DAYS, value=st.integers(1, 90), unit=st.sampled_from(OF_ANY_OFFICE))
def test_a_moved_last_day_is_worked_and_never_earlier(
    start: date, value: int, unit: TermUnit
) -> None:
    value = min(value, LONGEST_THAT_MOVES.get(unit, value))
    plain = a_rule(value, unit).last_day(start, Weekdays())
    moved = a_rule(value, unit, moves=True).last_day(start, Weekdays())
    assert timedelta(0) <= moved - plain <= timedelta(days=2)
    assert Weekdays().is_working_day(moved)


@given(a=DAYS, b=DAYS)
def test_days_between_are_signed(a: date, b: date) -> None:
    assert working_days_between(a, b, Weekdays()) == -working_days_between(b, a, Weekdays())


@given(start=DAYS, length=st.integers(1, 120), passed=st.integers(-5, 200))
def test_use_grows_from_nothing_past_the_whole(start: date, length: int, passed: int) -> None:
    last = add_working_days(start, length, Weekdays())
    today = start + timedelta(days=passed)
    use = TermUse.on(today, starts_on=start, last_day=last, working_days=Weekdays())
    assert use.total == length
    assert use.used >= 0
    if Weekdays().is_working_day(today):
        assert (use.used > use.total) is (today > last)


def test_the_newest_record_that_is_valid_counts() -> None:
    old = a_rule(8)
    new = a_rule(6, version=2, valid_from=date(2026, 8, 1))
    assert rule_in_force([old, new], "request-response", date(2026, 7, 31)) is old
    assert rule_in_force([old, new], "request-response", date(2026, 8, 1)) is new


def test_a_rule_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        rule_in_force([a_rule()], "request-response", date(2025, 12, 31))


def test_a_term_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        a_rule(0)
