"""Unit: what TLVs will cost, by school year; what is likely is in no certain sum."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.domain.tlv.forecast import (
    FEWEST_ENDED,
    GivenTlvs,
    Renewals,
    YearCost,
    cost_between,
    forecast,
)
from samenspel_arrangements.domain.tlv.kind import Amount, TlvKind
from samenspel_arrangements.gateways.tlv_rules import amounts

FIRST = SchoolYear(2026)
SBO = 663452
"""What a place costs a year, in cents (T10)."""


def some(count: int = 1, *, until: date = date(2028, 7, 31), open_end: bool = True) -> GivenTlvs:
    return GivenTlvs(
        kind=TlvKind.SBO,
        starts_on=date(2025, 8, 1),
        until=until,
        open_end=open_end,
        count=count,
    )


def sbo(years: tuple[YearCost, ...]) -> list[tuple[int, int | None, int, int, int | None]]:
    lines = [year.kinds[0] for year in years]
    return [(one.running, one.cost, one.ending, one.likely, one.likely_cost) for one in lines]


def test_what_runs_is_certain_and_its_renewal_only_likely() -> None:
    assert sbo(forecast([some(2)], Renewals(), amounts(), first=FIRST)) == [
        (2, 2 * SBO, 0, 0, 0),
        (2, 2 * SBO, 2, 0, 0),
        (0, 0, 0, 2, 2 * SBO),
        (0, 0, 0, 2, 2 * SBO),
    ]


def test_as_many_are_taken_to_be_renewed_as_before_once_enough_ended() -> None:
    known = Renewals(ended=FEWEST_ENDED, renewed=4)
    ended = date(2026, 7, 31)

    first = forecast([some(10, until=ended)], known, amounts(), first=FIRST)[0].kinds[0]

    assert (first.running, first.likely, first.likely_cost) == (0, 4, 4 * SBO)
    assert Renewals(ended=FEWEST_ENDED - 1).share == 1


def test_where_it_is_known_what_comes_after_no_renewal_is_counted() -> None:
    known = some(until=date(2027, 1, 31), open_end=False)

    first, second, *_ = sbo(forecast([known], Renewals(), amounts(), first=FIRST))

    assert first == (1, round(SBO * 184 / 365), 1, 0, 0)
    assert second == (0, 0, 0, 0, 0)


def test_a_year_with_two_amounts_costs_the_part_of_each() -> None:
    one = Amount(kind=TlvKind.SBO, valid_from=date(2026, 1, 1), cents=36500, source="a")
    dearer = Amount(kind=TlvKind.SBO, valid_from=date(2027, 1, 1), cents=73000, source="b")
    cost = cost_between(
        TlvKind.SBO, [dearer, one], date(2026, 12, 31), date(2027, 1, 1), SchoolYear(2026)
    )
    assert cost == 100 + 200


def test_without_an_amount_the_cost_is_not_known_and_never_nought() -> None:
    later = [Amount(kind=TlvKind.SBO, valid_from=date(2028, 1, 1), cents=100, source="a")]
    first, *_ = forecast([some()], Renewals(), later, first=FIRST)
    assert (first.kinds[0].cost, first.cost) == (None, None)


@given(
    starts_on=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    days=st.integers(0, 3000),
    count=st.integers(1, 500),
    renewed=st.integers(0, FEWEST_ENDED),
)
def test_a_year_never_costs_more_than_all_whole_places(
    starts_on: date, days: int, count: int, renewed: int
) -> None:
    one = GivenTlvs(
        kind=TlvKind.SBO,
        starts_on=starts_on,
        until=starts_on + timedelta(days=days),
        open_end=True,
        count=count,
    )
    renewals = Renewals(FEWEST_ENDED, renewed)
    for year in forecast([one], renewals, amounts(), first=FIRST):
        kind = year.kinds[0]
        assert kind.ending <= kind.running <= count
        assert kind.cost is not None
        assert kind.likely_cost is not None
        assert 0 <= kind.cost + kind.likely_cost <= count * SBO + 1
        assert sum(other.running for other in year.kinds) == kind.running
