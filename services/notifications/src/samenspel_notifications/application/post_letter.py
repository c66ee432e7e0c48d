"""Use case: a letter was printed and went by post."""

from uuid import UUID

from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import NotFound
from samenspel_notifications.application.ports import NotificationsUnitOfWork


async def post_letter(message_id: UUID, *, uow: NotificationsUnitOfWork, clock: Clock) -> None:
    """Note it; who may, the caller decides."""
    message = await uow.messages.find(message_id)
    if message is None:
        raise NotFound
    message.posted(at=clock.now())
    uow.messages.save(message)
