"""Page: what the watchdog finds now."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.watchdog import find_violations
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Role

router = APIRouter()
ALL_UNITS = {Role.ADMINISTRATOR, Role.DIRECTOR}


@router.get("/desk/watchdog")
async def show(request: Request, edge: IntakeEdge) -> Response:
    """Show open items of which something is wrong: none, when all is well."""
    POLICY.require_somewhere(edge.actor, Deed.SEE_AGREEMENT)
    async with edge.transaction() as uow:
        found = await find_violations(uow.session, edge.actor.alliance_id, edge.clock.now())
    mine = [v for v in found if edge.actor.role in ALL_UNITS or v.unit_id == edge.actor.unit_id]
    return pages.render(request, "desks/watchdog.html", found=mine)
