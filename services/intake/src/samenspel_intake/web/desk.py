"""Page: the desk's queue of requests, the one whose term ends first on top."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_platform.paging import PageRequest, page_request, paged

router = APIRouter()


@router.get("/desk")
async def desk(
    request: Request, edge: IntakeEdge, page: Annotated[PageRequest, Depends(page_request)]
) -> Response:
    """Show what the desk has to do."""
    POLICY.require_somewhere(edge.actor, Deed.USE_DESK)
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        counts = await uow.requests.open_counts(edge.actor, on=today)
        found = await uow.requests.open_by_term(edge.actor, limit=page.limit, after=page.after)
        working_days = await uow.calendars.working_days()
    lines, cursor = paged(
        found, page, lambda line: (line.response_last_day, line.next_action_due_on, line.id)
    )
    return pages.render(
        request,
        "desk.html",
        counts=counts,
        lines=lines,
        next_href=f"/intake/desk?cursor={cursor}" if cursor else "",
        terms={line.id: line.term.use(today, working_days) for line in lines},
        all_units=edge.actor.role is Role.ADMINISTRATOR,
    )
