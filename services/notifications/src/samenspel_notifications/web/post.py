"""Pages: letters that must go by post are printed, and somebody says that they went."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_notifications.application.post_letter import post_letter
from samenspel_notifications.domain.policies import POLICY, Action
from samenspel_notifications.gateways.paper import language_of, write_on_paper
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_notifications.web.pages import NotificationsEdge, pages
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form

router = APIRouter()
PATH = "/notifications/post"


@router.get("/post", include_in_schema=False)
async def letters(request: Request, edge: NotificationsEdge) -> Response:
    """Show the letters to print."""
    POLICY.require_somewhere(edge.actor, Action.SEND_POST)
    async with edge.transaction() as uow:
        found = await uow.post.to_print(edge.actor)
    return pages.render(request, "post.html", letters=found)


@router.get("/post/{message_id}", include_in_schema=False)
async def letter(request: Request, message_id: UUID, edge: NotificationsEdge) -> Response:
    """Show one letter, to print."""
    async with edge.transaction() as uow:
        found = await uow.post.one(message_id, edge.actor)
        await edge.saw(uow, found, FilePart.MESSAGE)
    subject, text = write_on_paper(found, public_url=request.app.state.settings.public_url)
    language = language_of(found)
    return pages.render(
        request, "letter.html", letter=found, subject=subject, text=text, language=language
    )


@router.post("/post/{message_id}/sent", include_in_schema=False)
async def sent(request: Request, message_id: UUID, edge: NotificationsEdge) -> Response:
    """Note that a letter went by post."""
    typed = await read_form(request)

    async def do(uow: NotificationsSqlUnitOfWork) -> str:
        await uow.post.require(message_id, edge.actor)
        await post_letter(message_id, uow=uow, clock=edge.clock)
        return PATH

    url = await edge.redirect_once(request, typed, do)
    return pages.redirect(request, url, notice="post.sent")
