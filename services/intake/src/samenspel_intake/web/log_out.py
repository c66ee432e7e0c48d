"""Logging out: here, at the issuer too if one likes, and because the issuer says so."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from samenspel_intake.application.end_sessions import end_at_issuer
from samenspel_intake.domain.limits import FAILED_LOG_INS
from samenspel_intake.domain.log_in import LogInKeyKind, LogOutOrder
from samenspel_intake.gateways.oidc.log_out_tokens import LONGEST, LogOutToken
from samenspel_intake.gateways.oidc.refusals import LogInRefused, ProviderAway
from samenspel_intake.gateways.oidc.tokens import SKEW
from samenspel_intake.web.attempts import NOWHERE, log, provider_of
from samenspel_intake.web.pages import pages
from samenspel_intake.web.signing import sign_out
from samenspel_intake.web.visitor import clock_of, count, refuse_guesser, transactions_of
from samenspel_kernel.ids import AllianceId
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope
from samenspel_platform.forms import read_form

router = APIRouter()
UNCACHED = {"cache-control": "no-store"}
MOST_FIELDS = 10


@router.post("/sign-out")
async def leave(request: Request) -> Response:
    """Log out; also who is no longer known may press the button."""
    await read_form(request)
    response = pages.redirect(request, await _next_page(request))
    await sign_out(request, response)
    return response


@router.get("/logged-out/{issuer_id}")
async def left(request: Request, issuer_id: str) -> Response:
    """Offer to log out at the issuer too; whoever shares a computer needs that.

    A choice, for it ends the session with everything else that the account opens.
    """
    provider = provider_of(request, issuer_id)
    try:
        url = await provider.log_out_url(now=clock_of(request).now())
    except (ProviderAway, LogInRefused):
        url = None
    if url is None:
        return pages.redirect(request, "/intake")
    return pages.render(request, "log_out_at_issuer.html", url=url)


@router.post("/log-in/{issuer_id}/back-channel-log-out")
async def obey(request: Request, issuer_id: str) -> Response:
    """End what an issuer says is over (OpenID Connect Back-Channel Logout 1.0, 2.8).

    The token alone proves who asks. What it names and is not here is over already.
    """
    await refuse_guesser(request, FAILED_LOG_INS)
    provider, clock = provider_of(request, issuer_id), clock_of(request)
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    try:
        token = await provider.log_out_token(str(form.get("logout_token", "")), now=clock.now())
    except LogInRefused as why:
        log.info("log_out_refused", issuer=issuer_id, reason=why.reason.value)
        await count(request, FAILED_LOG_INS)
        return JSONResponse({"error": "invalid_request"}, 400, UNCACHED)
    except ProviderAway as why:
        log.warning("identity_provider_away", issuer=issuer_id, error=str(why))
        return JSONResponse({"error": "temporarily_unavailable"}, 503, UNCACHED)
    if not await _end(request, issuer_id, token):
        return JSONResponse({"error": "invalid_request"}, 400, UNCACHED)
    return Response(status_code=200, headers=UNCACHED)


async def _end(request: Request, issuer_id: str, token: LogOutToken) -> bool:
    """Do it, once for each token; False if it was done.

    Without an account, the issuer's session may be anybody's, in any alliance.
    """
    async with transactions_of(request)(NOWHERE) as uow:
        if await uow.tries.so_far(**_use_of(token, issuer_id, clock_of(request).now())):
            return False
        digest, key, session = uow.log_in_keys.digest, None, None
        if token.subject is not None:
            key = digest(LogInKeyKind.OIDC, f"{issuer_id}:{token.subject}")
        if token.session is not None:
            session = digest(LogInKeyKind.OIDC_SESSION, f"{issuer_id}:{token.session}")
        alliances = {AllianceId(alliance.id) for alliance in await uow.alliances.all()}
        if key is not None:
            alliances = {home for home, _ in await uow.log_in_keys.led_to(key, LogInKeyKind.OIDC)}
    order = LogOutOrder(
        issuer=issuer_id,
        until=token.issued_at + SKEW,
        account_key=key,
        provider_session=session,
    )
    for alliance_id in sorted(alliances):
        async with transactions_of(request)(Scope.begin(alliance_id)) as uow:
            await end_at_issuer(order, uow=uow, clock=clock_of(request))
    async with transactions_of(request)(NOWHERE) as uow:
        await uow.tries.count(**_use_of(token, issuer_id, clock_of(request).now()))
    return True


def _use_of(token: LogOutToken, issuer_id: str, at: datetime) -> dict[str, Any]:
    """Name the use of a token, noted after all is done: one that failed may come again."""
    who = sha256(f"{issuer_id}:{token.id}".encode()).digest()
    return {"what": "log-out-token", "who": who, "at": at, "window": LONGEST}


async def _next_page(request: Request) -> str:
    """Give where somebody who logs out goes: by an account, to what it can do more."""
    present: Session | None = request.state.session
    if present is None:
        return "/intake"
    async with transactions_of(request)(Scope.begin(present.alliance_id)) as uow:
        known = await uow.log_ins.find(present.hash)
    account = known.proof.account if known else None
    return f"/intake/logged-out/{account.issuer}" if account else "/intake"
