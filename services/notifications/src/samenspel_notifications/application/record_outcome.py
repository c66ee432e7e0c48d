"""Use case: the mail server answered; note what became of the attempt."""

from uuid import UUID

from samenspel_kernel.clock import Clock
from samenspel_notifications.application.ports import Letter, NotificationsUnitOfWork
from samenspel_notifications.application.scheduling import keep
from samenspel_notifications.domain.message import Outcome, State


async def record_outcome(
    letter: Letter, outcome: Outcome, *, lease: UUID, uow: NotificationsUnitOfWork, clock: Clock
) -> bool:
    """Note the outcome; False if the lease ended meanwhile, and another sender is at work.

    When the address changed while the letter was under way, the new one is tried at once.
    """
    message = await uow.messages.find(letter.message_id)
    if message is None or not await uow.queue.is_held(letter.message_id, lease):
        return False
    message.record(outcome, at=clock.now())
    if message.state is not State.SENT:
        contact = await uow.contacts.get(message.contact_id)
        mailing = await uow.mailings.get(message.mailing_id)
        moved = contact.email != letter.to
        message.follow(contact, mailing, at=clock.now(), address_is_new=moved)
    await keep(message, uow=uow)
    return True
