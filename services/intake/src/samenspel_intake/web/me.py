"""Page: what is known of the reader, as what it may act and by whom, and how it logs in."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import dutch_date

router = APIRouter()


@router.get("/me")
async def show(request: Request, edge: IntakeEdge) -> Response:
    """Show it to whom it is about."""
    reader = edge.actor.person_id
    async with edge.transaction() as uow:
        roles = await uow.register.roles_of(reader, on=dutch_date(edge.clock.now()))
        inviters = await uow.invitations.inviters_of(reader)
    return pages.render(
        request,
        "me.html",
        email=next((line.person.email for line in roles), None),
        roles=[(line, inviters.get((line.grant.role, line.grant.pupil_ids))) for line in roles],
    )
