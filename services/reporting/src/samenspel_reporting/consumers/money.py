"""Reads what is booked in ledgers: only the balances, per unit and school year."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.money import BudgetEntryBookedV1
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork


async def on_booked(
    event: BudgetEntryBookedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Take over the balances after it."""
    await uow.projections.change_budget(
        event.budget_id,
        unit_id=envelope.unit,
        school_year=event.school_year,
        allotted_cents=event.allotted_cents,
        free_cents=event.free_cents,
        committed_cents=event.committed_cents,
        spent_cents=event.spent_cents,
    )


MONEY_HANDLERS: Mapping[type[EventData], Handler] = {BudgetEntryBookedV1: on_booked}
