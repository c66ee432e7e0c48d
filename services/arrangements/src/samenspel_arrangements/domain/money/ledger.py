"""The ledger of one unit and school year: nothing is committed or spent that is not there."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NewType
from uuid import UUID, uuid5

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.entries import (
    Account,
    Balances,
    Entry,
    EntryId,
    EntryKind,
)
from samenspel_arrangements.domain.money.mandate import Mandate
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import AllianceId, ArrangementId, PersonId, UnitId, new_id

BudgetId = NewType("BudgetId", UUID)
REVERSIBLE = (EntryKind.ALLOCATE, EntryKind.COMMIT, EntryKind.SPEND)
_NAMESPACE = UUID("a2b0a6b4-5b50-5a6a-8d0c-3f1d6c9f7e42")


def budget_id_of(alliance_id: UUID, unit_id: UUID | None, year: SchoolYear) -> BudgetId:
    """Give the one ledger of a unit (or, without one, of the alliance) in a school year."""
    whose = unit_id or alliance_id
    return BudgetId(uuid5(_NAMESPACE, f"{alliance_id} {whose} {year.first_year}"))


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was committed for one arrangement: what is still open, and what was spent of it."""

    arrangement_id: ArrangementId
    open: int = 0
    spent: int = 0

    def __post_init__(self) -> None:
        if self.open < 0 or self.spent < 0:
            raise ValueError("more is taken than was committed")

    @property
    def total(self) -> int:
        """What the arrangement costs in all."""
        return self.open + self.spent

    def after(self, entry: Entry) -> "Commitment":
        """Give it after an entry that is about it."""
        change = dict.fromkeys(Account, 0) | dict(entry.postings)
        return replace(
            self,
            open=self.open + change[Account.COMMITTED],
            spent=self.spent + change[Account.SPENT],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryBooked(DomainEvent):
    """Money moved; `balances` are those after it."""

    ledger: "Ledger"
    entry: Entry
    balances: Balances


@dataclass(eq=False, kw_only=True)
class Ledger(Aggregate[BudgetId]):
    """Guards that free money, commitments and spending never go below zero.

    `commitments` and `reversed` hold what is at hand of all: the commitments that a change is
    about, and which of the entries that it is about were reversed before. `booked` are the entries
    of this change, for storing.
    """

    year: SchoolYear
    balances: Balances = field(default_factory=Balances)
    entries: int = 0
    commitments: dict[ArrangementId, Commitment] = field(default_factory=dict)
    reversed: set[EntryId] = field(default_factory=set)
    booked: list[Entry] = field(default_factory=list)

    @classmethod
    def open(cls, alliance_id: AllianceId, unit_id: UnitId | None, year: SchoolYear) -> "Ledger":
        """Open an empty one."""
        id_ = budget_id_of(alliance_id, unit_id, year)
        return cls(id=id_, alliance_id=alliance_id, unit_id=unit_id, year=year)

    def commitment(self, arrangement_id: ArrangementId) -> Commitment:
        """Give what is committed for an arrangement."""
        return self.commitments.get(arrangement_id, Commitment(arrangement_id))

    def allocate(self, amount: Cents, *, by: PersonId, at: datetime) -> Entry:
        """Give the unit money."""
        return self._book(EntryKind.ALLOCATE, amount, Account.BUDGET, Account.FREE, by=by, at=at)

    def promise(
        self,
        arrangement_id: ArrangementId,
        amount: Cents,
        *,
        mandate: Mandate,
        by: PersonId,
        at: datetime,
    ) -> Entry:
        """Commit free money for an arrangement, within the mandate of who does it."""
        if not mandate.allows(self.commitment(arrangement_id).total + amount):
            raise RuleViolation("budget.above-mandate")
        return self._book(
            EntryKind.COMMIT,
            amount,
            Account.FREE,
            Account.COMMITTED,
            arrangement_id=arrangement_id,
            mandate_version=mandate.version,
            by=by,
            at=at,
        )

    def release(
        self, arrangement_id: ArrangementId, amount: Cents, *, by: PersonId, at: datetime
    ) -> Entry:
        """Make committed money free again."""
        kind, accounts = EntryKind.RELEASE, (Account.COMMITTED, Account.FREE)
        return self._book(kind, amount, *accounts, arrangement_id=arrangement_id, by=by, at=at)

    def spend(
        self, arrangement_id: ArrangementId, amount: Cents, *, by: PersonId, at: datetime
    ) -> Entry:
        """Pay from what was committed."""
        kind, accounts = EntryKind.SPEND, (Account.COMMITTED, Account.SPENT)
        return self._book(kind, amount, *accounts, arrangement_id=arrangement_id, by=by, at=at)

    def transfer(self, to: "Ledger", amount: Cents, *, by: PersonId, at: datetime) -> Entry:
        """Give free money to another unit, or another year; both sides are booked."""
        if to.id == self.id or to.alliance_id != self.alliance_id:
            raise RuleViolation("budget.transfer-to-itself")
        ids = EntryId(new_id()), EntryId(new_id())
        out = Account.FREE, Account.OTHER_UNITS
        sent = self._book(
            EntryKind.TRANSFER, amount, *out, id_=ids[0], pair_id=ids[1], by=by, at=at
        )
        to._book(
            EntryKind.TRANSFER, amount, *reversed(out), id_=ids[1], pair_id=ids[0], by=by, at=at
        )
        return sent

    def reverse(self, entry: Entry, *, by: PersonId, at: datetime) -> Entry:
        """Take an entry back, by one the other way round, once.

        What has a way back of its own takes that: a transfer is sent back by the other unit, what
        was released is committed anew, within a mandate.
        """
        if entry.id in self.reversed:
            raise RuleViolation("budget.reversed-before")
        if entry.kind not in REVERSIBLE:
            raise RuleViolation("budget.not-reversible")
        self.reversed.add(entry.id)
        return self._book(
            EntryKind.REVERSAL,
            entry.amount,
            entry.given_to,
            entry.taken_from,
            arrangement_id=entry.arrangement_id,
            reverses=entry.id,
            by=by,
            at=at,
        )

    def _book(
        self,
        kind: EntryKind,
        amount: Cents,
        taken_from: Account,
        given_to: Account,
        *,
        by: PersonId,
        at: datetime,
        id_: EntryId | None = None,
        arrangement_id: ArrangementId | None = None,
        reverses: EntryId | None = None,
        pair_id: EntryId | None = None,
        mandate_version: int | None = None,
    ) -> Entry:
        entry = Entry(
            id=id_ or EntryId(new_id()),
            number=self.entries + 1,
            kind=kind,
            amount=amount,
            taken_from=taken_from,
            given_to=given_to,
            arrangement_id=arrangement_id,
            reverses=reverses,
            pair_id=pair_id,
            mandate_version=mandate_version,
            by=by,
            at=at,
        )
        if taken_from is Account.FREE and self.balances.free < amount:
            raise RuleViolation("budget.not-enough-free")
        if arrangement_id is not None:
            self._keep_commitment(arrangement_id, entry)
        self.balances, self.entries = self.balances.after(entry), entry.number
        self.booked.append(entry)
        booked = EntryBooked(occurred_at=at, ledger=self, entry=entry, balances=self.balances)
        self._record(booked)
        return entry

    def _keep_commitment(self, arrangement_id: ArrangementId, entry: Entry) -> None:
        before = self.commitment(arrangement_id)
        left = {Account.COMMITTED: before.open, Account.SPENT: before.spent}
        if left.get(entry.taken_from, entry.amount) < entry.amount:
            raise RuleViolation("budget.not-committed")
        self.commitments[arrangement_id] = before.after(entry)
