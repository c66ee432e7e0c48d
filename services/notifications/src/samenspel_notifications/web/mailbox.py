"""Pages of the demonstration: the mails that would have gone out."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from samenspel_kernel.errors import Forbidden, NotFound
from samenspel_notifications.domain.policies import may_read_mailbox
from samenspel_notifications.gateways.mailbox import read_mail
from samenspel_notifications.persistence.queries import position
from samenspel_notifications.web.pages import NotificationsEdge, next_href, pages
from samenspel_platform.paging import PageRequest, page_request, paged

PATH = "/notifications/mailbox"


async def mailbox_edge(request: Request, edge: NotificationsEdge) -> NotificationsEdge:
    """Give the request's edge; NotFound outside the demonstration."""
    if not request.app.state.demo:
        raise NotFound
    if not may_read_mailbox(edge.actor):
        raise Forbidden
    return edge


router = APIRouter(prefix="/mailbox")
MailboxEdge = Annotated[NotificationsEdge, Depends(mailbox_edge)]


@router.get("", include_in_schema=False)
async def mailbox(
    request: Request, edge: MailboxEdge, page: Annotated[PageRequest, Depends(page_request)]
) -> Response:
    """Show the mails, newest first."""
    async with edge.transaction() as uow:
        found = await uow.mailbox.newest(after=position(page.after), limit=page.limit + 1)
    items, cursor = paged(found, page, lambda one: one.key)
    mails = [(mail, read_mail(mail.content)) for mail in items]
    return pages.render(request, "mailbox.html", mails=mails, next_href=next_href(PATH, cursor))


@router.get("/{mail_id}", include_in_schema=False)
async def mail(request: Request, mail_id: UUID, edge: MailboxEdge) -> Response:
    """Show one mail as its reader sees it."""
    async with edge.transaction() as uow:
        found = await uow.mailbox.one(mail_id)
    if found is None:
        raise NotFound
    return pages.render(
        request, "mail.html", mail=read_mail(found.content), received_at=found.received_at
    )
