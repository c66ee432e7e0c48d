"""Mails about signals, to who raised one without an account: confirm it, and read the answer."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_contracts.signals import ContactSignalAnsweredV1, ContactSignalRaisedV1
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.domain.mailing import Template
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork


async def on_signal_raised(
    event: ContactSignalRaisedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Ask to confirm that it was really the reader who raised it."""
    command = StartMailing(
        template=Template.SIGNAL_RAISED,
        cause_id=event.signal_id,
        link_id=event.signal_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        contact_id=event.contact_id,
        expires_at=event.expires_at,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


async def on_signal_answered(
    event: ContactSignalAnsweredV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Say that there is an answer; it stands behind the link alone."""
    command = StartMailing(
        template=Template.SIGNAL_ANSWERED,
        cause_id=event.answer_link_id,
        link_id=event.answer_link_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        contact_id=event.contact_id,
        expires_at=event.expires_at,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


MAIL_HANDLERS: Mapping[type[EventData], Handler] = {
    ContactSignalRaisedV1: on_signal_raised,
    ContactSignalAnsweredV1: on_signal_answered,
}
