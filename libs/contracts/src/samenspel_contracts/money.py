"""Money for help: what is booked in ledgers, and requests that a decider answers.

Amounts are whole cents of euros. A request is pseudonymous; a ledger tells of an arrangement, never
of a child.
"""

from typing import Annotated
from uuid import UUID

from samenspel_contracts.open_items import (
    Code,
    ItemActionPlanned,
    ItemClosed,
    ItemHandoverAnswered,
    ItemHandoverOffered,
    ItemOpened,
    ItemReassigned,
    ItemTermBreached,
    Pseudonym,
)
from samenspel_contracts.registry import EventData, Privacy, event

Count = Annotated[int, Privacy.NONE]


@event("nl.passend-onderwijs.budget.entry-booked.v1", owner="arrangements")
class BudgetEntryBookedV1(EventData):
    """Money moved from one account to another; the balances are those after it.

    The ledger is that of the envelope's unit (without one, of the alliance) in a school year, named
    by the year in which it begins.
    """

    budget_id: Annotated[UUID, Privacy.NONE]
    school_year: Count
    entry_id: Annotated[UUID, Privacy.NONE]
    kind: Code
    amount_cents: Count
    taken_from: Code
    given_to: Code
    arrangement_id: Annotated[UUID | None, Privacy.PSEUDONYMOUS] = None
    allotted_cents: Count
    free_cents: Count
    committed_cents: Count
    spent_cents: Count


@event("nl.passend-onderwijs.money-request.opened.v1", owner="arrangements")
class MoneyRequestOpenedV1(ItemOpened):
    """More was asked than mandate or budget allow: who decides, and by when."""

    money_request_id: Pseudonym
    arrangement_id: Pseudonym
    school_year: Count
    amount_cents: Count
    obstacle: Code


@event("nl.passend-onderwijs.money-request.action-planned.v1", owner="arrangements")
class MoneyRequestActionPlannedV1(ItemActionPlanned):
    """What is next changed, or who answers for it; the state after the change."""

    money_request_id: Pseudonym


@event("nl.passend-onderwijs.money-request.handover-offered.v1", owner="arrangements")
class MoneyRequestHandoverOfferedV1(ItemHandoverOffered):
    """It was offered to another; its holder stays responsible until that one accepts."""

    money_request_id: Pseudonym


@event("nl.passend-onderwijs.money-request.handover-answered.v1", owner="arrangements")
class MoneyRequestHandoverAnsweredV1(ItemHandoverAnswered):
    """The offer was accepted or refused, or nobody answered in time."""

    money_request_id: Pseudonym


@event("nl.passend-onderwijs.money-request.reassigned.v1", owner="arrangements")
class MoneyRequestReassignedV1(ItemReassigned):
    """Another answers for it, for its holder can't any more."""

    money_request_id: Pseudonym


@event("nl.passend-onderwijs.money-request.term-breached.v1", owner="arrangements")
class MoneyRequestTermBreachedV1(ItemTermBreached):
    """Nobody decided in time."""

    money_request_id: Pseudonym


@event("nl.passend-onderwijs.money-request.closed.v1", owner="arrangements")
class MoneyRequestClosedV1(ItemClosed):
    """It was granted, refused or taken back."""

    money_request_id: Pseudonym
