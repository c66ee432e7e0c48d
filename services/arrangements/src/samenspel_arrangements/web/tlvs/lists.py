"""Page: the TLVs that the reader may see, what is due first on top."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.tlvs.shown import HERE
from samenspel_arrangements.web.tlvs.words import TlvWords
from samenspel_platform.paging import PageRequest, page_request, paged

router = APIRouter()


@router.get("/tlvs")
async def show_tlvs(
    request: Request,
    edge: ArrangementsEdge,
    page: Annotated[PageRequest, Depends(page_request)],
) -> Response:
    """List them."""
    async with edge.transaction() as uow:
        found = await uow.tlv_queries.by_due(edge.actor, limit=page.limit, after=page.after)
    lines, cursor = paged(found, page, lambda line: line.key)
    return pages.render(
        request,
        "tlvs/list.html",
        lines=lines,
        words=TlvWords(pages.texts),
        next_href=f"{HERE}?cursor={cursor}" if cursor else "",
        first_page=page.after is None,
        may_check_funding=POLICY.may_somewhere(edge.actor, Action.CHECK_FUNDING),
        may_run_letters=POLICY.may_somewhere(edge.actor, Action.RUN_LETTERS),
    )
