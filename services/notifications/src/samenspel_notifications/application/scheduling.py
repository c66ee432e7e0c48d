"""Keeps the delivery queue in step with the messages."""

from samenspel_notifications.application.ports import NotificationsUnitOfWork
from samenspel_notifications.domain.message import Message


async def keep(message: Message, *, uow: NotificationsUnitOfWork) -> None:
    """Save a message, and have it delivered exactly while it is due."""
    uow.messages.save(message)
    if message.due_at is None:
        await uow.queue.remove(message.id)
    else:
        await uow.queue.put(message, due_at=message.due_at)
