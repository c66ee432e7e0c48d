"""HTTP: messages and their attempts."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query

from samenspel_notifications.api.dependencies import NotificationsEdge
from samenspel_notifications.domain.mailing import Audience, Template
from samenspel_notifications.domain.message import Result, State
from samenspel_notifications.domain.policies import require_messages
from samenspel_notifications.persistence.queries import ShownAttempt, ShownMessage, position
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import UtcDateTime, View
from samenspel_platform.paging import Page, PageRequest, page_request, paged

router = APIRouter(prefix="/messages", tags=["messages"])


class AttemptView(View):
    """One attempt; without `result` it is under way, without `smtpCode` the server gave none."""

    number: int
    at: UtcDateTime
    result: Result | None
    smtp_code: int | None

    @classmethod
    def of(cls, attempt: ShownAttempt) -> "AttemptView":
        """Show an attempt."""
        return cls(
            number=attempt.number,
            at=attempt.at,
            result=attempt.result,
            smtp_code=attempt.smtp_code,
        )


class MessageView(View):
    """One mail to one contact; the address is masked."""

    id: UUID
    channel: Literal["email"] = "email"
    template: Template
    audience: Audience
    state: State
    to: str | None
    created_at: UtcDateTime
    next_attempt_at: UtcDateTime | None
    sent_at: UtcDateTime | None
    attempts: list[AttemptView]

    @classmethod
    def of(cls, message: ShownMessage) -> "MessageView":
        """Show a message."""
        return cls(
            id=message.id,
            template=message.template,
            audience=message.audience,
            state=message.state,
            to=message.masked_email,
            created_at=message.created_at,
            next_attempt_at=message.due_at,
            sent_at=message.sent_at,
            attempts=[AttemptView.of(each) for each in message.attempts],
        )


@router.get("", operation_id="listMessages", summary="List messages, newest first")
async def messages(
    edge: NotificationsEdge,
    page: Annotated[PageRequest, Depends(page_request)],
    state: Annotated[State | None, Query(description="Only messages in this state.")] = None,
) -> Page[MessageView]:
    """Give the messages of the alliance (administrator) or of the unit (its coordinator)."""
    require_messages(edge.actor)
    after = position(page.after)
    states = [] if state is None else [state]
    async with edge.transaction() as uow:
        found = await uow.shown_messages.newest(
            edge.actor, states=states, after=after, limit=page.limit + 1
        )
    items, cursor = paged(found, page, lambda one: one.key)
    return Page(items=[MessageView.of(one) for one in items], next_cursor=cursor)


@router.get("/{messageId}", operation_id="getMessage", summary="Get a message with its attempts")
async def message(
    message_id: Annotated[UUID, Path(alias="messageId")], edge: NotificationsEdge
) -> MessageView:
    """Give one message; 404 also for those beyond the caller's reach."""
    async with edge.transaction() as uow:
        found = await uow.shown_messages.one(message_id, edge.actor)
        await edge.saw(uow, found, FilePart.MESSAGE)
    return MessageView.of(found)
