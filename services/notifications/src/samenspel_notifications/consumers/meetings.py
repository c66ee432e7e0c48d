"""Reads meetings: parents and school are told that one is planned, moved or cancelled, or stays."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.meetings import (
    MeetingCancelledV1,
    MeetingClosedV1,
    MeetingDayKeptV1,
    MeetingMovedV1,
    MeetingOpenedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.fall_silent import fall_silent
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.domain.mailing import Template
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork

Uow = NotificationsSqlUnitOfWork
STOPPED = "stopped"


async def on_planned(event: MeetingOpenedV1, envelope: Envelope, uow: Uow) -> None:
    """Tell parents and school; when it is and about what, they read after logging in."""
    await _tell(event.meeting_id, event.pupil_id, event.school_id, envelope, uow)


async def on_changed(
    event: MeetingMovedV1 | MeetingCancelledV1, envelope: Envelope, uow: Uow
) -> None:
    """Tell them that it is another day, or that it is not held."""
    await _tell(event.meeting_id, event.pupil_id, event.school_id, envelope, uow)


async def on_day_kept(event: MeetingDayKeptV1, envelope: Envelope, uow: Uow) -> None:
    """Tell who asked for another day that it stays, each alone; why, they read after logging in."""
    for contact_id in event.parents_asked:
        command = StartMailing(
            template=Template.MEETING_TOLD,
            cause_id=uuid5(envelope.id, str(contact_id)),
            link_id=event.meeting_id,
            alliance_id=envelope.alliance,
            unit_id=envelope.unit,
            contact_id=contact_id,
            happened_at=envelope.time,
        )
        await start_mailing(command, uow=uow)
    if event.school_asked:
        await _tell(event.meeting_id, None, event.school_id, envelope, uow)


async def on_closed(event: MeetingClosedV1, envelope: Envelope, uow: Uow) -> None:
    """Tell nobody any more of one that stopped because the child died."""
    if event.outcome == STOPPED:
        await fall_silent(event.meeting_id, at=envelope.time, uow=uow)


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
    MeetingDayKeptV1: on_day_kept,
    MeetingClosedV1: on_closed,
}
