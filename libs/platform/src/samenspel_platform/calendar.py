"""The Dutch calendar of working days."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays import OPTIONAL, PUBLIC, country_holidays

from samenspel_kernel.days import DayOff, OffKind

GOOD_FRIDAY = "Goede vrijdag"


class DutchWorkingDays:
    """Monday to Friday, without the public holidays of the Algemene termijnenwet, art. 3.

    Liberation Day counts each year (not only in lustrum years), and Good Friday is equated, as
    are the `equated` days, by name, that a royal decree adds (art. 3 lid 3).
    """

    def __init__(self, equated: Mapping[date, str] = MappingProxyType({})) -> None:
        self._equated = dict(equated)
        self._equated_on_weekdays = tuple(
            sorted(
                day for day in self._equated if day.weekday() < 5 and day not in _holidays(day.year)
            )
        )

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day is worked."""
        return self.day_off(day) is None

    def day_off(self, day: date) -> DayOff | None:
        """Say why the day is not worked; None when it is."""
        if name := _holidays(day.year).get(day):
            equated = name == GOOD_FRIDAY
            return DayOff(day, OffKind.EQUATED_DAY if equated else OffKind.PUBLIC_HOLIDAY, name)
        if day.weekday() >= 5:
            return DayOff(day, OffKind.WEEKEND)
        if day in self._equated:
            return DayOff(day, OffKind.EQUATED_DAY, self._equated[day])
        return None

    def days_off_between(self, start: date, end: date) -> int:
        """Count the days off after `start` up to and with `end`, but those in a weekend."""
        years = range(start.year, end.year + 1)
        days = (*(_on_weekdays(year) for year in years), self._equated_on_weekdays)
        return sum(bisect_right(one, end) - bisect_right(one, start) for one in days)


@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[date, str]:
    return dict(country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL), language="nl"))


@lru_cache(maxsize=64)
def _on_weekdays(year: int) -> tuple[date, ...]:
    return tuple(sorted(day for day in _holidays(year) if day.weekday() < 5))
