"""Pages: where one is logged in, and logging out there."""

from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.end_sessions import end_all_sessions, end_session
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.roles import homes_of
from samenspel_intake.web.visitor import transactions_of
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope
from samenspel_platform.cookies import LONGEST_SECONDS
from samenspel_platform.forms import read_form

router = APIRouter()


@router.get("/sessions")
async def show_sessions(request: Request, edge: IntakeEdge) -> Response:
    """Show where the reader is logged in."""
    since = edge.clock.now() - timedelta(seconds=LONGEST_SECONDS)
    async with edge.transaction() as uow:
        found = await uow.log_ins.open_of(edge.actor.person_id, since=since)
    present: Session = request.state.session
    return pages.render(request, "sessions.html", log_ins=found, present=present.hash)


@router.post("/sessions/end")
async def end_one(request: Request, edge: IntakeEdge) -> Response:
    """Log out somewhere else, or here."""
    chosen = (await read_form(request)).get("session", "")
    async with edge.transaction() as uow:
        await end_session(chosen, of=edge.actor.person_id, uow=uow, clock=edge.clock)
    return pages.redirect(request, "/intake/sessions", notice="sessions.ended")


@router.post("/sessions/end-all")
async def end_all(request: Request, edge: IntakeEdge) -> Response:
    """Log out everywhere, here too; in each alliance where the reader's account is known."""
    await read_form(request)
    _, homes = await homes_of(request, edge)
    for alliance_id, person_id in homes:
        async with transactions_of(request)(Scope.begin(alliance_id)) as uow:
            await end_all_sessions(of=person_id, uow=uow, clock=edge.clock)
    response = pages.redirect(request, "/intake", notice="sessions.all-ended")
    request.app.state.seal.sign_out(response)
    return response
