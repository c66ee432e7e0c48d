"""Free days as people bring them: holidays of a region, days off of a school, equated days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenspel_kernel.days import ONE_DAY, days_after
from samenspel_kernel.school_calendar import HolidayRegion, school_year_of


class FreeKind(StrEnum):
    """What kind of free days they are.

    A school holiday counts for a region or for all; days off count for one school; a day that a
    royal decree equates with a public holiday counts for statutory terms (Algemene termijnenwet,
    art. 3 lid 3).
    """

    SCHOOL_HOLIDAY = "school-holiday"
    SCHOOL_DAY_OFF = "school-day-off"
    EQUATED_DAY = "equated-day"


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePeriod:
    """What is free, when (first and last day included), for whom, and who says so.

    `region` is that of a school holiday, None where it counts for all regions; `school` is the
    code (BRIN and location) of the school that has days off.
    """

    kind: FreeKind
    name: str
    first_day: date
    last_day: date
    source: str
    region: HolidayRegion | None = None
    school: str | None = None

    @property
    def school_year(self) -> int:
        """Give the year in which the school year that it begins in began."""
        return school_year_of(self.first_day)

    def days(self) -> Iterator[date]:
        """Give each day."""
        return days_after(self.first_day - ONE_DAY, self.last_day)

    def counts_in(self, region: HolidayRegion) -> bool:
        """Tell whether it is a school holiday of a region."""
        is_holiday = self.kind is FreeKind.SCHOOL_HOLIDAY
        return is_holiday and self.region in (None, region)
