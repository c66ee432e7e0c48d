"""Amounts of money in whole cents, and the school years that money is given for."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NewType

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.school_calendar import school_year_of

Cents = NewType("Cents", int)
MOST = Cents(100_000_000_00)
"""No amount of an alliance comes near it: more is a slip of the keyboard."""
EARLIEST_YEAR, LATEST_YEAR = 2014, 2099
CENTS_IN_EURO = 100
_EUROS = re.compile(r"(?:€ ?)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}|-))?")


def amount_of(cents: int, *, field: str = "amount") -> Cents:
    """Check an amount of at least one cent; InvalidInput if it is none."""
    if not 0 < cents <= MOST:
        raise InvalidInput(FieldError(field, "money.amount"))
    return Cents(cents)


def read_euros(text: str, *, field: str = "amount") -> Cents:
    """Read euros as people type them (1250, 1.250,50); InvalidInput for all else."""
    found = _EUROS.fullmatch(text.strip())
    if found is None:
        raise InvalidInput(FieldError(field, "money.amount"))
    euros, rest = found[1].replace(".", ""), found[2] or "0"
    cents = 0 if rest == "-" else int(rest)
    return amount_of(int(euros[:12]) * CENTS_IN_EURO + cents, field=field)


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
            raise InvalidInput(FieldError(field, "money.school-year"))
        return cls(first_year)

    @property
    def label(self) -> str:
        """Name it as schools do: 2026-2027."""
        return f"{self.first_year}-{self.first_year + 1}"
