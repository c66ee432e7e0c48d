"""The Dutch calendar of working days."""

from bisect import bisect_right
from datetime import date
from functools import lru_cache

from holidays import OPTIONAL, PUBLIC, country_holidays


class DutchWorkingDays:
    """Monday to Friday, without the public holidays of the Algemene termijnenwet, art. 3.

    Liberation Day counts each year (not only in lustrum years), and Good Friday is equated.
    """

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day is worked."""
        return day.weekday() < 5 and day not in _holidays(day.year)

    def holidays_between(self, start: date, end: date) -> int:
        """Count the public holidays after `start` up to and with `end`, but those in a weekend."""
        years = (_holidays(year) for year in range(start.year, end.year + 1))
        return sum(bisect_right(days, end) - bisect_right(days, start) for days in years)


@lru_cache(maxsize=64)
def _holidays(year: int) -> tuple[date, ...]:
    """Give those of a year that are on weekdays, in order."""
    found = country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL))
    return tuple(sorted(day for day in found if day.weekday() < 5))
