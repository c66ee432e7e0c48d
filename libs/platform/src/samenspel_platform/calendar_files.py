"""Reads the free days of a school year from a file: holidays by region, days off by school."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from samenspel_kernel.days import ONE_DAY, days_after
from samenspel_kernel.school_calendar import (
    HolidayRegion,
    SchoolCalendar,
    SchoolHoliday,
    SchoolYear,
    school_year_of,
)
from samenspel_platform.bodies import Body, IsoDate
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.table_files import WrongTable, read_table
from samenspel_platform.term_files import Name

LONGEST_HOLIDAY = 60
EVERYWHERE = "all"


class FreeKind(StrEnum):
    """What kind of free days a row holds.

    A school holiday counts for a region or for all; days off count for one school; a day that a
    royal decree equates with a public holiday counts for statutory terms (Algemene termijnenwet,
    art. 3 lid 3).
    """

    SCHOOL_HOLIDAY = "school-holiday"
    SCHOOL_DAY_OFF = "school-day-off"
    EQUATED_DAY = "equated-day"


class FreeDays(Body):
    """One row: what is free, when (first and last day included), for whom, and who says so."""

    kind: FreeKind
    name: Name
    first_day: IsoDate
    last_day: IsoDate
    region: HolidayRegion | Literal["all"] | None = None
    school: Annotated[str, Field(pattern=r"^[0-9]{2}[A-Z]{2}[0-9]{2}$")] | None = None
    source: Name

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        days = (self.last_day - self.first_day).days + 1
        if not 1 <= days <= LONGEST_HOLIDAY:
            raise ValueError(f"lasts from 1 to {LONGEST_HOLIDAY} days")
        if (self.region is not None) is not (self.kind is FreeKind.SCHOOL_HOLIDAY):
            raise ValueError("a school holiday has a region, and nothing else has")
        if (self.school is not None) is not (self.kind is FreeKind.SCHOOL_DAY_OFF):
            raise ValueError("days off have a school, and nothing else has")
        return self

    def days(self) -> Iterable[date]:
        """Give each day."""
        return days_after(self.first_day - ONE_DAY, self.last_day)


@dataclass(frozen=True, slots=True)
class FreeTime:
    """All free days that were brought: school years by region, days off by school, equated days."""

    years: Mapping[HolidayRegion, tuple[SchoolYear, ...]]
    days_off: Mapping[str, Mapping[date, str]]
    equated: Mapping[date, str]

    def working_days(self) -> DutchWorkingDays:
        """Give the working days of statutory terms."""
        return DutchWorkingDays(self.equated)

    def of_school(self, region: HolidayRegion, school: str) -> SchoolCalendar:
        """Give the calendar of one school, by its code (BRIN and location) and its region."""
        return SchoolCalendar(
            working_days=self.working_days(),
            years=self.years[region],
            days_off=self.days_off.get(school, {}),
        )


def read_free_time(raw: bytes) -> FreeTime:
    """Read a file; WrongTable names every wrong place.

    A school year has holidays in all three regions or in none, and they do not overlap.
    """
    rows = [row for _, row in read_table(raw, FreeDays)]
    return FreeTime(
        years={region: _years(rows, region) for region in HolidayRegion},
        days_off=_days_off(rows),
        equated={
            day: row.name for row in rows if row.kind is FreeKind.EQUATED_DAY for day in row.days()
        },
    )


def _years(rows: list[FreeDays], region: HolidayRegion) -> tuple[SchoolYear, ...]:
    holidays = [row for row in rows if row.kind is FreeKind.SCHOOL_HOLIDAY]
    named = {school_year_of(row.first_day) for row in holidays}
    return tuple(_year(first, region, holidays) for first in sorted(named))


def _year(first_year: int, region: HolidayRegion, holidays: list[FreeDays]) -> SchoolYear:
    mine = tuple(
        SchoolHoliday(row.name, row.first_day, row.last_day)
        for row in holidays
        if row.region in (region, EVERYWHERE) and school_year_of(row.first_day) == first_year
    )
    place = f"school year {first_year}-{first_year + 1}, region {region.value}"
    if not mine:
        raise WrongTable((place, "has no holidays"))
    try:
        return SchoolYear(first_year, mine)
    except ValueError as why:
        raise WrongTable((place, str(why))) from None


def _days_off(rows: list[FreeDays]) -> dict[str, dict[date, str]]:
    found: dict[str, dict[date, str]] = {}
    for row in rows:
        if row.school is not None:
            found.setdefault(row.school, {}).update(dict.fromkeys(row.days(), row.name))
    return found
