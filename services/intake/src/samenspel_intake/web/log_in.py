"""Pages: staff log in with their organisation's account."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from samenspel_intake.application.enter_with_account import enter_with_account
from samenspel_intake.application.find_entrances import Entrance, find_entrances
from samenspel_intake.domain.alliance import NO_ALLIANCE
from samenspel_intake.domain.log_in_attempt import LIFETIME, LogInAttempt
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_intake.gateways.oidc.provider import IdentityProvider, IdentityProviders
from samenspel_intake.gateways.oidc.refusals import LogInRefused, ProviderAway, Reason
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import pages
from samenspel_intake.web.signing import sign_in
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import NotFound
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions

log = structlog.get_logger(__name__)
router = APIRouter()
PATH = "/intake/log-in"
COOKIE = "samenspel_log_in"
Text = Annotated[str, Query(max_length=4000)]
OptionalText = Annotated[str | None, Query(max_length=4000)]


@router.get("/log-in")
async def choose(request: Request, to: Text = "") -> Response:
    """Show with which accounts one may log in."""
    providers: IdentityProviders = request.app.state.identity_providers
    issuers = [provider.issuer for provider in providers]
    return pages.render(request, "log_in.html", issuers=issuers, to=to)


@router.get("/log-in/{issuer_id}")
async def leave(request: Request, issuer_id: str, to: Text = "") -> Response:
    """Go to the issuer; the browser keeps a secret that it must come back with."""
    provider, clock = _provider(request, issuer_id), _clock(request)
    attempt = LogInAttempt.begin(issuer_id, return_to=to, at=clock.now())
    try:
        url = await provider.authorization_url(attempt, now=clock.now())
    except ProviderAway as why:
        return _away(request, issuer_id, why)
    except LogInRefused as why:
        return _refused(request, issuer_id, why.reason)
    async with _transactions(request)(Scope.begin(NO_ALLIANCE)) as uow:
        await uow.log_in_attempts.add(attempt)
    response = RedirectResponse(url, 303, {"cache-control": "no-store"})
    response.set_cookie(
        COOKIE,
        attempt.secret,
        max_age=int(LIFETIME.total_seconds()),
        path=PATH,
        secure=request.app.state.secure_cookies,
        httponly=True,
        samesite="lax",  # the way back is a link from the issuer's site
    )
    return response


@router.get("/log-in/{issuer_id}/callback")
async def come_back(
    request: Request,
    issuer_id: str,
    state: Text = "",
    code: Text = "",
    iss: OptionalText = None,
    error: OptionalText = None,
) -> Response:
    """Let in who the issuer says came, if the same browser began it; an attempt counts once."""
    provider, clock = _provider(request, issuer_id), _clock(request)
    attempt = await _taken(request, issuer_id, state)
    if attempt is None:
        return _refused(request, issuer_id, Reason.ATTEMPT_UNKNOWN)
    try:
        await provider.check_answer(iss, now=clock.now())
        if error is not None:
            cancelled = error == "access_denied"
            raise LogInRefused(Reason.CANCELLED if cancelled else Reason.PROVIDER_REFUSED)
        account = await provider.account(code, attempt, now=clock.now())
    except ProviderAway as why:
        return _away(request, issuer_id, why)
    except LogInRefused as why:
        return _refused(request, issuer_id, why.reason)
    started = await _enter(request, account, provider.issuer.alliance)
    if started is None:
        return _refused(request, issuer_id, Reason.NOBODY_KNOWN, account=account.code)
    response = pages.redirect(request, attempt.return_to)
    _forget(request, response)
    await sign_in(request, response, started)
    return response


async def _taken(request: Request, issuer_id: str, state: str) -> LogInAttempt | None:
    secret = request.cookies.get(COOKIE, "")
    now = _clock(request).now()
    async with _transactions(request)(Scope.begin(NO_ALLIANCE)) as uow:
        attempt = await uow.log_in_attempts.take(state, secret, now)
    return attempt if attempt is not None and attempt.issuer == issuer_id else None


async def _enter(request: Request, account: OrganisationAccount, alliance: str) -> Session | None:
    """Try the alliances that the account may be of, those where the person is known first."""
    async with _transactions(request)(Scope.begin(NO_ALLIANCE)) as uow:
        entrances: list[Entrance] = await find_entrances(account, alliance, uow=uow)
    for entrance in entrances:
        async with _transactions(request)(Scope.begin(entrance.alliance_id)) as uow:
            started = await enter_with_account(account, entrance, uow=uow, clock=_clock(request))
        if started is not None:
            return started
    return None


def _refused(request: Request, issuer_id: str, reason: Reason, *, account: str = "") -> Response:
    log.info("log_in_refused", issuer=issuer_id, reason=reason.value)
    response = pages.render(
        request,
        "log_in_refused.html",
        403 if reason is Reason.NOBODY_KNOWN else 400,
        reason=reason.value,
        again=f"{PATH}/{issuer_id}",
        account=account,
    )
    _forget(request, response)
    return response


def _away(request: Request, issuer_id: str, why: ProviderAway) -> Response:
    log.warning("identity_provider_away", issuer=issuer_id, error=str(why))
    return pages.render(
        request, "log_in_refused.html", 503, reason="provider-away", again=f"{PATH}/{issuer_id}"
    )


def _forget(request: Request, response: Response) -> None:
    secure = request.app.state.secure_cookies
    response.delete_cookie(COOKIE, path=PATH, secure=secure, httponly=True, samesite="lax")


def _provider(request: Request, issuer_id: str) -> IdentityProvider:
    providers: IdentityProviders = request.app.state.identity_providers
    provider = providers.find(issuer_id)
    if provider is None:
        raise NotFound
    return provider


def _clock(request: Request) -> Clock:
    clock: Clock = request.app.state.clock
    return clock


def _transactions(request: Request) -> Transactions[SqlIntakeUnitOfWork]:
    transactions: Transactions[SqlIntakeUnitOfWork] = request.app.state.transactions
    return transactions
