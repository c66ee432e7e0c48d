"""Pages: an adult shows a child the way in, and the child comes in."""

import secrets
from uuid import UUID

import segno
from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.let_child_in import (
    EnterAsChild,
    LetChildIn,
    enter_as_child,
    let_child_in,
)
from samenspel_intake.domain.limits import WRONG_TRIES
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.signing import sign_in
from samenspel_intake.web.visitor import clock_of, count, refuse_guesser, transactions_of
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import PupilId
from samenspel_messaging.scope import Scope
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_platform.letter_secrets import SECRET_BYTES, Ticket

router = APIRouter()
DOT = 6
"""Pixels of a module of the QR code."""


@router.get("/pupils/{pupil_id}/child")
async def explain(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Say what the child will see, before anything is shown."""
    async with edge.transaction() as uow:
        pupil = await uow.pupils.get(pupil_id)
        require(edge.actor, Deed.LET_CHILD_IN, Subject.of(pupil))
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
    return pages.render(request, "child_invite.html", pupil=pupil, code="")


@router.post("/pupils/{pupil_id}/child")
async def show_code(request: Request, edge: IntakeEdge, pupil_id: UUID) -> Response:
    """Show the QR code, once: its secret is nowhere but on this page."""
    await read_form(request)
    secret = secrets.token_bytes(SECRET_BYTES)
    command = LetChildIn(pupil_id=PupilId(pupil_id), secret=secret)
    async with edge.transaction() as uow:
        ticket = await let_child_in(command, actor=edge.actor, uow=uow, clock=edge.clock)
        pupil = await uow.pupils.get(pupil_id)
        await edge.saw(uow, Subject.of(pupil), FilePart.PUPIL)
    link = f"{_home(request)}/intake/kind?ticket={Ticket(ticket.alliance_id, ticket.id, secret)}"
    return pages.render(request, "child_invite.html", pupil=pupil, code=_drawn(link), link=link)


@router.get("/kind")
async def greet(request: Request, ticket: str = "") -> Response:
    """Ask the child to press a button; reading the code alone uses nothing up."""
    return pages.render(request, "child_enter.html", ticket=ticket, reason="")


@router.post("/kind")
async def enter(request: Request) -> Response:
    """Let the child in, once."""
    typed = await read_form(request)
    await refuse_guesser(request)
    ticket = Ticket.parse(typed.get("ticket", ""))
    if ticket is None:
        return await _unknown(request)
    command = EnterAsChild(ticket_id=ticket.id, secret=ticket.secret)
    try:
        async with transactions_of(request)(Scope.begin(ticket.alliance_id)) as uow:
            session = await enter_as_child(command, uow=uow, clock=clock_of(request))
    except NotFound:
        return await _unknown(request)
    except RuleViolation:
        return pages.render(request, "child_enter.html", 409, ticket="", reason="over")
    response = pages.redirect(request, "/intake")
    await sign_in(request, response, session)
    return response


async def _unknown(request: Request) -> Response:
    await count(request, WRONG_TRIES)
    return pages.render(request, "child_enter.html", 404, ticket="", reason="over")


def _home(request: Request) -> str:
    return str(request.app.state.settings.public_url).rstrip("/")


def _drawn(link: str) -> str:
    """Draw the QR code as SVG, without any style of its own; segno makes it safe to show as it is."""
    code = segno.make(link, error="m", micro=False)
    return code.svg_inline(scale=DOT, border=4, dark="#000", light="#fff", omitsize=True)
