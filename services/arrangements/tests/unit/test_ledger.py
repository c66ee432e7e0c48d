"""Unit: the ledger, whatever people do with it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.money.amounts import MOST, Cents, amount_of, read_euros
from samenspel_arrangements.domain.money.entries import (
    NEVER_NEGATIVE,
    Account,
    Balances,
    Entry,
    EntryKind,
)
from samenspel_arrangements.domain.money.ledger import Commitment, Ledger
from samenspel_arrangements.domain.money.mandate import Mandate, mandate_in_force
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, ArrangementId, PersonId, UnitId

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
YEAR = SchoolYear(2026)
ALLIANCE = AllianceId(uuid4())
WHO = PersonId(uuid4())
HELPS = tuple(ArrangementId(uuid4()) for _ in range(3))
LIMIT = Cents(5_000_00)


def mandate(limit: Cents | None = LIMIT, *, version: int = 1, since: date = date.min) -> Mandate:
    return Mandate(
        role=Role.UNIT_COORDINATOR, version=version, limit=limit, valid_from=since, source="Test"
    )


def a_ledger(*, free: int = 0) -> Ledger:
    ledger = Ledger.open(ALLIANCE, UnitId(uuid4()), YEAR)
    if free:
        ledger.allocate(Cents(free), by=WHO, at=NOW)
    return ledger


def promise(ledger: Ledger, cents: int, help_: ArrangementId = HELPS[0]) -> Entry:
    return ledger.promise(help_, Cents(cents), mandate=mandate(), by=WHO, at=NOW)


steps = st.lists(
    st.tuples(
        st.sampled_from(["allocate", "promise", "release", "spend", "transfer", "reverse"]),
        st.integers(1, 6_000_00),
        st.integers(0, 30),
        st.booleans(),
    ),
    max_size=40,
)


def take(step: tuple[str, int, int, bool], ledgers: tuple[Ledger, Ledger]) -> None:
    name, cents, pick, other = step
    ledger, them = ledgers if other else reversed(ledgers)
    amount, help_ = Cents(cents), HELPS[pick % len(HELPS)]
    match name:
        case "allocate":
            ledger.allocate(amount, by=WHO, at=NOW)
        case "promise":
            ledger.promise(help_, amount, mandate=mandate(), by=WHO, at=NOW)
        case "release":
            ledger.release(help_, amount, by=WHO, at=NOW)
        case "spend":
            ledger.spend(help_, amount, by=WHO, at=NOW)
        case "transfer":
            ledger.transfer(them, amount, by=WHO, at=NOW)
        case "reverse" if ledger.booked:
            ledger.reverse(ledger.booked[pick % len(ledger.booked)], by=WHO, at=NOW)


@given(steps)
def test_whatever_is_booked_adds_up_and_nothing_is_overspent(
    todo: list[tuple[str, int, int, bool]],
) -> None:
    ledgers = a_ledger(), a_ledger()
    for step in todo:
        before = tuple((each.balances, len(each.booked)) for each in ledgers)
        try:
            take(step, ledgers)
        except RuleViolation:  # and then nothing has moved
            assert tuple((each.balances, len(each.booked)) for each in ledgers) == before
        for ledger in ledgers:
            assert all(sum(cents for _, cents in entry.postings) == 0 for entry in ledger.booked)
            assert sum(ledger.balances.by_account().values()) == 0
            assert all(ledger.balances.on(account) >= 0 for account in NEVER_NEGATIVE)
            assert all(each.total <= LIMIT for each in ledger.commitments.values())

    for ledger in ledgers:
        assert Balances.of(ledger.booked) == ledger.balances
        assert [entry.number for entry in ledger.booked] == list(range(1, ledger.entries + 1))
        for help_, found in ledger.commitments.items():
            replayed = Commitment(help_)
            for entry in ledger.booked:
                replayed = replayed.after(entry) if entry.arrangement_id == help_ else replayed
            assert replayed == found
        assert ledger.balances.committed == sum(c.open for c in ledger.commitments.values())
        assert ledger.balances.spent == sum(c.spent for c in ledger.commitments.values())
    assert sum(ledger.balances.other_units for ledger in ledgers) == 0


def test_money_goes_from_free_to_committed_to_spent() -> None:
    ledger = a_ledger(free=1_000_00)

    promise(ledger, 600_00)
    ledger.spend(HELPS[0], Cents(250_00), by=WHO, at=NOW)
    ledger.release(HELPS[0], Cents(100_00), by=WHO, at=NOW)

    assert ledger.balances == Balances(
        budget=-1_000_00, free=500_00, committed=250_00, spent=250_00
    )
    assert ledger.balances.allotted == 1_000_00


every_way_out = pytest.mark.parametrize(
    "take_out",
    [
        lambda ledger: promise(ledger, 100_01),
        lambda ledger: ledger.transfer(a_ledger(), Cents(100_01), by=WHO, at=NOW),
        lambda ledger: ledger.reverse(ledger.booked[0], by=WHO, at=NOW),
    ],
    ids=["commit", "transfer", "reversal"],
)


@every_way_out
def test_no_way_out_takes_more_than_is_free(take_out: Callable[[Ledger], object]) -> None:
    ledger = a_ledger(free=200_00)
    promise(ledger, 100_00)

    with pytest.raises(RuleViolation, match="not-enough-free"):
        take_out(ledger)

    assert ledger.balances.free == 100_00


def test_no_more_is_spent_or_released_than_was_committed_for_that_help() -> None:
    ledger = a_ledger(free=1_000_00)
    promise(ledger, 100_00)
    promise(ledger, 500_00, HELPS[1])

    for move in (ledger.spend, ledger.release):
        with pytest.raises(RuleViolation, match="not-committed"):
            move(HELPS[0], Cents(100_01), by=WHO, at=NOW)


def test_a_commitment_whose_money_was_spent_is_not_reversed() -> None:
    ledger = a_ledger(free=1_000_00)
    committed = promise(ledger, 100_00)
    ledger.spend(HELPS[0], Cents(60_00), by=WHO, at=NOW)

    with pytest.raises(RuleViolation, match="not-committed"):
        ledger.reverse(committed, by=WHO, at=NOW)


def test_a_mandate_counts_what_an_arrangement_costs_in_all() -> None:
    ledger = a_ledger(free=50_000_00)
    promise(ledger, LIMIT - 1)
    ledger.spend(HELPS[0], Cents(LIMIT - 1), by=WHO, at=NOW)

    promise(ledger, 1)
    with pytest.raises(RuleViolation, match="above-mandate"):
        promise(ledger, 1)
    promise(ledger, LIMIT, HELPS[1])
    ledger.promise(HELPS[0], Cents(9_000_00), mandate=mandate(None), by=WHO, at=NOW)


def test_what_was_released_comes_back_only_within_a_mandate() -> None:
    ledger = a_ledger(free=50_000_00)
    promise(ledger, LIMIT)
    released = ledger.release(HELPS[0], LIMIT, by=WHO, at=NOW)
    promise(ledger, LIMIT)

    with pytest.raises(RuleViolation, match="not-reversible"):
        ledger.reverse(released, by=WHO, at=NOW)


def test_an_entry_is_reversed_once_and_a_reversal_never() -> None:
    ledger = a_ledger(free=100_00)
    reversal = ledger.reverse(ledger.booked[0], by=WHO, at=NOW)

    with pytest.raises(RuleViolation, match="reversed-before"):
        ledger.reverse(ledger.booked[0], by=WHO, at=NOW)
    with pytest.raises(RuleViolation, match="not-reversible"):
        ledger.reverse(reversal, by=WHO, at=NOW)

    assert ledger.balances == Balances()


def test_a_transfer_is_in_both_ledgers() -> None:
    one, other = a_ledger(free=100_00), a_ledger()

    sent = one.transfer(other, Cents(40_00), by=WHO, at=NOW)

    assert (one.balances.free, one.balances.allotted) == (60_00, 60_00)
    assert (other.balances.free, other.balances.allotted) == (40_00, 40_00)
    assert sent.pair_id == other.booked[0].id
    assert other.booked[0].pair_id == sent.id


def test_money_is_not_transferred_to_itself_or_out_of_the_alliance() -> None:
    one = a_ledger(free=100_00)
    stranger = Ledger.open(AllianceId(uuid4()), None, YEAR)

    for to in (one, stranger):
        with pytest.raises(RuleViolation, match="transfer-to-itself"):
            one.transfer(to, Cents(1), by=WHO, at=NOW)


def test_balances_that_do_not_add_up_cannot_be_written_down() -> None:
    with pytest.raises(ValueError, match="add up"):
        Balances(free=1)
    with pytest.raises(ValueError, match="more is taken"):
        Balances(free=-1, committed=1)
    with pytest.raises(ValueError, match="moves something"):
        Entry(
            id=a_ledger(free=1).booked[0].id,
            number=1,
            kind=EntryKind.ALLOCATE,
            amount=Cents(0),
            taken_from=Account.BUDGET,
            given_to=Account.FREE,
            by=WHO,
            at=NOW,
        )


def test_the_mandate_of_a_day_is_the_newest_that_counts_then() -> None:
    old, new = mandate(), mandate(Cents(1), version=2, since=date(2027, 1, 1))

    assert mandate_in_force([new, old], Role.UNIT_COORDINATOR, date(2026, 12, 31)) == old
    assert mandate_in_force([new, old], Role.UNIT_COORDINATOR, date(2027, 1, 1)) == new
    assert mandate_in_force([new, old], Role.TEACHER, date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("1250", 1_250_00), ("1.250,50", 1_250_50), ("€ 12,-", 12_00), (" 0,01 ", 1)],
)
def test_euros_are_read_as_people_type_them(typed: str, cents: int) -> None:
    assert read_euros(typed) == cents


@pytest.mark.parametrize("typed", ["", "0", "-5", "1,5", "12.50", "1e9", "twaalf", "9" * 30])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_euros(typed)


@pytest.mark.parametrize("cents", [0, -1, MOST + 1])
def test_an_amount_is_at_least_a_cent_and_not_beyond_belief(cents: int) -> None:
    with pytest.raises(InvalidInput):
        amount_of(cents)


def test_a_school_year_begins_in_august() -> None:
    assert SchoolYear.of(date(2026, 7, 31)).label == "2025-2026"
    assert SchoolYear.of(date(2026, 8, 1)).label == "2026-2027"
    with pytest.raises(InvalidInput):
        SchoolYear.checked(1999)


@pytest.mark.parametrize("first_year", [0, 1999, 10_000])
def test_a_school_year_that_nobody_can_mean_is_refused_at_its_field(first_year: int) -> None:
    with pytest.raises(InvalidInput, match=r"school_year: school-year\.unknown"):
        SchoolYear.checked(first_year)
