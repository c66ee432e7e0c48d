"""Intake's events: support requests, and the public register of units and schools."""

from collections.abc import Mapping
from uuid import UUID

from samenspel_contracts.desks import (
    SupportRequestAnsweredV1,
    SupportRequestTransferAnsweredV1,
    SupportRequestTransferOfferedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import (
    SchoolRecordedV1,
    SupportRequestActionPlannedV1,
    SupportRequestHandedOverV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestHandoverReturnedV1,
    SupportRequestSubmittedV1,
    SupportRequestWithdrawnV1,
    UnitRecordedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_reporting.application.ports import Milestone
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.consumers.accountable import NOBODY, accountable
from samenspel_reporting.domain.items import ItemKind, ItemState

REQUEST = ItemKind.SUPPORT_REQUEST


async def on_support_request_submitted(
    event: SupportRequestSubmittedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Open the request's line; its term runs."""
    await uow.projections.change_item(
        event.support_request_id,
        REQUEST,
        ItemState.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        school_id=event.school_id,
        support_request_id=event.support_request_id,
        term_rule=event.response_term.rule,
        term_rule_version=event.response_term.rule_version,
        term_starts_on=event.response_term.starts_on,
        term_last_day=event.response_term.last_day,
        **accountable(event.holder, event.next_action),
    )
    await uow.projections.reach(event.support_request_id, Milestone.SUBMITTED, envelope.time)


async def on_support_request_action_planned(
    event: SupportRequestActionPlannedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Take over who answers and what is next."""
    await _go_on(event, envelope, uow)


async def on_support_request_handover_offered(
    event: SupportRequestHandoverOfferedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Note until when an answer is awaited; the sender still answers for the request."""
    await _go_on(event, envelope, uow)
    await uow.projections.change_handover(
        event.handover_id,
        support_request_id=event.support_request_id,
        offered_at=envelope.time,
        answer_by=event.answer_by,
    )


async def on_support_request_handover_returned(
    event: SupportRequestHandoverReturnedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """The desk goes on."""
    await _go_on(event, envelope, uow)
    await uow.projections.change_handover(event.handover_id, settled_at=envelope.time)


async def on_support_request_handed_over(
    event: SupportRequestHandedOverV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Close the request; its case must be open, and until that is seen it shows as ownerless."""
    await _close(event.support_request_id, envelope, uow)
    await uow.projections.change_handover(event.handover_id, settled_at=envelope.time)
    await uow.projections.expect_item(
        event.case_id, ItemKind.CASE, at=envelope.time, unit_id=envelope.unit
    )


async def on_support_request_withdrawn(
    event: SupportRequestWithdrawnV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Close the request and what was offered of it."""
    await _close(event.support_request_id, envelope, uow)
    if event.handover_id is not None:
        await uow.projections.change_handover(event.handover_id, settled_at=envelope.time)


async def on_support_request_transfer(
    event: SupportRequestTransferOfferedV1 | SupportRequestTransferAnsweredV1,
    envelope: Envelope,
    uow: ReportingUnitOfWork,
) -> None:
    """The desk waits for another unit, or one of the two goes on."""
    await _go_on(event, envelope, uow)


async def on_support_request_answered(
    event: SupportRequestAnsweredV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Close the request: the desk answered it."""
    await _close(event.support_request_id, envelope, uow)


async def on_unit_recorded(
    event: UnitRecordedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know the unit by its name."""
    await uow.projections.change_unit(
        event.unit_id, name=event.name, alliance_name=event.alliance_name
    )


async def on_school_recorded(
    event: SchoolRecordedV1, envelope: Envelope, uow: ReportingUnitOfWork
) -> None:
    """Know the school by its name."""
    await uow.projections.change_school(event.school_id, name=event.name, unit_id=event.unit_id)


async def _go_on(
    event: SupportRequestActionPlannedV1
    | SupportRequestHandoverOfferedV1
    | SupportRequestHandoverReturnedV1
    | SupportRequestTransferOfferedV1
    | SupportRequestTransferAnsweredV1,
    envelope: Envelope,
    uow: ReportingUnitOfWork,
) -> None:
    await uow.projections.change_item(
        event.support_request_id,
        REQUEST,
        ItemState.OPEN,
        at=envelope.time,
        unit_id=envelope.unit,
        **accountable(event.holder, event.next_action),
    )


async def _close(id_: UUID, envelope: Envelope, uow: ReportingUnitOfWork) -> None:
    await uow.projections.change_item(
        id_,
        REQUEST,
        ItemState.CLOSED,
        at=envelope.time,
        unit_id=envelope.unit,
        closed_at=envelope.time,
        **NOBODY,
    )


ITEM_HANDLERS: Mapping[type[EventData], Handler] = {
    SupportRequestSubmittedV1: on_support_request_submitted,
    SupportRequestActionPlannedV1: on_support_request_action_planned,
    SupportRequestHandoverOfferedV1: on_support_request_handover_offered,
    SupportRequestHandoverReturnedV1: on_support_request_handover_returned,
    SupportRequestHandedOverV1: on_support_request_handed_over,
    SupportRequestWithdrawnV1: on_support_request_withdrawn,
    SupportRequestTransferOfferedV1: on_support_request_transfer,
    SupportRequestTransferAnsweredV1: on_support_request_transfer,
    SupportRequestAnsweredV1: on_support_request_answered,
}
REGISTER_HANDLERS: Mapping[type[EventData], Handler] = {
    UnitRecordedV1: on_unit_recorded,
    SchoolRecordedV1: on_school_recorded,
}
