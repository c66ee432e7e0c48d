"""Use case: something happened that parents and school must be told."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samenspel_notifications.application.ports import NotificationsUnitOfWork
from samenspel_notifications.application.scheduling import keep
from samenspel_notifications.domain.mailing import Mailing, Template, mailing_id_of
from samenspel_notifications.domain.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMailing:
    """What is told, about which pupil or to which contact alone.

    `cause_id` is what happened (a request, a grant): one cause, one mailing. `link_id` is what
    the mail points to.
    """

    template: Template
    cause_id: UUID
    link_id: UUID
    alliance_id: UUID
    unit_id: UUID | None
    happened_at: datetime
    pupil_id: UUID | None = None
    contact_id: UUID | None = None
    school_id: UUID | None = None
    answer_by: date | None = None
    expires_at: datetime | None = None


async def start_mailing(command: StartMailing, *, uow: NotificationsUnitOfWork) -> None:
    """Write to everyone who is known now; those who become known later follow."""
    pupil_id = command.pupil_id
    if pupil_id is not None:
        pupil_id = await uow.contacts.child_of(pupil_id)
    mailing = Mailing(
        id=mailing_id_of(command.template, command.cause_id),
        alliance_id=command.alliance_id,
        unit_id=command.unit_id,
        template=command.template,
        link_id=command.link_id,
        pupil_id=pupil_id,
        contact_id=command.contact_id,
        school_id=command.school_id,
        answer_by=command.answer_by,
        expires_at=command.expires_at,
        created_at=command.happened_at,
    )
    await uow.match_alone()
    if not await uow.mailings.add(mailing):
        return
    mailing = await uow.mailings.get(mailing.id)
    for contact in await uow.contacts.of(mailing):
        audience = mailing.audience_of(contact)
        if audience is not None and not mailing.silenced:
            message = Message.to(contact, mailing, audience, at=command.happened_at)
            await keep(message, uow=uow)
