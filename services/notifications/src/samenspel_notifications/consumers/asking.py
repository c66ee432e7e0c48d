"""Reads what becomes of requests: parents can read one, or something is asked of the school."""

from collections.abc import Mapping

from samenspel_contracts.asking import (
    PreparedRequestShownV1,
    SupportRequestKindChangedV1,
    SupportRequestResponseSuspendedV1,
)
from samenspel_contracts.desks import SupportRequestAnsweredV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.application.work_ports import WorkUnitOfWork
from samenspel_notifications.domain.mailing import Template
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork


async def on_request_shown(
    event: PreparedRequestShownV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Tell the parents that they can read the request before it is sent."""
    command = StartMailing(
        template=Template.REQUEST_SHOWN,
        cause_id=event.prepared_request_id,
        link_id=event.prepared_request_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        pupil_id=event.pupil_id,
        answer_by=event.send_by,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


async def on_response_suspended(
    event: SupportRequestResponseSuspendedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Tell school and parents that something is asked of them, and that the term stands still."""
    command = StartMailing(
        template=Template.REQUEST_SUSPENDED,
        cause_id=envelope.id,
        link_id=event.support_request_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        pupil_id=event.pupil_id,
        school_id=event.school_id,
        answer_by=event.complete.last_day,
        happened_at=envelope.time,
    )
    if event.pupil_id is not None or event.school_id is not None:
        await start_mailing(command, uow=uow)


async def on_request_answered(
    event: SupportRequestAnsweredV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Tell school and parents that there is an answer; the answer itself is on the page."""
    command = StartMailing(
        template=Template.REQUEST_ANSWERED,
        cause_id=envelope.id,
        link_id=event.support_request_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        pupil_id=event.pupil_id,
        school_id=event.school_id,
        happened_at=envelope.time,
    )
    if event.pupil_id is not None or event.school_id is not None:
        await start_mailing(command, uow=uow)


async def on_kind_changed(
    event: SupportRequestKindChangedV1, envelope: Envelope, uow: WorkUnitOfWork
) -> None:
    """Know which child a question turned out to be about."""
    if event.pupil_id is not None:
        await uow.work.is_about(event.support_request_id, event.pupil_id)


MAIL_HANDLERS: Mapping[type[EventData], Handler] = {
    PreparedRequestShownV1: on_request_shown,
    SupportRequestResponseSuspendedV1: on_response_suspended,
    SupportRequestAnsweredV1: on_request_answered,
}
WORK_HANDLERS: Mapping[type[EventData], Handler] = {SupportRequestKindChangedV1: on_kind_changed}
