"""Pages: someone reads an invitation, and takes part."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.accept_invitation import (
    OpenInvitation,
    accept_invitation,
    open_invitation,
)
from samenspel_intake.domain.invitation import InvitationId
from samenspel_intake.domain.limits import WRONG_TRIES
from samenspel_intake.domain.log_in import KeyTaken
from samenspel_intake.web.pages import pages
from samenspel_intake.web.signing import sign_in
from samenspel_intake.web.visitor import clock_of, count, refuse_guesser, transactions_of
from samenspel_kernel.errors import NotFound, RuleViolation, StaleVersion
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope
from samenspel_platform.forms import read_form
from samenspel_platform.letter_secrets import Ticket

router = APIRouter(prefix="/uitnodiging")


@router.get("")
async def read(request: Request, ticket: str = "") -> Response:
    """Show who invites whom, and for which children; looking at it uses nothing up."""
    await refuse_guesser(request)
    opened = Ticket.parse(ticket)
    if opened is None:
        return await _unknown(request)
    try:
        async with transactions_of(request)(Scope.begin(opened.alliance_id)) as uow:
            command = OpenInvitation(invitation_id=InvitationId(opened.id), secret=opened.secret)
            invitation = await open_invitation(command, uow=uow, clock=clock_of(request))
            contact = await uow.contacts.get(invitation.contact_id)
            names = [(await uow.pupils.get(id_)).given_name for id_ in invitation.pupil_ids]
            alliance = await uow.alliances.find(invitation.alliance_id)
    except NotFound:
        return await _unknown(request)
    except RuleViolation as why:
        return _over(request, why)
    return pages.render(
        request,
        "invitation.html",
        invitation=invitation,
        contact=contact,
        children=sorted(names),
        alliance_name=alliance.name if alliance else "",
        ticket=ticket,
    )


@router.post("")
async def accept(request: Request) -> Response:
    """Let the reader in as the person that was invited."""
    typed = await read_form(request)
    await refuse_guesser(request)
    opened = Ticket.parse(typed.get("ticket", ""))
    if opened is None:
        return await _unknown(request)
    command = OpenInvitation(invitation_id=InvitationId(opened.id), secret=opened.secret)
    try:
        session = await _accepted(request, opened.alliance_id, command)
    except NotFound:
        return await _unknown(request)
    except RuleViolation as why:
        return _over(request, why)
    response = pages.redirect(request, "/intake", notice="invitation.accepted")
    await sign_in(request, response, session)
    return response


async def _accepted(request: Request, alliance_id: UUID, command: OpenInvitation) -> Session:
    """Accept it; who was overtaken, with this letter or one to the same address, looks anew."""

    async def once() -> Session:
        async with transactions_of(request)(Scope.begin(alliance_id)) as uow:
            return await accept_invitation(command, uow=uow, clock=clock_of(request))

    try:
        return await once()
    except (KeyTaken, StaleVersion):
        return await once()


async def _unknown(request: Request) -> Response:
    await count(request, WRONG_TRIES)
    return pages.render(request, "invitation_over.html", 404, reason="unknown")


def _over(request: Request, why: RuleViolation) -> Response:
    reason = why.code.rpartition(".")[2]
    return pages.render(request, "invitation_over.html", 409, reason=reason)
