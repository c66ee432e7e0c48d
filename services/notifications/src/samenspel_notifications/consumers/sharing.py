"""Mails to parents who are asked for leave to share, and to those who stay silent."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_contracts.share_grants import (
    ShareGrantConsentAskedV1,
    ShareGrantParentsRemindedV1,
)
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.domain.mailing import Template
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork


async def on_consent_asked(
    event: ShareGrantConsentAskedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Ask each parent for itself."""
    for contact_id in event.contact_ids:
        await _write(Template.SHARE_ASKED, contact_id, event, envelope, uow)


async def on_parents_reminded(
    event: ShareGrantParentsRemindedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Ask those who stayed silent once more."""
    for contact_id in event.contact_ids:
        await _write(Template.SHARE_REMINDED, contact_id, event, envelope, uow)


async def _write(
    template: Template,
    contact_id: UUID,
    event: ShareGrantConsentAskedV1 | ShareGrantParentsRemindedV1,
    envelope: Envelope,
    uow: NotificationsSqlUnitOfWork,
) -> None:
    command = StartMailing(
        template=template,
        cause_id=uuid5(envelope.id, contact_id.hex),
        link_id=event.share_grant_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        contact_id=contact_id,
        answer_by=event.answer_by,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


MAIL_HANDLERS: Mapping[type[EventData], Handler] = {
    ShareGrantConsentAskedV1: on_consent_asked,
    ShareGrantParentsRemindedV1: on_parents_reminded,
}
