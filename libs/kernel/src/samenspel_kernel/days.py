"""Days that count and days that do not, each with the reason why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from typing import Protocol, runtime_checkable

ONE_DAY = timedelta(days=1)


class OffKind(StrEnum):
    """Why a day does not count."""

    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public-holiday"
    EQUATED_DAY = "equated-day"
    SCHOOL_HOLIDAY = "school-holiday"
    SCHOOL_DAY_OFF = "school-day-off"
    SUSPENDED = "suspended"
    TOO_FEW_WORKING_DAYS = "too-few-working-days"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that does not count; `name` as its source calls it, empty for a weekend."""

    day: date
    kind: OffKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days off for one reason, for people to read: all weekends of a term are one of these."""

    kind: OffKind
    name: str
    first_day: date
    last_day: date
    days: int


class WorkingDays(Protocol):
    """Knows which days are worked."""

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day is neither in a weekend nor a public holiday."""
        ...

    def day_off(self, day: date) -> DayOff | None:
        """Say why the day is not worked; None when it is."""
        ...

    def days_off_between(self, start: date, end: date) -> int:
        """Count the days off after `start` up to and with `end`, but those in a weekend."""
        ...


@runtime_checkable
class SchoolDays(WorkingDays, Protocol):
    """Knows the days of one school too."""

    def no_school(self, day: date) -> DayOff | None:
        """Say why there is no school on the day; None when there is."""
        ...

    def is_lesson_week(self, day: date) -> bool:
        """Tell whether there is school on any day of the calendar week that the day is in."""
        ...

    def unknown_years(self, first_day: date, last_day: date) -> tuple[str, ...]:
        """Name the school years in a period of which the holidays are not known."""
        ...


def add_working_days(start: date, count: int, working_days: WorkingDays) -> date:
    """Give the day that lies `count` working days after `start`; `start` itself is not counted."""
    day = start
    while count > 0:
        day += ONE_DAY
        if working_days.is_working_day(day):
            count -= 1
    return day


def working_days_between(start: date, end: date, working_days: WorkingDays) -> int:
    """Count the working days after `start` up to and with `end`; negative when end is earlier."""
    if end < start:
        return -working_days_between(end, start, working_days)
    weekdays = _weekdays_until(end) - _weekdays_until(start)
    return weekdays - working_days.days_off_between(start, end)


def _weekdays_until(day: date) -> int:
    """Count Mondays to Fridays since the calendar began; its first day was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def days_after(start: date, end: date) -> Iterator[date]:
    """Give each day after `start`, up to and with `end`."""
    return (start + timedelta(days=n) for n in range(1, (end - start).days + 1))


def days_from(day: date, step: timedelta) -> Iterator[date]:
    """Give the days that lie one, two, three … steps from a day, without end."""
    return (day + step * n for n in count(1))


def in_short(days_off: Iterable[DayOff]) -> tuple[DaysOff, ...]:
    """Bring days off for one reason together, in order of their first day.

    Weekends are one, however many; a holiday of one year is not brought together with the next.
    """
    found: list[DaysOff] = []
    for off in sorted(days_off, key=lambda off: off.day):
        for place, before in enumerate(found):
            if _belongs_to(off, before):
                found[place] = replace(before, last_day=off.day, days=before.days + 1)
                break
        else:
            found.append(DaysOff(off.kind, off.name, off.day, off.day, 1))
    return tuple(found)


def _belongs_to(off: DayOff, days: DaysOff) -> bool:
    same = (off.kind, off.name) == (days.kind, days.name)
    return same and (off.kind is OffKind.WEEKEND or off.day - days.last_day <= timedelta(weeks=1))
