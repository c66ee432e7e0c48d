"""The days over which something is counted that happened, rather than stands open now."""

from dataclasses import dataclass
from datetime import date, timedelta

from samenspel_kernel.errors import FieldError, InvalidInput

LONGEST = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` up to and with `last`, in Dutch calendar days.

    InvalidInput if it ends before it begins, or lasts longer than ten years.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidInput(FieldError("periodLast", "period.ends-before-it-begins"))
        if self.last - self.first > LONGEST:
            raise InvalidInput(FieldError("periodFirst", "period.too-long"))


def period_of(first: date | None, last: date | None, *, today: date) -> Period:
    """Give the period that was asked for; without bounds, the twelve months up to today."""
    until = last or today
    return Period(first or _year_before(until), until)


def _year_before(day: date) -> date:
    try:
        same_day = day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        same_day = day.replace(year=day.year - 1, day=28)
    return same_day + timedelta(days=1)
