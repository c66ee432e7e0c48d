"""What TLVs that were given will cost, a school year at a time; what is likely stands apart.

It counts places and names no child. Another alliance pays for the TLVs that it gave (T2): those
are counted, and are in no sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.domain.tlv.kind import Amount, TlvKind, amount_on
from samenspel_kernel.days import ONE_DAY

YEARS = 4
"""This school year, and three to come."""
FEWEST_ENDED = 10
"""Fewer that ended tell nothing about the next: then each is taken to be renewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTlvs:
    """How many TLVs of a kind count from one day to another, the last included.

    `open_end` says that nobody decided yet what comes after them.
    """

    kind: TlvKind
    starts_on: date
    until: date
    open_end: bool
    count: int


@dataclass(frozen=True, slots=True)
class Renewals:
    """Of the TLVs about which it is known what came after, how many were renewed."""

    ended: int = 0
    renewed: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.renewed <= self.ended:
            raise ValueError("more were renewed than ended")

    @property
    def is_known(self) -> bool:
        """Whether enough ended to go by."""
        return self.ended >= FEWEST_ENDED

    @property
    def share(self) -> Fraction:
        """Which part is taken to be renewed: as before, or all while too little is known."""
        return Fraction(self.renewed, self.ended) if self.is_known else Fraction(1)

    @property
    def percent(self) -> int:
        """The share, for people."""
        return round(self.share * 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCost:
    """One kind in one school year, in cents; a cost is None where no amount is known for it.

    `ending` of the `running` have their last day in the year. `likely` are renewals of those that
    ended with an open end, by the share.
    """

    kind: TlvKind
    amount: Amount | None
    running: int
    cost: int | None
    ending: int
    likely: int
    likely_cost: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCost:
    """All kinds in one school year."""

    year: SchoolYear
    kinds: tuple[KindCost, ...]

    @property
    def kinds_that_count(self) -> tuple[KindCost, ...]:
        """Give the kinds of which a TLV runs, or may be renewed."""
        return tuple(kind for kind in self.kinds if kind.running or kind.likely)

    @property
    def cost(self) -> int | None:
        """What running TLVs cost; None where an amount of one of them is not known."""
        return _together(kind.cost for kind in self.kinds)

    @property
    def likely_cost(self) -> int | None:
        """What likely renewals would cost beside it."""
        return _together(kind.likely_cost for kind in self.kinds)

    @property
    def running(self) -> int:
        """How many TLVs count on some day of it."""
        return sum(kind.running for kind in self.kinds)

    @property
    def ending(self) -> int:
        """How many have their last day in it."""
        return sum(kind.ending for kind in self.kinds)

    @property
    def likely(self) -> int:
        """How many renewals are likely."""
        return sum(kind.likely for kind in self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedTlvs:
    """All that a forecast is made of; `foreign` are those that another alliance pays for."""

    given: Sequence[GivenTlvs]
    renewals: Renewals
    foreign: int


def forecast(
    given: Sequence[GivenTlvs],
    renewals: Renewals,
    amounts: Sequence[Amount],
    *,
    first: SchoolYear,
) -> tuple[YearCost, ...]:
    """Reckon the years; a day costs its part of the amount that counts then.

    For days after the newest amount that amount is taken: what it will be nobody knows yet.
    """
    years = (SchoolYear(first.first_year + n) for n in range(YEARS))
    return tuple(
        YearCost(
            year=year,
            kinds=tuple(_of_kind(kind, given, renewals, amounts, year) for kind in TlvKind),
        )
        for year in years
    )


def cost_between(
    kind: TlvKind, amounts: Sequence[Amount], starts_on: date, until: date, year: SchoolYear
) -> Fraction | None:
    """Give what one place costs in a school year, in cents; None where no amount is known."""
    day, last = max(starts_on, year.first_day), min(until, year.last_day)
    days = (year.last_day - year.first_day).days + 1
    cents = Fraction(0)
    while day <= last:
        amount = amount_on(amounts, kind, day)
        if amount is None:
            return None
        later = (each.valid_from for each in amounts if each.kind is kind and each.valid_from > day)
        end = min(min(later, default=date.max), last + ONE_DAY)
        cents += Fraction(amount.cents * (end - day).days, days)
        day = end
    return cents


def _of_kind(
    kind: TlvKind,
    given: Sequence[GivenTlvs],
    renewals: Renewals,
    amounts: Sequence[Amount],
    year: SchoolYear,
) -> KindCost:
    mine = [each for each in given if each.kind is kind]
    running = [
        each for each in mine if each.starts_on <= year.last_day and each.until >= year.first_day
    ]
    over = [each for each in mine if each.open_end and each.until < year.last_day]
    cost = _sum(
        (each.count, cost_between(kind, amounts, each.starts_on, each.until, year))
        for each in running
    )
    again = _sum(
        (each.count, cost_between(kind, amounts, each.until + ONE_DAY, year.last_day, year))
        for each in over
    )
    return KindCost(
        kind=kind,
        amount=amount_on(amounts, kind, year.first_day),
        running=sum(each.count for each in running),
        cost=None if cost is None else round(cost),
        ending=sum(each.count for each in running if each.until <= year.last_day),
        likely=round(sum(each.count for each in over) * renewals.share),
        likely_cost=None if again is None else round(again * renewals.share),
    )


def _sum(costs: Iterable[tuple[int, Fraction | None]]) -> Fraction | None:
    whole = Fraction(0)
    for count, cost in costs:
        if cost is None:
            return None
        whole += count * cost
    return whole


def _together(costs: Iterable[int | None]) -> int | None:
    known = list(costs)
    return None if None in known else sum(cost for cost in known if cost is not None)
