"""What a TLV is for, and what a place of that kind costs, by calendar year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TlvKind(StrEnum):
    """Special primary education, or special education in one of three categories (T10).

    Clusters 1 and 2 are not the alliance's.
    """

    SBO = "sbo"
    SO_LOW = "so-low"
    SO_MIDDLE = "so-middle"
    SO_HIGH = "so-high"

    @property
    def category(self) -> int | None:
        """The number of the category of special education; None for special primary education."""
        return _CATEGORIES.get(self)


_CATEGORIES = {TlvKind.SO_LOW: 1, TlvKind.SO_MIDDLE: 2, TlvKind.SO_HIGH: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What a place costs in a year from a day on, in euro cents, and who says so."""

    kind: TlvKind
    valid_from: date
    cents: int
    source: str


def amount_on(amounts: Iterable[Amount], kind: TlvKind, day: date) -> Amount | None:
    """Give the amount that counts on a day; None where none is known for then."""
    known = (each for each in amounts if each.kind is kind and each.valid_from <= day)
    return max(known, key=lambda each: each.valid_from, default=None)


def newest_of(amounts: Iterable[Amount]) -> Amount:
    """Give the one that counts from the latest day; ValueError if there is none at all."""
    return max(amounts, key=lambda each: each.valid_from)
