"""Use case: a child died; whatever waits to be told about it is withdrawn, and nothing follows."""

from datetime import datetime
from uuid import UUID

from samenspel_notifications.application.ports import NotificationsUnitOfWork
from samenspel_notifications.application.scheduling import keep


async def fall_silent(*subject_ids: UUID, at: datetime, uow: NotificationsUnitOfWork) -> None:
    """Withdraw what waits about these: the child, and what was under way for it.

    What is being sent this moment can't be called back; if the server refuses it, it stops too.
    """
    await uow.match_alone()
    await uow.mailings.silence(*subject_ids)
    await withdraw_silenced(at=at, uow=uow)


async def withdraw_silenced(*, at: datetime, uow: NotificationsUnitOfWork) -> None:
    """Withdraw what waits about children that died."""
    for id_ in await uow.mailings.silenced_messages():
        message = await uow.messages.find(id_)
        if message is None:
            continue
        mailing = await uow.mailings.get(message.mailing_id)
        contact = await uow.contacts.get(message.contact_id)
        if message.follow(contact, mailing, at=at, address_is_new=False):
            await keep(message, uow=uow)
