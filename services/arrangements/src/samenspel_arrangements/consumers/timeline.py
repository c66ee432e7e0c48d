"""Keeps the timeline: what this service and intake tell of a request and its case.

Entries are only ever added, each by its own event, so that no order between aggregates matters.
What two events tell of one thing stands there once: a case that is offered, an offer that ends with
its request, and a request that is closed because its case opened have no entry of their own.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from samenspel_arrangements.application.timeline_ports import TimelineUnitOfWork
from samenspel_arrangements.domain.timeline import Entry, EntryKind
from samenspel_contracts.arrangements import (
    ArrangementGrantedV1,
    CaseActionPlannedV1,
    CaseDeclinedV1,
    CaseOpenedV1,
)
from samenspel_contracts.cases import CaseAftercareCheckedV1, CaseClosedV1, CaseReopenedV1
from samenspel_contracts.desks import (
    SupportRequestAnsweredV1,
    SupportRequestTransferAnsweredV1,
    SupportRequestTransferOfferedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import (
    SupportRequestActionPlannedV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestHandoverReturnedV1,
    SupportRequestReceiptConfirmedV1,
    SupportRequestSubmittedV1,
    SupportRequestWithdrawnV1,
)
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler


async def on_submitted(
    event: SupportRequestSubmittedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """A school asked."""
    await _add(
        uow,
        envelope,
        EntryKind.REQUEST_SUBMITTED,
        event.support_request_id,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        word=event.kind,
        due_on=event.response_term.last_day,
    )


async def on_receipt_confirmed(
    event: SupportRequestReceiptConfirmedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """School and parents know that it came in."""
    await _add(
        uow,
        envelope,
        EntryKind.RECEIPT_CONFIRMED,
        event.support_request_id,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        due_on=event.response_last_day,
    )


async def on_request_planned(
    event: SupportRequestActionPlannedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The desk said what it does next."""
    await _add(
        uow,
        envelope,
        EntryKind.REQUEST_PLANNED,
        event.support_request_id,
        word=event.next_action.kind,
        due_on=event.next_action.due_on,
    )


async def on_handover_offered(
    event: SupportRequestHandoverOfferedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The desk asked those who grant help to take it over."""
    await _add(
        uow,
        envelope,
        EntryKind.HANDOVER_OFFERED,
        event.support_request_id,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        due_on=event.answer_by,
    )


async def on_handover_returned(
    event: SupportRequestHandoverReturnedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The desk went on, as the handover was refused or nobody answered."""
    expired = event.answer == "expired"
    await _add(
        uow,
        envelope,
        EntryKind.HANDOVER_EXPIRED if expired else EntryKind.HANDOVER_RETURNED,
        event.support_request_id,
        word=event.next_action.kind,
        due_on=event.next_action.due_on,
    )


async def on_transfer_offered(
    event: SupportRequestTransferOfferedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The desk asked another unit to take it over."""
    await _add(
        uow,
        envelope,
        EntryKind.TRANSFER_OFFERED,
        event.support_request_id,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        due_on=event.answer_by,
    )


async def on_transfer_answered(
    event: SupportRequestTransferAnsweredV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The other unit took it, or did not."""
    await _add(
        uow,
        envelope,
        EntryKind.TRANSFER_ANSWERED,
        event.support_request_id,
        word=event.answer,
        due_on=event.next_action.due_on,
    )


async def on_answered(
    event: SupportRequestAnsweredV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The desk answered it itself."""
    await _add(
        uow,
        envelope,
        EntryKind.REQUEST_ANSWERED,
        event.support_request_id,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        word=event.outcome,
    )


async def on_withdrawn(
    event: SupportRequestWithdrawnV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The request was taken back."""
    kind = EntryKind.REQUEST_WITHDRAWN
    await _add(uow, envelope, kind, event.support_request_id, word=event.reason)


async def on_case_declined(
    event: CaseDeclinedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """Those who grant help refused."""
    kind = EntryKind.CASE_DECLINED
    await _add(uow, envelope, kind, event.support_request_id, word=event.reason)


async def on_case_opened(event: CaseOpenedV1, envelope: Envelope, uow: TimelineUnitOfWork) -> None:
    """A person took it over."""
    await _add(
        uow,
        envelope,
        EntryKind.CASE_OPENED,
        event.support_request_id,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        word=event.next_action.kind,
        due_on=event.next_action.due_on,
    )


async def on_case_planned(
    event: CaseActionPlannedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """Who holds the case said what is next."""
    await _add(
        uow,
        envelope,
        EntryKind.CASE_PLANNED,
        event.support_request_id,
        word=event.next_action.kind,
        due_on=event.next_action.due_on,
    )


async def on_case_closed(event: CaseClosedV1, envelope: Envelope, uow: TimelineUnitOfWork) -> None:
    """The case was closed; perhaps somebody looks again."""
    await _add(
        uow,
        envelope,
        EntryKind.CASE_CLOSED,
        event.support_request_id,
        word=event.outcome,
        due_on=event.aftercare.last_day if event.aftercare else None,
    )


async def on_aftercare_checked(
    event: CaseAftercareCheckedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """Somebody looked again how it goes."""
    kind = EntryKind.AFTERCARE_CHECKED
    await _add(uow, envelope, kind, event.support_request_id, word=event.outcome)


async def on_case_reopened(
    event: CaseReopenedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """A person took it up again."""
    await _add(
        uow,
        envelope,
        EntryKind.CASE_REOPENED,
        event.support_request_id,
        word=event.next_action.kind,
        due_on=event.next_action.due_on,
    )


async def on_help_granted(
    event: ArrangementGrantedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """Help was granted."""
    await _add(
        uow,
        envelope,
        EntryKind.HELP_GRANTED,
        event.support_request_id,
        school_id=event.school_id,
        pupil_id=event.pupil_id,
        word=event.kind,
        due_on=event.starts_on,
        ends_on=event.planned_end_on,
    )


async def _add(
    uow: TimelineUnitOfWork,
    envelope: Envelope,
    kind: EntryKind,
    support_request_id: UUID,
    *,
    school_id: UUID | None = None,
    pupil_id: UUID | None = None,
    word: str | None = None,
    due_on: date | None = None,
    ends_on: date | None = None,
) -> None:
    entry = Entry(
        event_id=envelope.id,
        kind=kind,
        at=envelope.time,
        seq=envelope.aggseq,
        support_request_id=support_request_id,
        unit_id=envelope.unit,
        school_id=school_id,
        pupil_id=pupil_id,
        word=word,
        due_on=due_on,
        ends_on=ends_on,
    )
    await uow.timeline.add(entry)


HANDLERS: Mapping[type[EventData], Handler] = {
    SupportRequestSubmittedV1: on_submitted,
    SupportRequestReceiptConfirmedV1: on_receipt_confirmed,
    SupportRequestActionPlannedV1: on_request_planned,
    SupportRequestHandoverOfferedV1: on_handover_offered,
    SupportRequestHandoverReturnedV1: on_handover_returned,
    SupportRequestWithdrawnV1: on_withdrawn,
    SupportRequestTransferOfferedV1: on_transfer_offered,
    SupportRequestTransferAnsweredV1: on_transfer_answered,
    SupportRequestAnsweredV1: on_answered,
    CaseDeclinedV1: on_case_declined,
    CaseOpenedV1: on_case_opened,
    CaseActionPlannedV1: on_case_planned,
    CaseClosedV1: on_case_closed,
    CaseAftercareCheckedV1: on_aftercare_checked,
    CaseReopenedV1: on_case_reopened,
    ArrangementGrantedV1: on_help_granted,
}
