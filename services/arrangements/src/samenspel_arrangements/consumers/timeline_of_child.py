"""Keeps on the timeline that the perspective was written and shared, and that the child was heard."""

from collections.abc import Mapping
from uuid import UUID

from samenspel_arrangements.application.timeline_ports import TimelineUnitOfWork
from samenspel_arrangements.domain.timeline import Entry, EntryKind
from samenspel_contracts.cases import CaseTeamChangedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.meetings import MeetingHeldV1
from samenspel_contracts.perspectives import PerspectivePositionTakenV1, PerspectiveWrittenV1
from samenspel_contracts.registry import EventData
from samenspel_contracts.voices import VoiceFedBackV1, VoiceHeardV1
from samenspel_messaging.consumers import Handler

LEFT = "left"


async def on_written(
    event: PerspectiveWrittenV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """Somebody wrote the perspective, or changed it."""
    await _add(uow, envelope, EntryKind.PERSPECTIVE_WRITTEN, event.support_request_id, "")


async def on_position(
    event: PerspectivePositionTakenV1, envelope: Envelope, uow: TimelineUnitOfWork
) -> None:
    """A party said whether it shares the perspective."""
    await _add(uow, envelope, EntryKind.POSITION_TAKEN, event.support_request_id, event.party)


async def on_heard(event: VoiceHeardV1, envelope: Envelope, uow: TimelineUnitOfWork) -> None:
    """The child was heard."""
    await _add(uow, envelope, EntryKind.CHILD_HEARD, event.support_request_id, event.moment)


async def on_told(event: VoiceFedBackV1, envelope: Envelope, uow: TimelineUnitOfWork) -> None:
    """The child heard what came of it."""
    await _add(uow, envelope, EntryKind.CHILD_TOLD, event.support_request_id, event.moment)


async def on_meeting(event: MeetingHeldV1, envelope: Envelope, uow: TimelineUnitOfWork) -> None:
    """People met about the child."""
    await _add(uow, envelope, EntryKind.MEETING_HELD, event.support_request_id, "")


async def on_team(event: CaseTeamChangedV1, envelope: Envelope, uow: TimelineUnitOfWork) -> None:
    """Somebody works along from now on, or does not any more."""
    kind = EntryKind.TEAM_LEFT if event.change == LEFT else EntryKind.TEAM_JOINED
    await _add(uow, envelope, kind, event.support_request_id, event.role)


async def _add(
    uow: TimelineUnitOfWork,
    envelope: Envelope,
    kind: EntryKind,
    support_request_id: UUID,
    word: str,
) -> None:
    entry = Entry(
        event_id=envelope.id,
        kind=kind,
        at=envelope.time,
        seq=envelope.aggseq,
        support_request_id=support_request_id,
        unit_id=envelope.unit,
        word=word or None,
    )
    await uow.timeline.add(entry)


CHILD_HANDLERS: Mapping[type[EventData], Handler] = {
    PerspectiveWrittenV1: on_written,
    PerspectivePositionTakenV1: on_position,
    VoiceHeardV1: on_heard,
    VoiceFedBackV1: on_told,
    MeetingHeldV1: on_meeting,
    CaseTeamChangedV1: on_team,
}
