"""Keeps what becomes of a request at its desk: its kind, its term, needs and views of parents."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from samenspel_arrangements.application.timeline_ports import TimelineUnitOfWork
from samenspel_arrangements.domain.timeline import Entry, EntryKind
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.asking import (
    SupportRequestKindChangedV1,
    SupportRequestNeedsAssessedV1,
    SupportRequestParentViewAddedV1,
    SupportRequestResponseResumedV1,
    SupportRequestResponseSuspendedV1,
)
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler


async def on_term_changed(
    event: SupportRequestKindChangedV1 | SupportRequestResponseResumedV1,
    envelope: Envelope,
    uow: SqlArrangementsUnitOfWork,
) -> None:
    """Know what is asked now and how long an answer may take, for the case's page."""
    await uow.projections.record_request(
        event.support_request_id,
        kind=event.kind,
        submitted_on=event.response_term.starts_on,
        response_last_day=event.response_term.last_day,
        seq=envelope.aggseq,
    )


async def on_kind_changed(
    event: SupportRequestKindChangedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The desk answers it as another kind."""
    await _add(
        uow,
        envelope,
        EntryKind.KIND_CHANGED,
        event.support_request_id,
        pupil_id=event.pupil_id,
        word=event.request_kind,
        due_on=event.response_term.last_day,
    )


async def on_suspended(
    event: SupportRequestResponseSuspendedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The desk asked for something; the term stands still."""
    await _add(
        uow,
        envelope,
        EntryKind.RESPONSE_SUSPENDED,
        event.support_request_id,
        word=event.reason,
        due_on=event.complete.last_day,
    )


async def on_resumed(
    event: SupportRequestResponseResumedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The term runs again."""
    await _add(
        uow,
        envelope,
        EntryKind.RESPONSE_RESUMED,
        event.support_request_id,
        due_on=event.response_term.last_day,
    )


async def on_needs_assessed(
    event: SupportRequestNeedsAssessedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The unit looked at what is needed."""
    await _add(uow, envelope, EntryKind.NEEDS_ASSESSED, event.support_request_id)


async def on_parent_view_added(
    event: SupportRequestParentViewAddedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """A parent said what it thinks."""
    await _add(uow, envelope, EntryKind.PARENT_VIEW_ADDED, event.support_request_id)


async def _add(
    uow: TimelineUnitOfWork,
    envelope: Envelope,
    kind: EntryKind,
    support_request_id: UUID,
    *,
    pupil_id: UUID | None = None,
    word: str | None = None,
    due_on: date | None = None,
) -> None:
    entry = Entry(
        event_id=envelope.id,
        kind=kind,
        at=envelope.time,
        seq=envelope.aggseq,
        support_request_id=support_request_id,
        unit_id=envelope.unit,
        pupil_id=pupil_id,
        word=word,
        due_on=due_on,
    )
    await uow.timeline.add(entry)


REQUEST_HANDLERS: Mapping[type[EventData], Handler] = {
    SupportRequestKindChangedV1: on_term_changed,
    SupportRequestResponseResumedV1: on_term_changed,
}
TIMELINE_HANDLERS: Mapping[type[EventData], Handler] = {
    SupportRequestKindChangedV1: on_kind_changed,
    SupportRequestResponseSuspendedV1: on_suspended,
    SupportRequestResponseResumedV1: on_resumed,
    SupportRequestNeedsAssessedV1: on_needs_assessed,
    SupportRequestParentViewAddedV1: on_parent_view_added,
}
