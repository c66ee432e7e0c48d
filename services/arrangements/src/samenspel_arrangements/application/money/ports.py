"""What the use cases of money need of the outside."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.money.entries import Entry
from samenspel_arrangements.domain.money.ledger import Ledger
from samenspel_arrangements.domain.money.mandate import Mandate
from samenspel_arrangements.domain.money.other_payer import OtherPayerLine
from samenspel_arrangements.domain.money.request import MoneyRequest
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.ids import ArrangementId, PersonId, UnitId
from samenspel_kernel.term import Term

Purse = tuple[UnitId | None, SchoolYear]
"""Whose money, of which year; without a unit it is the alliance's own."""


class Ledgers(Protocol):
    """The ledgers of one alliance; what is loaded nobody else changes until this ends."""

    async def locked(
        self, unit_id: UnitId | None, year: SchoolYear, *arrangement_ids: ArrangementId
    ) -> Ledger:
        """Load one for change, with what is committed for these arrangements; it may be empty."""
        ...

    async def locked_pair(self, one: Purse, other: Purse) -> tuple[Ledger, Ledger]:
        """Load two for change."""
        ...

    async def entry(self, id_: UUID) -> tuple[Entry, Ledger]:
        """Load an entry with its ledger, for change; NotFound if there is none."""
        ...

    def save(self, aggregate: Ledger) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Mandates(Protocol):
    """The mandates of one alliance."""

    async def all(self) -> Sequence[Mandate]:
        """Give every version."""
        ...

    def add(self, mandate: Mandate, *, by: PersonId, at: datetime) -> None:
        """Keep a new version."""
        ...


class MoneyRequests(Protocol):
    """The requests for money of one alliance."""

    async def get(self, id_: UUID) -> MoneyRequest:
        """Load one for change; NotFound if there is none."""
        ...

    async def is_waiting(self, arrangement_id: UUID) -> bool:
        """Tell whether an arrangement has one that waits."""
        ...

    def save(self, aggregate: MoneyRequest) -> None:
        """Have it written at the end of the unit of work."""
        ...


class OtherPayers(Protocol):
    """What others pay in one alliance."""

    def add(self, line: OtherPayerLine, *, by: PersonId, at: datetime) -> None:
        """Keep a line."""
        ...

    async def change(self, line: OtherPayerLine, *, by: PersonId, at: datetime) -> None:
        """Write what the payer decided; NotFound if there is no such line."""
        ...


class HelpWithMoney(Protocol):
    """The arrangements of one alliance."""

    async def get(self, id_: UUID) -> Arrangement:
        """Load one; NotFound if there is none."""
        ...


class Terms(Protocol):
    """The terms of one alliance."""

    async def begin(self, rule: str, on: date) -> Term:
        """Compute one that starts on a day."""
        ...


class MoneyUnitOfWork(Protocol):
    """One transaction around money."""

    @property
    def arrangements(self) -> HelpWithMoney:
        """The arrangements."""
        ...

    @property
    def ledgers(self) -> Ledgers:
        """The ledgers."""
        ...

    @property
    def mandates(self) -> Mandates:
        """The mandates."""
        ...

    @property
    def money_requests(self) -> MoneyRequests:
        """The requests for money."""
        ...

    @property
    def other_payers(self) -> OtherPayers:
        """What others pay."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...
