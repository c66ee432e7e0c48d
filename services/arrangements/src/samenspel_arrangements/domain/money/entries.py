"""Entries of a ledger: each moves one amount from one account to another, so the sum stays zero."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_kernel.ids import ArrangementId, PersonId

EntryId = NewType("EntryId", UUID)


class Account(StrEnum):
    """Where money stands: what a unit got (below zero) is free, committed or spent.

    `other-units` holds what went to other units, below zero what came from them.
    """

    BUDGET = "budget"
    FREE = "free"
    COMMITTED = "committed"
    SPENT = "spent"
    OTHER_UNITS = "other-units"


NEVER_NEGATIVE = (Account.FREE, Account.COMMITTED, Account.SPENT)


class EntryKind(StrEnum):
    """What an entry does."""

    ALLOCATE = "allocate"
    COMMIT = "commit"
    RELEASE = "release"
    SPEND = "spend"
    TRANSFER = "transfer"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One amount, moved once; it is never changed, only reversed by another entry.

    `number` counts the entries of a ledger from 1. `mandate_version` says by which version of the
    mandate of whose role money was committed. `pair_id` is the entry of the other unit in a
    transfer.
    """

    id: EntryId
    number: int
    kind: EntryKind
    amount: Cents
    taken_from: Account
    given_to: Account
    arrangement_id: ArrangementId | None = None
    reverses: EntryId | None = None
    pair_id: EntryId | None = None
    mandate_version: int | None = None
    by: PersonId
    at: datetime

    def __post_init__(self) -> None:
        if self.amount <= 0 or self.taken_from is self.given_to:
            raise ValueError("an entry moves something from one account to another")
        if (self.kind is EntryKind.REVERSAL) != (self.reverses is not None):
            raise ValueError("a reversal says what it reverses")

    @property
    def postings(self) -> tuple[tuple[Account, int], tuple[Account, int]]:
        """Give both sides; their sum is zero."""
        return ((self.taken_from, -self.amount), (self.given_to, self.amount))


@dataclass(frozen=True, slots=True, kw_only=True)
class Balances:
    """What stands on each account, in cents; together zero."""

    budget: int = 0
    free: int = 0
    committed: int = 0
    spent: int = 0
    other_units: int = 0

    def __post_init__(self) -> None:
        if sum(self.by_account().values()) != 0:
            raise ValueError("the accounts do not add up to zero")
        if any(self.on(account) < 0 for account in NEVER_NEGATIVE):
            raise ValueError("more is taken than there is")

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Balances":
        """Count them anew from all entries, in their order."""
        balances = cls()
        for entry in entries:
            balances = balances.after(entry)
        return balances

    def by_account(self) -> dict[Account, int]:
        """Give the balance of each account."""
        return {
            Account.BUDGET: self.budget,
            Account.FREE: self.free,
            Account.COMMITTED: self.committed,
            Account.SPENT: self.spent,
            Account.OTHER_UNITS: self.other_units,
        }

    def on(self, account: Account) -> int:
        """Give what stands on one account."""
        return self.by_account()[account]

    @property
    def allotted(self) -> int:
        """What the unit may use in all: what it got, and what came from or went to other units."""
        return -self.budget - self.other_units

    def after(self, entry: Entry) -> "Balances":
        """Give the balances after an entry; ValueError if more is taken than there is."""
        changed = self.by_account()
        for account, cents in entry.postings:
            changed[account] += cents
        return Balances(
            budget=changed[Account.BUDGET],
            free=changed[Account.FREE],
            committed=changed[Account.COMMITTED],
            spent=changed[Account.SPENT],
            other_units=changed[Account.OTHER_UNITS],
        )
