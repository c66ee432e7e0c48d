"""The days of one school: the holidays of its region, its own days off, its lesson weeks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from samenspel_kernel.days import ONE_DAY, DayOff, OffKind, WorkingDays, days_after
from samenspel_kernel.terms import Explanation, RuleRecord

DAYS_OF_SCHOOL = 5


class HolidayRegion(StrEnum):
    """A region that has its school holidays at its own time: Noord, Midden or Zuid."""

    NORTH = "north"
    CENTRAL = "central"
    SOUTH = "south"


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    """A school holiday, first and last day included."""

    name: str
    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError("a holiday ends before it begins")

    def holds(self, day: date) -> bool:
        """Tell whether a day is in it."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The holidays of one region in the school year that begins on 1 August of `first_year`.

    The summer holiday at its end is of this year, also where it goes on in August.
    """

    first_year: int
    holidays: tuple[SchoolHoliday, ...]

    def __post_init__(self) -> None:
        in_order = sorted(self.holidays, key=lambda holiday: holiday.first_day)
        for holiday in in_order:
            if school_year_of(holiday.first_day) != self.first_year:
                raise ValueError(f"{holiday.name} begins in another school year")
        for before, after in pairwise(in_order):
            if after.first_day <= before.last_day:
                raise ValueError(f"{after.name} overlaps {before.name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """Which days one school has lessons.

    A school keeps the public holidays, but not Good Friday, Liberation Day and equated days: those
    are the school's own choice, as its other days off, in `days_off` by name. A school year that
    is not in `years` counts as one without holidays.
    """

    working_days: WorkingDays
    years: tuple[SchoolYear, ...]
    days_off: Mapping[date, str] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day is neither in a weekend nor a public holiday."""
        return self.working_days.is_working_day(day)

    def day_off(self, day: date) -> DayOff | None:
        """Say why the day is not worked; None when it is."""
        return self.working_days.day_off(day)

    def days_off_between(self, start: date, end: date) -> int:
        """Count the days off after `start` up to and with `end`, but those in a weekend."""
        return self.working_days.days_off_between(start, end)

    def no_school(self, day: date) -> DayOff | None:
        """Say why there is no school on the day; None when there is."""
        off = self.working_days.day_off(day)
        if off and (off.kind is OffKind.WEEKEND or _closes_schools(off)):
            return off
        if holiday := self.holiday_on(day):
            return DayOff(day, OffKind.SCHOOL_HOLIDAY, holiday.name)
        if day in self.days_off:
            return DayOff(day, OffKind.SCHOOL_DAY_OFF, self.days_off[day])
        return None

    def is_lesson_week(self, day: date) -> bool:
        """Tell whether there is school on any day of the calendar week that the day is in."""
        monday = day - timedelta(days=day.weekday())
        return any(self.no_school(monday + ONE_DAY * n) is None for n in range(DAYS_OF_SCHOOL))

    def lesson_weeks_until(self, day: date, count: int) -> tuple[date, ...]:
        """Give the Mondays of the last lesson weeks up to and with that of a day, oldest first."""
        monday, found = day - timedelta(days=day.weekday()), list[date]()
        while len(found) < count:
            if self.is_lesson_week(monday):
                found.append(monday)
            monday -= timedelta(weeks=1)
        return tuple(reversed(found))

    def unknown_years(self, first_day: date, last_day: date) -> tuple[str, ...]:
        """Name the school years in a period of which the holidays are not known."""
        known = {year.first_year for year in self.years}
        days = days_after(first_day - ONE_DAY, last_day)
        unknown = {school_year_of(day) for day in days if not self.holiday_on(day)} - known
        return tuple(f"{year}-{year + 1}" for year in sorted(unknown))

    def holiday_on(self, day: date) -> SchoolHoliday | None:
        """Give the school holiday that a day is in."""
        holidays = (holiday for year in self.years for holiday in year.holidays)
        return next((holiday for holiday in holidays if holiday.holds(day)), None)


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """A term that ends in a school holiday, and the day by which to say who stands in."""

    holiday: SchoolHoliday
    last_day: date
    announce: Explanation


def holiday_notice(
    last_day: date, announcement: RuleRecord, calendar: SchoolCalendar
) -> HolidayNotice | None:
    """Tell whether a term ends in a school holiday, and when that must be announced.

    `announcement` counts back from the first day of the holiday.
    """
    holiday = calendar.holiday_on(last_day)
    if holiday is None:
        return None
    return HolidayNotice(holiday, last_day, announcement.explain(holiday.first_day, calendar))


def school_year_of(day: date) -> int:
    """Give the year in which the school year of a day began; it begins on 1 August."""
    return day.year if day.month >= 8 else day.year - 1


def _closes_schools(off: DayOff) -> bool:
    return off.kind is OffKind.PUBLIC_HOLIDAY and (off.day.month, off.day.day) != (5, 5)
