"""Keeps on the timeline how a child gets a place, and how it goes on to its next school."""

from collections.abc import Mapping
from datetime import date

from samenspel_arrangements.application.timeline_ports import TimelineUnitOfWork
from samenspel_arrangements.domain.timeline import Entry, EntryKind
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.placements import (
    PlacementAdmittedV1,
    PlacementEndedV1,
    PlacementEnrolledV1,
    PlacementEscalatedV1,
    PlacementReturnedV1,
    PlacementSoughtV1,
)
from samenspel_contracts.registry import EventData
from samenspel_contracts.transitions import (
    TransitionAcceptedV1,
    TransitionDeclinedV1,
    TransitionEndedV1,
    TransitionEscalatedV1,
    TransitionMovedV1,
    TransitionOfferedV1,
    TransitionPlannedV1,
)
from samenspel_messaging.consumers import Handler


async def on_sought(event: PlacementSoughtV1, envelope: Envelope, uow: TimelineUnitOfWork) -> None:
    """A place is looked for."""
    await _add(uow, envelope, EntryKind.PLACE_SOUGHT, event, word=event.kind)


async def on_no_place(
    event: PlacementEscalatedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """There was no place in time."""
    await _add(
        uow, envelope, EntryKind.PLACE_ESCALATED, event, word=event.kind, due_on=event.last_day
    )


async def on_admitted(
    event: PlacementAdmittedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """A school lets the child come."""
    await _add(
        uow, envelope, EntryKind.PLACE_ADMITTED, event, word=event.kind, due_on=event.from_day
    )


async def on_enrolled(
    event: PlacementEnrolledV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The child is there."""
    await _add(
        uow, envelope, EntryKind.PLACE_ENROLLED, event, word=event.kind, due_on=event.first_day
    )


async def on_returned(
    event: PlacementReturnedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The child is back in regular education."""
    await _add(uow, envelope, EntryKind.PLACE_RETURNED, event, due_on=event.from_day)


async def on_place_ended(
    event: PlacementEndedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """Nobody has to do anything for the place any more."""
    await _add(uow, envelope, EntryKind.PLACE_ENDED, event, word=event.outcome)


async def on_planned(
    event: TransitionPlannedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The child will go on."""
    await _add(
        uow, envelope, EntryKind.TRANSITION_PLANNED, event, word=event.stage, due_on=event.first_day
    )


async def on_moved(event: TransitionMovedV1, envelope: Envelope, uow: TimelineUnitOfWork) -> None:
    """The first day is another one."""
    await _add(uow, envelope, EntryKind.TRANSITION_MOVED, event, due_on=event.first_day)


async def on_offered(
    event: TransitionOfferedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The next school was asked."""
    await _add(uow, envelope, EntryKind.TRANSITION_OFFERED, event, due_on=event.first_day)


async def on_declined(
    event: TransitionDeclinedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The next school said no."""
    await _add(uow, envelope, EntryKind.TRANSITION_DECLINED, event)


async def on_unaccepted(
    event: TransitionEscalatedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """No school said yes in time."""
    await _add(uow, envelope, EntryKind.TRANSITION_ESCALATED, event, due_on=event.first_day)


async def on_accepted(
    event: TransitionAcceptedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """The next school said yes."""
    await _add(uow, envelope, EntryKind.TRANSITION_ACCEPTED, event, due_on=event.first_day)


async def on_transition_ended(
    event: TransitionEndedV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """Nobody has to do anything for the way there any more."""
    await _add(uow, envelope, EntryKind.TRANSITION_ENDED, event, word=event.outcome)


SchoolEvent = (
    PlacementSoughtV1
    | PlacementEscalatedV1
    | PlacementAdmittedV1
    | PlacementEnrolledV1
    | PlacementReturnedV1
    | PlacementEndedV1
    | TransitionPlannedV1
    | TransitionMovedV1
    | TransitionOfferedV1
    | TransitionDeclinedV1
    | TransitionEscalatedV1
    | TransitionAcceptedV1
    | TransitionEndedV1
)


async def _add(
    uow: TimelineUnitOfWork,
    envelope: Envelope,
    kind: EntryKind,
    event: SchoolEvent,
    *,
    word: str | None = None,
    due_on: date | None = None,
) -> None:
    """Add an entry; an event of before these told their request has no place on a timeline."""
    if event.support_request_id is None:
        return
    await uow.timeline.add(
        Entry(
            event_id=envelope.id,
            kind=kind,
            at=envelope.time,
            seq=envelope.aggseq,
            support_request_id=event.support_request_id,
            unit_id=envelope.unit,
            word=word,
            due_on=due_on,
        )
    )


SCHOOL_HANDLERS: Mapping[type[EventData], Handler] = {
    PlacementSoughtV1: on_sought,
    PlacementEscalatedV1: on_no_place,
    PlacementAdmittedV1: on_admitted,
    PlacementEnrolledV1: on_enrolled,
    PlacementReturnedV1: on_returned,
    PlacementEndedV1: on_place_ended,
    TransitionPlannedV1: on_planned,
    TransitionMovedV1: on_moved,
    TransitionOfferedV1: on_offered,
    TransitionDeclinedV1: on_declined,
    TransitionEscalatedV1: on_unaccepted,
    TransitionAcceptedV1: on_accepted,
    TransitionEndedV1: on_transition_ended,
}
