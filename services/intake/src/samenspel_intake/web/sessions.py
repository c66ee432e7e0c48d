"""Pages: where one is logged in, logging out, and going on in another of one's roles."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.end_sessions import end_all_sessions, end_session
from samenspel_intake.application.start_session import switch_role
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.signing import sign_out
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import GrantId
from samenspel_kernel.session import Session
from samenspel_platform.cookies import LONGEST_SECONDS
from samenspel_platform.forms import read_form

router = APIRouter()


@router.post("/sign-out")
async def leave(request: Request) -> Response:
    """Log out; also who is no longer known may press the button."""
    await read_form(request)
    response = pages.redirect(request, "/intake")
    await sign_out(request, response)
    return response


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
    """Log out everywhere, here too."""
    await read_form(request)
    async with edge.transaction() as uow:
        await end_all_sessions(of=edge.actor.person_id, uow=uow, clock=edge.clock)
    response = pages.redirect(request, "/intake", notice="sessions.all-ended")
    request.app.state.seal.sign_out(response)
    return response


@router.get("/roles")
async def show_roles(request: Request, edge: IntakeEdge) -> Response:
    """Show as what the reader may act."""
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        roles = await uow.register.roles_of(edge.actor.person_id, on=today)
    present: Session = request.state.session
    return pages.render(request, "roles.html", roles=roles, present=present.grant_id)


@router.post("/roles")
async def change_role(request: Request, edge: IntakeEdge) -> Response:
    """Go on in another role."""
    grant_id = _grant_id((await read_form(request)).get("grant", ""))
    present: Session = request.state.session
    async with edge.transaction() as uow:
        session = await switch_role(present, grant_id, uow=uow, clock=edge.clock)
    response = pages.redirect(request, "/intake", notice="roles.changed")
    request.app.state.seal.sign_in(response, session)
    return response


def _grant_id(text: str) -> GrantId:
    try:
        return GrantId(UUID(text))
    except ValueError:
        raise InvalidInput(FieldError("grant", "person.no-access")) from None
