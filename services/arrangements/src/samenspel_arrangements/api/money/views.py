"""What callers send and get about money; amounts are whole cents."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.domain.money.amounts import MOST
from samenspel_arrangements.domain.money.entries import Entry, EntryKind
from samenspel_arrangements.domain.money.ledger import Ledger
from samenspel_arrangements.domain.money.mandate import Mandate
from samenspel_arrangements.domain.money.other_payer import (
    OtherPayerLine,
    Payer,
    PayersDecision,
    Purpose,
)
from samenspel_arrangements.domain.money.request import MoneyRequest, Obstacle
from samenspel_arrangements.domain.money.standing import RefusalReason
from samenspel_arrangements.domain.school_year import EARLIEST_YEAR, LATEST_YEAR
from samenspel_arrangements.persistence.money.queries import BudgetLine, EntryLine
from samenspel_arrangements.persistence.money.request_queries import RequestLine
from samenspel_kernel.actor import Role
from samenspel_platform.bodies import Body, IsoDate, UtcDateTime, View

Amount = Annotated[int, Field(ge=1, le=MOST)]
Year = Annotated[int, Field(ge=EARLIEST_YEAR, le=LATEST_YEAR)]


class AmountBody(Body):
    """How much, in cents."""

    amount_cents: Amount


class AllocationBody(AmountBody):
    """How much, to which unit (without one: the alliance's own), for which school year."""

    unit_id: UUID | None = None
    school_year: Year


class TransferBody(AmountBody):
    """How much, from which unit to which, in which school year."""

    from_unit_id: UUID | None = None
    to_unit_id: UUID | None = None
    school_year: Year


class RefusalBody(Body):
    """Why there is no money, and what can be done instead."""

    reason: RefusalReason
    note: Annotated[str, Field(max_length=1000)]


class MandateBody(Body):
    """How much a role may commit for one arrangement; without an amount, as much as is needed."""

    role: Role
    limit_cents: Amount | None = None
    valid_from: IsoDate
    source: Annotated[str, Field(min_length=1, max_length=200)]


class OtherPayerBody(Body):
    """Who else pays, and what it decided; `id` names a line that changes."""

    id: UUID | None = None
    payer: Payer
    decision: PayersDecision
    decided_on: IsoDate | None = None
    amount_cents: Amount | None = None
    reference: Annotated[str, Field(max_length=60)] = ""
    purpose: Purpose = Purpose.OTHER
    starts_on: IsoDate | None = None
    ends_on: IsoDate | None = None


class BalancesView(View):
    """A ledger as an entry left it."""

    id: UUID
    unit_id: UUID | None
    school_year: int
    allotted_cents: int
    free_cents: int
    committed_cents: int
    spent_cents: int

    @classmethod
    def of(cls, ledger: Ledger) -> Self:
        """Show one."""
        balances = ledger.balances
        return cls(
            id=ledger.id,
            unit_id=ledger.unit_id,
            school_year=ledger.year.first_year,
            allotted_cents=balances.allotted,
            free_cents=balances.free,
            committed_cents=balances.committed,
            spent_cents=balances.spent,
        )


class BudgetView(BalancesView):
    """A ledger with what is to be expected: asked, and for cases that have no help yet."""

    asked_cents: int
    expected_cents: int

    @classmethod
    def of_line(cls, line: BudgetLine) -> Self:
        """Show one."""
        return cls(
            id=line.id,
            unit_id=line.unit_id,
            school_year=line.school_year,
            allotted_cents=line.allotted,
            free_cents=line.free,
            committed_cents=line.committed,
            spent_cents=line.spent,
            asked_cents=line.asked,
            expected_cents=line.expected,
        )


class BudgetsView(View):
    """The ledgers of a school year."""

    items: list[BudgetView]


class EntryView(View):
    """One entry of a ledger; it is never changed."""

    id: UUID
    number: int
    kind: EntryKind
    amount_cents: int
    taken_from: str
    given_to: str
    arrangement_id: UUID | None

    @classmethod
    def of(cls, entry: Entry | EntryLine) -> Self:
        """Show one."""
        return cls(
            id=entry.id,
            number=entry.number,
            kind=EntryKind(entry.kind),
            amount_cents=entry.amount,
            taken_from=entry.taken_from,
            given_to=entry.given_to,
            arrangement_id=entry.arrangement_id,
        )


class EntriesView(View):
    """What was booked, the newest first; 200 at most."""

    items: list[EntryView]


class MoneyRequestView(View):
    """A request for money; `status` is waiting, granted, refused or taken-back."""

    id: UUID
    status: str
    arrangement_id: UUID
    case_id: UUID
    unit_id: UUID | None
    school_year: int
    amount_cents: int
    obstacle: Obstacle
    asked_at: UtcDateTime
    due_on: date | None

    @classmethod
    def of(cls, request: MoneyRequest) -> Self:
        """Show one as a command left it."""
        held = request.responsibility
        return cls(
            id=request.id,
            status=request.standing.status,
            arrangement_id=request.arrangement_id,
            case_id=request.case_id,
            unit_id=request.unit_id,
            school_year=request.year.first_year,
            amount_cents=request.amount,
            obstacle=request.obstacle,
            asked_at=request.asked_at,
            due_on=held.next_action.due_on if held else None,
        )

    @classmethod
    def of_line(cls, line: RequestLine) -> Self:
        """Show one of a list."""
        return cls(
            id=line.id,
            status=line.status,
            arrangement_id=line.arrangement_id,
            case_id=line.case_id,
            unit_id=line.unit_id,
            school_year=line.school_year,
            amount_cents=line.amount,
            obstacle=Obstacle(line.obstacle),
            asked_at=line.asked_at,
            due_on=line.due_on,
        )


class MoneyRequestsView(View):
    """Requests for money that wait, the first to be answered in front."""

    items: list[MoneyRequestView]


class OtherPayerView(View):
    """What another pays, by its own decision."""

    id: UUID
    arrangement_id: UUID
    payer: Payer
    decision: PayersDecision
    decided_on: date | None
    amount_cents: int | None
    reference: str
    purpose: Purpose
    starts_on: date | None
    ends_on: date | None

    @classmethod
    def of(cls, line: OtherPayerLine) -> Self:
        """Show one."""
        return cls(
            id=line.id,
            arrangement_id=line.arrangement_id,
            payer=line.payer,
            decision=line.decision,
            decided_on=line.decided_on,
            amount_cents=line.amount,
            reference=line.reference,
            purpose=line.purpose,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
        )


class OtherPayersView(View):
    """What others pay beside a unit's money; in none of its sums. 200 at most."""

    items: list[OtherPayerView]


class HelpMoneyView(View):
    """What an arrangement costs the alliance; what others pay stands beside it, in no sum."""

    arrangement_id: UUID
    committed_cents: int
    spent_cents: int
    waiting: MoneyRequestView | None
    other_payers: list[OtherPayerView]


class MandateView(View):
    """One version of what a role may commit."""

    role: Role
    version: int
    limit_cents: int | None
    valid_from: date
    source: str

    @classmethod
    def of(cls, mandate: Mandate) -> Self:
        """Show one."""
        return cls(
            role=mandate.role,
            version=mandate.version,
            limit_cents=mandate.limit,
            valid_from=mandate.valid_from,
            source=mandate.source,
        )


class MandatesView(View):
    """Every version, those to begin with at the end."""

    items: list[MandateView]
