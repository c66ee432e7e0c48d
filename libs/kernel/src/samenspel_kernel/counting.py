"""How a term is counted, in each unit, onwards and back; and an account of how it was."""

import calendar as months
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samenspel_kernel.days import (
    ONE_DAY,
    DayOff,
    OffKind,
    SchoolDays,
    WorkingDays,
    days_after,
    days_from,
    working_days_between,
)


class TermUnit(StrEnum):
    """In what a term is counted.

    Weeks are ordinary weeks. A month ends on the day of its start, or on the last day of a month
    that has no such day. A lesson week is a calendar week, from Monday, with school on any day.
    """

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    WORKING_DAYS = "working-days"
    SCHOOL_DAYS = "school-days"
    LESSON_WEEKS = "lesson-weeks"


OF_A_SCHOOL = frozenset({TermUnit.SCHOOL_DAYS, TermUnit.LESSON_WEEKS})


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a term did not run, first and last included."""

    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """Say how many days they are; 0 when the last lies before the first."""
        return max(0, (self.last_day - self.first_day).days + 1)

    def holds(self, day: date) -> bool:
        """Tell whether the term did not run on a day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a count ended, and the days that it passed over because they do not count."""

    day: date
    skipped: tuple[DayOff, ...] = ()


def count_on(
    start: date, value: int, unit: TermUnit, calendar: WorkingDays, pauses: tuple[Pause, ...] = ()
) -> Counted:
    """Count onwards; the start itself is not counted, nor is a day of a pause.

    ValueError when days of a school are asked of a calendar that knows no school.
    """
    match unit:
        case TermUnit.DAYS | TermUnit.WEEKS | TermUnit.MONTHS:
            paused = timedelta(days=sum(pause.days for pause in pauses))
            return Counted(_ordinary(start, value, unit) + paused)
        case TermUnit.WORKING_DAYS:
            return _passing_over(start, value, ONE_DAY, _with_pauses(calendar.day_off, pauses))
        case TermUnit.SCHOOL_DAYS:
            no_school = _with_pauses(_school(calendar).no_school, pauses)
            return _passing_over(start, value, ONE_DAY, no_school)
        case TermUnit.LESSON_WEEKS:
            return _lesson_weeks_with_pauses(start, value, _school(calendar), pauses)


def count_back(end: date, value: int, unit: TermUnit, calendar: WorkingDays) -> Counted:
    """Count back from a day or an event; that day itself is not counted."""
    match unit:
        case TermUnit.DAYS | TermUnit.WEEKS | TermUnit.MONTHS:
            return Counted(_ordinary(end, -value, unit))
        case TermUnit.WORKING_DAYS:
            return _passing_over(end, value, -ONE_DAY, calendar.day_off)
        case TermUnit.SCHOOL_DAYS:
            return _passing_over(end, value, -ONE_DAY, _school(calendar).no_school)
        case TermUnit.LESSON_WEEKS:
            return _lesson_weeks(end, value, -ONE_DAY, _school(calendar))


def moved_over(
    start: date, last: date, unit: TermUnit, calendar: WorkingDays
) -> tuple[DayOff, ...]:
    """Give the days by which a last day moves under the Algemene termijnenwet, art. 1 and 2.

    It moves to a working day; a term of three days or more gets two working days at least. One of
    so many working or school days has what it says: a weekend in between makes it no longer. The
    new last day is the day after the last of these.
    """
    day, moved = last, []
    short = unit not in (TermUnit.WORKING_DAYS, TermUnit.SCHOOL_DAYS) and (last - start).days >= 3
    while calendar.day_off(day) or (short and working_days_between(start, day, calendar) < 2):
        moved.append(calendar.day_off(day) or DayOff(day, OffKind.TOO_FEW_WORKING_DAYS))
        day += ONE_DAY
    return tuple(moved)


def _ordinary(start: date, value: int, unit: TermUnit) -> date:
    if unit is TermUnit.DAYS:
        return start + timedelta(days=value)
    if unit is TermUnit.WEEKS:
        return start + timedelta(weeks=value)
    year, month = divmod(start.year * 12 + start.month - 1 + value, 12)
    longest = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, longest))


def _passing_over(
    start: date, value: int, step: timedelta, off: Callable[[date], DayOff | None]
) -> Counted:
    skipped: list[DayOff] = []
    left = value
    for day in days_from(start, step):
        reason = off(day)
        if reason is not None:
            skipped.append(reason)
            continue
        left -= 1
        if left == 0:
            return Counted(day, tuple(skipped))
    raise AssertionError("days have no end")


def _with_pauses(
    off: Callable[[date], DayOff | None], pauses: tuple[Pause, ...]
) -> Callable[[date], DayOff | None]:
    def off_or_paused(day: date) -> DayOff | None:
        paused = any(pause.holds(day) for pause in pauses)
        return off(day) or (DayOff(day, OffKind.SUSPENDED) if paused else None)

    return off_or_paused


def _lesson_weeks(start: date, value: int, step: timedelta, school: SchoolDays) -> Counted:
    """Count weeks; a start in a holiday counts as the last day before there is school again."""
    day, skipped = start, list[DayOff]()
    while not school.is_lesson_week(day) and not school.is_lesson_week(day + step):
        day += step
    week = step * 7
    for later in days_from(day, week):
        if school.is_lesson_week(later):
            value -= 1
        else:
            skipped += _days_off_in_week(later, school)
        if value == 0:
            return Counted(later, tuple(skipped))
    raise AssertionError("days have no end")


def _lesson_weeks_with_pauses(
    start: date, value: int, school: SchoolDays, pauses: tuple[Pause, ...]
) -> Counted:
    """Add a school day for each school day on which the term did not run."""
    counted = _lesson_weeks(start, value, ONE_DAY, school)
    paused = [
        day
        for pause in pauses
        for day in days_after(pause.first_day - ONE_DAY, pause.last_day)
        if school.no_school(day) is None
    ]
    if not paused:
        return counted
    later = _passing_over(counted.day, len(paused), ONE_DAY, school.no_school)
    suspended = tuple(DayOff(day, OffKind.SUSPENDED) for day in paused)
    return Counted(later.day, counted.skipped + suspended + later.skipped)


def _days_off_in_week(day: date, school: SchoolDays) -> list[DayOff]:
    monday = day - timedelta(days=day.weekday())
    week = [school.no_school(each) for each in days_after(monday - ONE_DAY, monday + 6 * ONE_DAY)]
    return [off for off in week if off is not None]


def _school(calendar: WorkingDays) -> SchoolDays:
    if not isinstance(calendar, SchoolDays):
        raise ValueError("days of a school need the calendar of a school")
    return calendar
