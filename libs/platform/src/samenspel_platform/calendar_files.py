"""Reads the free days of a school year from a file: holidays by region, days off by school."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samenspel_kernel.free_days import FreeKind, FreePeriod
from samenspel_kernel.school_calendar import (
    HolidayRegion,
    SchoolCalendar,
    SchoolHoliday,
    SchoolYear,
)
from samenspel_platform.bodies import Body, IsoDate
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.table_files import TableError, WrongTable, read_table
from samenspel_platform.term_files import Name

LONGEST_HOLIDAY = 60
EVERYWHERE = "all"
SchoolCode = Annotated[str, Field(pattern=r"^[0-9]{2}[A-Z]{2}[0-9]{2}$")]


class FreeDays(Body):
    """One row; `FreePeriod` says what each field means."""

    kind: FreeKind
    name: Name
    first_day: IsoDate
    last_day: IsoDate
    region: HolidayRegion | Literal["all"] | None = None
    school: SchoolCode | None = None
    source: Name

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        days = (self.last_day - self.first_day).days + 1
        if not 1 <= days <= LONGEST_HOLIDAY:
            raise PydanticCustomError("free-days-length", f"lasts from 1 to {LONGEST_HOLIDAY} days")
        if (self.region is not None) is not (self.kind is FreeKind.SCHOOL_HOLIDAY):
            raise PydanticCustomError(
                "free-days-region", "a school holiday has a region, and nothing else has"
            )
        if (self.school is not None) is not (self.kind is FreeKind.SCHOOL_DAY_OFF):
            raise PydanticCustomError(
                "free-days-school", "days off have a school, and nothing else has"
            )
        return self

    def period(self) -> FreePeriod:
        """Give what the row says."""
        return FreePeriod(
            kind=self.kind,
            name=self.name,
            first_day=self.first_day,
            last_day=self.last_day,
            source=self.source,
            region=self.region if isinstance(self.region, HolidayRegion) else None,
            school=self.school,
        )


class RegionRow(Body):
    """In which region a school has its holidays, or the schools of a municipality.

    `code` is a school's (BRIN and location), or a municipality's of four digits.
    """

    code: Annotated[str, Field(pattern=r"^([0-9]{2}[A-Z]{2}[0-9]{2}|[0-9]{4})$")]
    region: HolidayRegion
    source: Name


@dataclass(frozen=True, slots=True)
class FreeTime:
    """All free days that were brought: school years by region, days off by school, equated days."""

    years: Mapping[HolidayRegion, tuple[SchoolYear, ...]]
    days_off: Mapping[str, Mapping[date, str]]
    equated: Mapping[date, str]

    @classmethod
    def of(cls, periods: Iterable[FreePeriod]) -> "FreeTime":
        """Put periods in order; ValueError when holidays of a region overlap."""
        all_ = tuple(periods)
        return cls(
            years={region: _years(all_, region) for region in HolidayRegion},
            days_off=_days_off(all_),
            equated={
                day: period.name
                for period in all_
                if period.kind is FreeKind.EQUATED_DAY
                for day in period.days()
            },
        )

    def working_days(self) -> DutchWorkingDays:
        """Give the working days of statutory terms."""
        return DutchWorkingDays(self.equated)

    def of_school(self, region: HolidayRegion | None, school: str) -> SchoolCalendar:
        """Give the calendar of one school, by its code (BRIN and location) and its region.

        Of a school without a known region no holidays are known.
        """
        return SchoolCalendar(
            working_days=self.working_days(),
            years=self.years[region] if region else (),
            days_off=self.days_off.get(school, {}),
        )


def read_free_periods(raw: bytes) -> tuple[FreePeriod, ...]:
    """Read a file; WrongTable names every wrong place.

    A school year has holidays in all three regions or in none, and they do not overlap.
    """
    placed = read_table(raw, FreeDays)
    _refuse_doubles((place, _days_of(row)) for place, row in placed)
    periods = tuple(row.period() for _, row in placed)
    if wrong := [*_wrong_years(periods)]:
        raise WrongTable(*wrong)
    return periods


def read_free_time(raw: bytes) -> FreeTime:
    """Read a file, as `read_free_periods` does, and put it in order."""
    return FreeTime.of(read_free_periods(raw))


def read_holiday_regions(raw: bytes) -> tuple[RegionRow, ...]:
    """Read which region schools are in; WrongTable names every wrong place."""
    placed = read_table(raw, RegionRow)
    _refuse_doubles((place, row.code) for place, row in placed)
    return tuple(row for _, row in placed)


def _days_of(row: FreeDays) -> tuple[object, ...]:
    return row.kind, row.region, row.school, row.first_day


def _refuse_doubles(placed: Iterable[tuple[str, object]]) -> None:
    wrong, seen = list[TableError](), set[object]()
    for place, key in placed:
        if key in seen:
            wrong.append(TableError(place, "stands there twice", code="row-twice"))
        seen.add(key)
    if wrong:
        raise WrongTable(*wrong)


def _wrong_years(periods: Iterable[FreePeriod]) -> Iterable[TableError]:
    holidays = [period for period in periods if period.kind is FreeKind.SCHOOL_HOLIDAY]
    for first_year in sorted({holiday.school_year for holiday in holidays}):
        for region in HolidayRegion:
            place = f"school year {first_year}-{first_year + 1}, region {region.value}"
            mine = [h for h in holidays if h.school_year == first_year and h.counts_in(region)]
            if not mine:
                yield TableError(place, "has no holidays", code=f"year-empty-{region.value}")
                continue
            try:
                _year(first_year, mine)
            except ValueError as why:
                yield TableError(place, str(why), code=f"year-overlap-{region.value}")


def _years(periods: Iterable[FreePeriod], region: HolidayRegion) -> tuple[SchoolYear, ...]:
    by_year: dict[int, list[FreePeriod]] = {}
    for period in periods:
        if period.counts_in(region):
            by_year.setdefault(period.school_year, []).append(period)
    return tuple(_year(first_year, mine) for first_year, mine in sorted(by_year.items()))


def _year(first_year: int, holidays: Iterable[FreePeriod]) -> SchoolYear:
    return SchoolYear(
        first_year, tuple(SchoolHoliday(h.name, h.first_day, h.last_day) for h in holidays)
    )


def _days_off(periods: Iterable[FreePeriod]) -> dict[str, dict[date, str]]:
    found: dict[str, dict[date, str]] = {}
    for period in periods:
        if period.school is not None:
            days = dict.fromkeys(period.days(), period.name)
            found.setdefault(period.school, {}).update(days)
    return found
