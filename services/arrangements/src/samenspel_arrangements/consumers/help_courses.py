"""Keeps the timeline of granted help: what this service tells of it after it was granted."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from samenspel_arrangements.application.timeline_ports import TimelineUnitOfWork
from samenspel_arrangements.domain.timeline import Entry, EntryKind
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.help_courses import (
    ArrangementComposedV1,
    ArrangementEndedV1,
    ArrangementEvaluatedV1,
    ArrangementExtendedV1,
    ArrangementOverdueV1,
    ArrangementStartedV1,
    ArrangementStepSkippedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler


async def on_started(
    event: ArrangementStartedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The help began."""
    await _add(uow, envelope, EntryKind.HELP_STARTED, event, due_on=event.started_on)


async def on_composed(
    event: ArrangementComposedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """Somebody said what it is made of."""
    await _add(uow, envelope, EntryKind.HELP_COMPOSED, event, word=event.place)


async def on_evaluated(
    event: ArrangementEvaluatedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """People looked whether it works."""
    await _add(uow, envelope, EntryKind.HELP_EVALUATED, event, word=event.works)


async def on_step_skipped(
    event: ArrangementStepSkippedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """Somebody did without a step."""
    kind = EntryKind.HELP_STEP_SKIPPED
    await _add(uow, envelope, kind, event, word=event.step, due_on=event.skipped_on)


async def on_extended(
    event: ArrangementExtendedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """It goes on longer."""
    await _add(uow, envelope, EntryKind.HELP_EXTENDED, event, due_on=event.planned_end_on)


async def on_ended(event: ArrangementEndedV1, envelope: Envelope, uow: TimelineUnitOfWork) -> None:
    """It is over."""
    await _add(uow, envelope, EntryKind.HELP_ENDED, event, word=event.reason)


async def on_overdue(
    event: ArrangementOverdueV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """A day passed without what it was for."""
    kind = EntryKind.HELP_OVERDUE
    await _add(uow, envelope, kind, event, word=event.what, due_on=event.last_day)


HelpEvent = (
    ArrangementStartedV1
    | ArrangementComposedV1
    | ArrangementStepSkippedV1
    | ArrangementEvaluatedV1
    | ArrangementExtendedV1
    | ArrangementEndedV1
    | ArrangementOverdueV1
)


async def _add(
    uow: TimelineUnitOfWork,
    envelope: Envelope,
    kind: EntryKind,
    event: HelpEvent,
    *,
    word: str | None = None,
    due_on: date | None = None,
) -> None:
    request_id: UUID = event.support_request_id
    await uow.timeline.add(
        Entry(
            event_id=envelope.id,
            kind=kind,
            at=envelope.time,
            seq=envelope.aggseq,
            support_request_id=request_id,
            unit_id=envelope.unit,
            word=word,
            due_on=due_on,
        )
    )


TIMELINE_HANDLERS: Mapping[type[EventData], Handler] = {
    ArrangementStartedV1: on_started,
    ArrangementComposedV1: on_composed,
    ArrangementStepSkippedV1: on_step_skipped,
    ArrangementEvaluatedV1: on_evaluated,
    ArrangementExtendedV1: on_extended,
    ArrangementEndedV1: on_ended,
    ArrangementOverdueV1: on_overdue,
}
