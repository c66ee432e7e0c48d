"""Pages behind the links of mails: confirm a signal, and read the answer once."""

import hmac

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.signals.raiser_side import (
    LINK_OVER,
    confirm_signal,
    read_answer,
    send_link_again,
)
from samenspel_intake.domain.ids import SignalId
from samenspel_intake.domain.limits import CODES_FROM_A_NETWORK, WRONG_TRIES
from samenspel_intake.web.pages import pages
from samenspel_intake.web.visitor import (
    clock_of,
    count,
    refuse_guesser,
    secrets_of,
    transactions_of,
)
from samenspel_kernel.errors import RuleViolation
from samenspel_messaging.scope import Scope
from samenspel_platform.forms import read_form
from samenspel_platform.letter_secrets import Purpose, Ticket

router = APIRouter(prefix="/signaal")
CONFIRM, ANSWER = "signals/confirm.html", "signals/answer.html"
OVER = RuleViolation(LINK_OVER)


@router.get("/bevestigen")
async def ask(request: Request, ticket: str = "") -> Response:
    """Ask for a press on the button; opening the link alone confirms nothing."""
    return pages.render(request, CONFIRM, ticket=ticket, done=False)


@router.post("/bevestigen")
async def confirm(request: Request) -> Response:
    """Note that the address is its raiser's."""
    typed = await read_form(request)
    await refuse_guesser(request)
    text = typed.get("ticket", "")
    try:
        ticket = await _ticket(request, text, Purpose.SIGNAL)
        async with transactions_of(request)(Scope.begin(ticket.alliance_id)) as uow:
            await confirm_signal(SignalId(ticket.id), uow=uow, clock=clock_of(request))
    except RuleViolation as refusal:
        return pages.refuse(request, CONFIRM, refusal, ticket=text, done=False)
    return pages.render(request, CONFIRM, ticket="", done=True)


@router.get("/antwoord")
async def offer(request: Request, ticket: str = "") -> Response:
    """Ask for a press on the button: what opens links by itself does not use it up."""
    return pages.render(request, ANSWER, ticket=ticket, signal=None)


@router.post("/antwoord")
async def read(request: Request) -> Response:
    """Show the answer, once."""
    typed = await read_form(request)
    await refuse_guesser(request)
    text = typed.get("ticket", "")
    try:
        ticket = await _ticket(request, text, Purpose.SIGNAL_ANSWER)
        async with transactions_of(request)(Scope.begin(ticket.alliance_id)) as uow:
            signal = await read_answer(ticket.id, uow=uow, clock=clock_of(request))
    except RuleViolation as refusal:
        return pages.refuse(request, ANSWER, refusal, ticket=text, signal=None)
    return pages.render(request, ANSWER, ticket="", signal=signal)


@router.post("/antwoord/opnieuw")
async def again(request: Request) -> Response:
    """Mail a new link to the same address; the answer is the same when there is none."""
    typed = await read_form(request)
    await refuse_guesser(request)
    await count(request, CODES_FROM_A_NETWORK)
    try:
        ticket = await _ticket(request, typed.get("ticket", ""), Purpose.SIGNAL_ANSWER)
        async with transactions_of(request)(Scope.begin(ticket.alliance_id)) as uow:
            await send_link_again(ticket.id, uow=uow, clock=clock_of(request))
    except RuleViolation:
        pass  # it says no more to who guesses
    return pages.redirect(request, "/intake/signaal/antwoord", notice="signal.link-sent")


async def _ticket(request: Request, text: str, purpose: Purpose) -> Ticket:
    """Read a link that is ours; RuleViolation for another, which counts as a wrong try."""
    ticket = Ticket.parse(text)
    if ticket is not None:
        secret = secrets_of(request).secret(purpose, ticket.id)
        if hmac.compare_digest(secret, ticket.secret):
            return ticket
    await count(request, WRONG_TRIES)
    raise OVER
