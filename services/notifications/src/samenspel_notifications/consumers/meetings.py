"""Reads meetings: parents and school are told that one is planned, moved or cancelled."""

from collections.abc import Mapping
from uuid import UUID

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.meetings import MeetingCancelledV1, MeetingMovedV1, MeetingOpenedV1
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.domain.mailing import Template
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork

Uow = NotificationsSqlUnitOfWork


async def on_planned(event: MeetingOpenedV1, envelope: Envelope, uow: Uow) -> None:
    """Tell parents and school; when it is and about what, they read after logging in."""
    await _tell(event.meeting_id, event.pupil_id, event.school_id, envelope, uow)


async def on_changed(
    event: MeetingMovedV1 | MeetingCancelledV1, envelope: Envelope, uow: Uow
) -> None:
    """Tell them that it is another day, or that it is not held."""
    await _tell(event.meeting_id, event.pupil_id, event.school_id, envelope, uow)


async def _tell(
    meeting_id: UUID, pupil_id: UUID | None, school_id: UUID | None, envelope: Envelope, uow: Uow
) -> None:
    command = StartMailing(
        template=Template.MEETING_TOLD,
        cause_id=envelope.id,
        link_id=meeting_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        pupil_id=pupil_id,
        school_id=school_id,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


MAIL_HANDLERS: Mapping[type[EventData], Handler] = {
    MeetingOpenedV1: on_planned,
    MeetingMovedV1: on_changed,
    MeetingCancelledV1: on_changed,
}
