"""The Dutch calendar of working days."""

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


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL)))
