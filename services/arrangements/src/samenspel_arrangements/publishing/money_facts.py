"""What happens with money, as events; no names, no words."""

from samenspel_arrangements.domain.money.ledger import EntryBooked
from samenspel_arrangements.domain.money.request import MoneyAnswered, MoneyAsked
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.money import (
    BudgetEntryBookedV1,
    MoneyRequestClosedV1,
    MoneyRequestOpenedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_platform.references import action_ref, holder_ref, term_ref


@to_contract.register
def _(event: EntryBooked) -> EventData:
    entry, balances = event.entry, event.balances
    return BudgetEntryBookedV1(
        budget_id=event.ledger.id,
        school_year=event.ledger.year.first_year,
        entry_id=entry.id,
        kind=entry.kind.value,
        amount_cents=entry.amount,
        taken_from=entry.taken_from.value,
        given_to=entry.given_to.value,
        arrangement_id=entry.arrangement_id,
        allotted_cents=balances.allotted,
        free_cents=balances.free,
        committed_cents=balances.committed,
        spent_cents=balances.spent,
    )


@to_contract.register
def _(event: MoneyAsked) -> EventData:
    request, waiting = event.request, event.waiting
    return MoneyRequestOpenedV1(
        money_request_id=request.id,
        arrangement_id=request.arrangement_id,
        pupil_id=request.pupil_id,
        school_id=request.school_id,
        school_year=request.year.first_year,
        amount_cents=request.amount,
        obstacle=request.obstacle.value,
        status=waiting.status,
        term=term_ref(waiting.answer),
        holder=holder_ref(waiting.responsibility.holder),
        next_action=action_ref(waiting.responsibility.next_action),
    )


@to_contract.register
def _(event: MoneyAnswered) -> EventData:
    return MoneyRequestClosedV1(money_request_id=event.request.id, outcome=event.standing.status)
