"""Page: the desk's queue in the order of facts, and how much each person holds."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.desks.queue import Filter
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_platform.paging import PageRequest, page_request, paged

router = APIRouter()
DESK = "/intake/desk"
OF_DESK, LATE = "desk", "late"


@router.get("/desk")
async def desk(
    request: Request,
    edge: IntakeEdge,
    page: Annotated[PageRequest, Depends(page_request)],
    show: Annotated[str, Query(max_length=10)] = "",
    holder: Annotated[UUID | None, Query()] = None,
) -> Response:
    """Show what the desk has to do: all, what is late, or what one person or nobody took."""
    POLICY.require_somewhere(edge.actor, Deed.USE_DESK)
    today = dutch_date(edge.clock.now())
    only = Filter(holder=holder, of_desk=show == OF_DESK, late_on=today if show == LATE else None)
    async with edge.transaction() as uow:
        counts = await uow.requests.open_counts(edge.actor, on=today)
        loads = await uow.queue.loads(edge.actor, today=today)
        found = await uow.queue.lines(
            edge.actor, today=today, limit=page.limit, after=page.after, only=only
        )
        working_days = await uow.calendars.working_days()
    lines, cursor = paged(found, page, lambda line: line.facts.rank)
    return pages.render(
        request,
        "desks/queue.html",
        counts=counts,
        loads=loads,
        lines=lines,
        day=today,
        shown=show,
        holder=holder,
        next_href=f"{DESK}?cursor={cursor}{_more(show, holder)}" if cursor else "",
        terms={line.id: line.term.use(today, working_days) for line in lines},
        all_units=edge.actor.role is Role.ADMINISTRATOR,
    )


def _more(show: str, holder: UUID | None) -> str:
    chosen = f"&show={show}" if show in (OF_DESK, LATE) else ""
    return f"{chosen}&holder={holder}" if holder else chosen
