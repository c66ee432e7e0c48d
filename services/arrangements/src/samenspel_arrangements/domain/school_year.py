"""School years, 1 August until 31 July, as money and places are given for."""

from dataclasses import dataclass
from datetime import date

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.school_calendar import school_year_of

EARLIEST_YEAR, LATEST_YEAR = 2014, 2099


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year, 1 August until 31 July, by the year in which it begins."""

    first_year: int

    def __post_init__(self) -> None:
        if not EARLIEST_YEAR <= self.first_year <= LATEST_YEAR:
            raise ValueError("a school year out of bounds")

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        """Give the one that a day is in."""
        return cls(school_year_of(day))

    @classmethod
    def checked(cls, first_year: int, *, field: str = "school_year") -> "SchoolYear":
        """Give one that somebody named; InvalidInput if there is none such."""
        if not EARLIEST_YEAR <= first_year <= LATEST_YEAR:
            raise InvalidInput(FieldError(field, "school-year.unknown"))
        return cls(first_year)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.first_year, 8, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.first_year + 1, 7, 31)

    @property
    def label(self) -> str:
        """Name it as schools do: 2026-2027."""
        return f"{self.first_year}-{self.first_year + 1}"
