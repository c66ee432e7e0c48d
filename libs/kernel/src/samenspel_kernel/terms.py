"""Terms as data: a rule record says how long, in what days, from when, by what source."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol


class TermUnit(StrEnum):
    """In what a term is counted."""

    DAYS = "days"
    WEEKS = "weeks"
    WORKING_DAYS = "working-days"


class WorkingDays(Protocol):
    """Knows which days are worked."""

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day is neither in a weekend nor a public holiday."""
        ...

    def holidays_between(self, start: date, end: date) -> int:
        """Count the public holidays after `start` up to and with `end`, but those in a weekend."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRecord:
    """One version of one term.

    `value` is counted in `unit` from the day after the start, so a term of 1 day that starts on
    Monday ends on Tuesday. `moves_to_working_day`: a last day in a weekend or on a public holiday
    moves to the next working day (Algemene termijnenwet, art. 1; for statutory terms only).
    `source` is the article or page, `valid_from` the first day on which the record counts.
    """

    key: str
    version: int
    value: int
    unit: TermUnit
    moves_to_working_day: bool
    source: str
    valid_from: date

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError("a term is at least 1")

    def last_day(self, start: date, working_days: WorkingDays) -> date:
        """Compute the last day that is in time."""
        match self.unit:
            case TermUnit.DAYS:
                last = start + timedelta(days=self.value)
            case TermUnit.WEEKS:
                last = start + timedelta(weeks=self.value)
            case TermUnit.WORKING_DAYS:
                last = add_working_days(start, self.value, working_days)
        while self.moves_to_working_day and not working_days.is_working_day(last):
            last += timedelta(days=1)
        return last


def add_working_days(start: date, count: int, working_days: WorkingDays) -> date:
    """Give the day that lies `count` working days after `start`; `start` itself is not counted."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        if working_days.is_working_day(day):
            count -= 1
    return day


def working_days_between(start: date, end: date, working_days: WorkingDays) -> int:
    """Count the working days after `start` up to and with `end`; negative when end is earlier."""
    if end < start:
        return -working_days_between(end, start, working_days)
    weekdays = _weekdays_until(end) - _weekdays_until(start)
    return weekdays - working_days.holidays_between(start, end)


def _weekdays_until(day: date) -> int:
    """Count Mondays to Fridays since the calendar began; its first day was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


@dataclass(frozen=True, slots=True)
class TermUse:
    """How much of a term is used: working days up to and with a day, of those that it has.

    One way of counting for all terms, so that a desk and a director see the same number. `used`
    is more than `total` when the term is over.
    """

    used: int
    total: int
    last_day: date

    @classmethod
    def on(
        cls, today: date, *, starts_on: date, last_day: date, working_days: WorkingDays
    ) -> "TermUse":
        """Count it on a day; the day of the start itself is not counted."""
        used = working_days_between(starts_on, today, working_days)
        total = working_days_between(starts_on, last_day, working_days)
        return cls(max(0, used), max(0, total), last_day)


def rule_in_force(records: "list[RuleRecord]", key: str, on: date) -> RuleRecord:
    """Give the newest record of a rule that is valid on a day; KeyError if there is none."""
    valid = [r for r in records if r.key == key and r.valid_from <= on]
    if not valid:
        raise KeyError(key)
    return max(valid, key=lambda r: (r.valid_from, r.version))
