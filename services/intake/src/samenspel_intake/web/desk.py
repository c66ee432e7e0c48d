"""Page: the desk's queue of requests, the one whose term ends first on top."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_platform.calendar import DutchWorkingDays

router = APIRouter()


@router.get("/desk")
async def desk(request: Request, edge: IntakeEdge) -> Response:
    """Show what the desk has to do."""
    POLICY.require_somewhere(edge.actor, Deed.USE_DESK)
    async with edge.transaction() as uow:
        found = await uow.requests.open_by_term(edge.actor)
    today = dutch_date(edge.clock.now())
    return pages.render(
        request,
        "desk.html",
        lines=found,
        terms={line.id: line.term.use(today, DutchWorkingDays()) for line in found},
        overdue=sum((line.next_action_due_on or today) < today for line in found),
        incomplete=sum(bool(line.missing) for line in found),
        all_units=edge.actor.role is Role.ADMINISTRATOR,
    )
