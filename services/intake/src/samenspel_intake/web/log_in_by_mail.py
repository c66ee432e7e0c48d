"""Pages: parents and outside professionals log in with a code that they get by mail."""

import hmac
from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.log_in_by_mail import AskCode, ask_code, enter_with_code, prove
from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.domain.contact import is_email
from samenspel_intake.domain.limits import CODES_FROM_A_NETWORK, WRONG_TRIES
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.domain.log_in_code import LogInCode, LogInCodeId
from samenspel_intake.web.pages import pages
from samenspel_intake.web.signing import sign_in
from samenspel_intake.web.visitor import (
    COOKIE,
    browser_of,
    clock_of,
    count,
    mark_browser,
    refuse_guesser,
    secrets_of,
    transactions_of,
)
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound, RuleViolation
from samenspel_kernel.ids import NO_ALLIANCE, AllianceId, PersonId
from samenspel_messaging.scope import Scope
from samenspel_platform.edge import NotLoggedIn
from samenspel_platform.forms import Form, read_form
from samenspel_platform.letter_secrets import Purpose, Ticket

router = APIRouter(prefix="/log-in-by-mail")
PATH = "/intake/log-in-by-mail"
OVER = "log-in-code.over"
WRONG = InvalidInput(FieldError("code", "log-in-code.wrong"))
NOWHERE = Scope.begin(NO_ALLIANCE)
Home = tuple[AllianceId, PersonId]


@router.get("")
async def address_form(request: Request) -> Response:
    """Ask for the address."""
    return pages.render(request, "mail_address.html")


@router.post("")
async def ask(request: Request) -> Response:
    """Have a code sent if the address is known; the answer is the same if it is not."""
    typed = await read_form(request)
    email = typed.get("email", "")
    if not is_email(email):
        refusal = InvalidInput(FieldError("email", "email.invalid"))
        return pages.refuse(request, "mail_address.html", refusal, typed=typed)
    await count(request, CODES_FROM_A_NETWORK)
    response = pages.redirect(request, f"{PATH}/code")
    browser = mark_browser(request, response)
    async with transactions_of(request)(NOWHERE) as uow:
        address = uow.log_in_keys.digest(LogInKeyKind.EMAIL, email)
        command = AskCode(address=address, browser=browser)
        await ask_code(command, uow=uow, clock=clock_of(request))
    return response


@router.get("/code")
async def code_form(request: Request) -> Response:
    """Ask for the code, whether one was sent or not."""
    return pages.render(request, "mail_code.html")


@router.post("/again")
async def ask_again(request: Request) -> Response:
    """Have one more code sent to the address for which this browser asked the last one."""
    await read_form(request)
    await count(request, CODES_FROM_A_NETWORK)
    response = pages.redirect(request, f"{PATH}/code", notice="log-in-code.again")
    async with transactions_of(request)(NOWHERE) as uow:
        asked = await uow.log_in_codes.newest_of(browser_of(request))
        if asked is None:
            return pages.redirect(request, PATH)
        command = AskCode(address=asked.address, browser=mark_browser(request, response))
        await ask_code(command, uow=uow, clock=clock_of(request))
    return response


@router.post("/code")
async def try_code(request: Request) -> Response:
    """Let in who types the code in the browser that asked for it."""
    typed = await read_form(request)
    await refuse_guesser(request)
    return await _try(request, typed, "mail_code.html")


@router.get("/link")
async def link(request: Request, ticket: str = "") -> Response:
    """Ask to go on; on another device than the one that asked, ask for the code too."""
    same = await _is_asker(request, Ticket.parse(ticket))
    response = pages.render(request, "mail_link.html", ticket=ticket, same=same)
    if COOKIE not in request.cookies:
        mark_browser(request, response)
    return response


