"""Use case: the register told who a contact is, and how it is reached."""

from datetime import datetime

from samenspel_notifications.application.ports import NotificationsUnitOfWork
from samenspel_notifications.application.scheduling import keep
from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.mailing import LATE_CONTACTS
from samenspel_notifications.domain.message import Message


async def record_contact(contact: Contact, *, at: datetime, uow: NotificationsUnitOfWork) -> None:
    """Keep the contact, let its messages follow, and write what it has not had yet.

    An address releases the messages that waited for it. `at` is when the register knew it.
    """
    await uow.match_alone()
    before = await uow.contacts.find(contact.id)
    address_is_new = before is None or before.reached_at != contact.reached_at
    await uow.contacts.put(contact)
    for message in await uow.messages.to_contact(contact.id):
        mailing = await uow.mailings.get(message.mailing_id)
        if message.follow(contact, mailing, at=at, address_is_new=address_is_new):
            await keep(message, uow=uow)
    await _write_what_is_missing(contact, at=at, uow=uow)


async def _write_what_is_missing(
    contact: Contact, *, at: datetime, uow: NotificationsUnitOfWork
) -> None:
    for mailing in await uow.mailings.concerning(contact, since=at - LATE_CONTACTS):
        audience = mailing.audience_of(contact)
        if audience is None or mailing.silenced:
            continue
        message = Message.to(contact, mailing, audience, at=at)
        if await uow.messages.find(message.id) is None:
            await keep(message, uow=uow)
