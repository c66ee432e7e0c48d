"""Arrangements' events: cases, and the help that was granted."""

from collections.abc import Mapping
from uuid import UUID

from samenspel_contracts.arrangements import (
    ArrangementGrantedV1,
    CaseActionPlannedV1,
    CaseDeclinedV1,
    CaseOfferedV1,
    CaseOfferWithdrawnV1,
    CaseOpenedV1,
)
from samenspel_contracts.cases import CaseAftercareCheckedV1, CaseClosedV1, CaseReopenedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.ports import Milestone
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers.accountable import NOBODY, accountable
from samenspel_reporting.consumers.open_items import term_of
from samenspel_reporting.domain.items import ItemKind, ItemState

GOES_WELL = "going-well"


async def on_case_offered(
    event: CaseOfferedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """The handover reached those who must answer it."""
    await uow.projections.change_handover(event.handover_id, received_at=envelope.time)


async def on_case_opened(event: CaseOpenedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Open the case's line: a person answers for it. An offered case had none."""
    await uow.projections.change_item(
        event.case_id,
        ItemKind.CASE,
        ItemState.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        school_id=event.school_id,
        support_request_id=event.support_request_id,
        **accountable(event.holder, event.next_action),
    )
    await uow.projections.change_handover(event.handover_id, answered_at=envelope.time)
    await uow.projections.reach(event.support_request_id, Milestone.CASE_OPENED, envelope.time)


async def on_case_action_planned(
    event: CaseActionPlannedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Take over who answers and what is next."""
    await uow.projections.change_item(
        event.case_id,
        ItemKind.CASE,
        ItemState.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        **accountable(event.holder, event.next_action),
    )


async def on_case_closed(event: CaseClosedV1, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    """Close the case's line, or keep it open for who looks again some months later."""
    if event.holder is None or event.next_action is None:
        await _close(event.case_id, envelope, uow)
        return
    await uow.projections.change_item(
        event.case_id,
        ItemKind.CASE,
        ItemState.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        **term_of(event.aftercare),
        **accountable(event.holder, event.next_action),
    )


async def on_aftercare_checked(
    event: CaseAftercareCheckedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Close the case's line when it goes well; else it is opened again by its own event."""
    if event.outcome == GOES_WELL:
        await _close(event.case_id, envelope, uow)


async def on_case_reopened(
    event: CaseReopenedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Open the case's line again: a person answers for it."""
    await uow.projections.change_item(
        event.case_id,
        ItemKind.CASE,
        ItemState.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        closed_at=None,
        **accountable(event.holder, event.next_action),
    )


async def _close(case_id: UUID, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    await uow.projections.change_item(
        case_id,
        ItemKind.CASE,
        ItemState.CLOSED,
        at=envelope.time,
        unit_id=envelope.unit,
        closed_at=envelope.time,
        **NOBODY,
    )


async def on_case_declined(
    event: CaseDeclinedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """The handover has its answer."""
    await uow.projections.change_handover(event.handover_id, answered_at=envelope.time)


async def on_case_offer_withdrawn(
    event: CaseOfferWithdrawnV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """No answer is awaited any more."""
    await uow.projections.change_handover(event.handover_id, answered_at=envelope.time)


async def on_arrangement_granted(
    event: ArrangementGrantedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Note when help was granted; the first time counts."""
    await uow.projections.reach(event.support_request_id, Milestone.GRANTED, envelope.time)


ITEM_HANDLERS: Mapping[type[EventData], Handler] = {
    CaseOfferedV1: on_case_offered,
    CaseOpenedV1: on_case_opened,
    CaseActionPlannedV1: on_case_action_planned,
    CaseDeclinedV1: on_case_declined,
    CaseOfferWithdrawnV1: on_case_offer_withdrawn,
}
