"""Fragment: what happened for a child, inside a page of this service or of another."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.timeline_words import TimelineWords
from samenspel_kernel.errors import NotFound
from samenspel_platform.access_log import FilePart

router = APIRouter(prefix="/fragments/support-requests/{supportRequestId}")
RequestIdInPath = Annotated[UUID, Path(alias="supportRequestId")]


@router.get("/timeline")
async def show_timeline(
    request: Request, support_request_id: RequestIdInPath, edge: ArrangementsEdge
) -> Response:
    """Show what happened for a request and its case to whoever may see those."""
    async with edge.transaction() as uow:
        about = await uow.timeline.subject(support_request_id)
        if about is None:
            raise NotFound
        require(edge.actor, Action.SEE, about)
        await edge.saw(uow, about, FilePart.SUPPORT_REQUEST)
        timeline = await uow.timeline.of_request(support_request_id, edge.actor)
    return pages.fragment(
        request,
        "timeline.html",
        title="timeline.title",
        timeline=timeline,
        timeline_words=TimelineWords(pages.texts),
    )
