"""Pages: what became of each message, and who can't be reached."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from samenspel_notifications.domain.message import State
from samenspel_notifications.domain.policies import require_messages
from samenspel_notifications.persistence.queries import position
from samenspel_notifications.web.pages import NotificationsEdge, next_href, pages
from samenspel_platform.access_log import FilePart
from samenspel_platform.paging import PageRequest, page_request, paged

router = APIRouter()
PATH = "/notifications/messages"
UNDER_WAY = (State.QUEUED, State.SENDING, State.TEMPORARY_FAILURE)
GROUPS: dict[str, tuple[State, ...]] = {
    "sent": (State.SENT,),
    "under-way": UNDER_WAY,
    "to-print": (State.TO_PRINT,),
    "waiting": (State.WAITING_FOR_ADDRESS,),
    "failed": (State.PERMANENT_FAILURE,),
}
"""The states as an administrator thinks of them; the key stands in the address."""
UNREACHED_AT_ONCE = 25


@router.get("", include_in_schema=False)
async def start(edge: NotificationsEdge) -> Response:
    """Send the reader on to the messages."""
    return RedirectResponse(PATH, status_code=303)


@router.get("/messages", include_in_schema=False)
async def messages(
    request: Request,
    edge: NotificationsEdge,
    page: Annotated[PageRequest, Depends(page_request)],
    group: str = "",
) -> Response:
    """Show who can't be reached, and the messages, newest first."""
    require_messages(edge.actor)
    states = GROUPS.get(group, ())
    async with edge.transaction() as uow:
        counts = await uow.shown_messages.counts(edge.actor)
        unreached = await uow.shown_messages.unreached(edge.actor, limit=UNREACHED_AT_ONCE + 1)
        found = await uow.shown_messages.newest(
            edge.actor, states=states, after=position(page.after), limit=page.limit + 1
        )
    items, cursor = paged(found, page, lambda one: one.key)
    return pages.render(
        request,
        "messages.html",
        group=group if states else "",
        groups={name: sum(counts.get(s, 0) for s in GROUPS[name]) for name in GROUPS},
        unreached=unreached[:UNREACHED_AT_ONCE],
        more_unreached=len(unreached) > UNREACHED_AT_ONCE,
        messages=items,
        next_href=next_href(PATH, cursor, **({"group": group} if states else {})),
    )


@router.get("/messages/{message_id}", include_in_schema=False)
async def message(request: Request, message_id: UUID, edge: NotificationsEdge) -> Response:
    """Show one message with its attempts."""
    async with edge.transaction() as uow:
        found = await uow.shown_messages.one(message_id, edge.actor)
        await edge.saw(uow, found, FilePart.MESSAGE)
    return pages.render(request, "message.html", message=found)