@router.post("/link")
async def follow_link(request: Request) -> Response:
    """Let in who has the link, in the browser that asked for it, or elsewhere with the code."""
    typed = await read_form(request)
    await refuse_guesser(request)
    ticket = Ticket.parse(typed.get("ticket", ""))
    if ticket is None or not _is_ours(request, ticket):
        await count(request, WRONG_TRIES)
        refusal = RuleViolation(OVER)
        return pages.refuse(request, "mail_link.html", refusal, typed=typed, ticket="", same=True)
    same = await _is_asker(request, ticket)
    return await _try(request, typed, "mail_link.html", ticket=ticket, same=same)


@router.get("/alliance")
async def choose(request: Request) -> Response:
    """Ask in which alliance one wants to be, when one is known in several."""
    _, homes, alliances = await _proven(request)
    names = [(str(id_), alliances[id_].name) for id_, _ in homes]
    return pages.render(request, "mail_alliance.html", alliances=names)


@router.post("/alliance")
async def enter(request: Request) -> Response:
    """Let in who proved to have the code, in the alliance of choice."""
    typed = await read_form(request)
    code, homes, _ = await _proven(request)
    for home in homes:
        if str(home[0]) == typed.get("alliance_id", ""):
            return await _go_in(request, code, home)
    raise NotFound


async def _try(
    request: Request,
    typed: Form,
    template: str,
    *,
    ticket: Ticket | None = None,
    same: bool = False,
) -> Response:
    """`same`: it has the link, in the browser that asked; elsewhere the code is needed too."""
    browser, context = browser_of(request), {"ticket": str(ticket or ""), "same": same}
    try:
        async with transactions_of(request)(NOWHERE) as uow:
            codes = uow.log_in_codes
            asked = codes.find(LogInCodeId(ticket.id)) if ticket else codes.newest_of(browser)
            code = await asked
            if code is None:
                raise RuleViolation(OVER)
            is_right = same or _is_code(request, code, typed)
            await prove(code, is_right, browser, uow=uow, clock=clock_of(request))
            homes = await uow.log_in_keys.led_to(code.address)
    except RuleViolation as refusal:
        return pages.refuse(request, template, refusal, typed=typed, **context)
    if not (is_right and homes):
        await count(request, WRONG_TRIES)
        return pages.refuse(request, template, WRONG, typed=typed, **context)
    if len(homes) > 1:
        return pages.redirect(request, f"{PATH}/alliance")
    return await _go_in(request, code, homes[0])


async def _go_in(request: Request, code: LogInCode, home: Home) -> Response:
    alliance_id, person_id = home
    async with transactions_of(request)(Scope.begin(alliance_id)) as uow:
        known = await uow.log_in_codes.find(code.id)
        if known is None:
            raise NotFound
        session = await enter_with_code(known, person_id, uow=uow, clock=clock_of(request))
    response = pages.redirect(request, "/intake")
    await sign_in(request, response, session)
    return response


async def _proven(
    request: Request,
) -> tuple[LogInCode, Sequence[Home], Mapping[AllianceId, Alliance]]:
    if COOKIE not in request.cookies:
        raise NotLoggedIn
    async with transactions_of(request)(NOWHERE) as uow:
        code = await uow.log_in_codes.newest_of(browser_of(request))
        if code is None or not (code.proven and code.is_open(clock_of(request).now())):
            raise NotLoggedIn
        homes = await uow.log_in_keys.led_to(code.address)
        return code, homes, {each.id: each for each in await uow.alliances.all()}


async def _is_asker(request: Request, ticket: Ticket | None) -> bool:
    """Tell whether this browser asked for the letter that the link stood in."""
    if ticket is None or not _is_ours(request, ticket):
        return False
    async with transactions_of(request)(NOWHERE) as uow:
        code = await uow.log_in_codes.newest_of(browser_of(request))
    return code is not None and code.id == ticket.id


def _is_ours(request: Request, ticket: Ticket) -> bool:
    secret = secrets_of(request).secret(Purpose.LOG_IN_CODE, ticket.id)
    return hmac.compare_digest(secret, ticket.secret)


def _is_code(request: Request, code: LogInCode, typed: Form) -> bool:
    given = "".join(typed.get("code", "").split())
    return hmac.compare_digest(secrets_of(request).code(code.id).encode(), given.encode())
