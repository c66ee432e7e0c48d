"""Use case: a message is due; note the attempt before anything leaves the house."""

from uuid import UUID

from samenspel_kernel.clock import Clock
from samenspel_notifications.application.ports import Letter, NotificationsUnitOfWork
from samenspel_notifications.application.scheduling import keep
from samenspel_notifications.domain.message import DUE, Outcome, Result, State


async def begin_attempt(
    message_id: UUID, *, lease: UUID, uow: NotificationsUnitOfWork, clock: Clock
) -> Letter | None:
    """Give the letter to send, or None if there is nothing to send (any more)."""
    message = await uow.messages.find(message_id)
    if message is None or message.state not in DUE:
        await uow.queue.remove(message_id)
        return None
    if not await uow.queue.is_held(message_id, lease):
        return None
    now = clock.now()
    if message.state is State.SENDING:
        message.record(Outcome(Result.INTERRUPTED), at=now)
    mailing = await uow.mailings.get(message.mailing_id)
    contact = await uow.contacts.get(message.contact_id)
    message.follow(contact, mailing, at=now, address_is_new=False)
    if message.state not in DUE or contact.email is None:
        await keep(message, uow=uow)
        return None
    message.begin(at=now)
    uow.messages.save(message)
    return Letter(
        message_id=message.id,
        alliance_id=message.alliance_id,
        template=mailing.template,
        audience=message.audience,
        link_id=mailing.link_id,
        answer_by=mailing.answer_by,
        expires_at=mailing.expires_at,
        to=contact.email,
        language=contact.language,
        at=now,
    )
