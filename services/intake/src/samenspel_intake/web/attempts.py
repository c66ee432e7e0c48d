"""What the ways to an issuer and back have in common: the attempt, its cookie, and refusals."""

import structlog
from fastapi import Request
from starlette.responses import Response

from samenspel_intake.domain.limits import FAILED_LOG_INS, LOG_INS_FROM_A_NETWORK
from samenspel_intake.domain.log_in_attempt import LIFETIME, USUAL, LogInAttempt, Purpose
from samenspel_intake.gateways.oidc.provider import IdentityProvider, IdentityProviders
from samenspel_intake.gateways.oidc.refusals import ProviderAway, Reason
from samenspel_intake.web.pages import pages
from samenspel_intake.web.visitor import clock_of, count, transactions_of
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_messaging.scope import Scope

log = structlog.get_logger(__name__)
PATH = "/intake/log-in"
COOKIE = "samenspel_log_in"
NOWHERE = Scope.begin(NO_ALLIANCE)
STRONGER = "?stronger=true"
NO_GUESS = frozenset(
    {
        Reason.CANCELLED,
        Reason.PROVIDER_UNUSABLE,
        Reason.NOBODY_KNOWN,
        Reason.TWO_FACTORS_NEEDED,
        Reason.ACCOUNT_TAKEN,
    }
)
"""What ends a log-in of somebody who came by the right way."""


def providers_of(request: Request) -> IdentityProviders:
    """Give the issuers that vouch for staff."""
    providers: IdentityProviders = request.app.state.identity_providers
    return providers


def provider_of(request: Request, issuer_id: str) -> IdentityProvider:
    """Give one; NotFound if there is none."""
    provider = providers_of(request).find(issuer_id)
    if provider is None:
        raise NotFound
    return provider


async def begin(
    request: Request, provider: IdentityProvider, *, to: str, purpose: Purpose = USUAL
) -> tuple[LogInAttempt, str]:
    """Keep an attempt, and give where the browser has to go; ProviderAway, LogInRefused, or 429."""
    await count(request, LOG_INS_FROM_A_NETWORK)
    now = clock_of(request).now()
    attempt = LogInAttempt.begin(provider.issuer.id, return_to=to, at=now, purpose=purpose)
    url = await provider.authorization_url(attempt, now=now)
    async with transactions_of(request)(NOWHERE) as uow:
        await uow.log_in_attempts.add(attempt)
    return attempt, url


async def take(request: Request, issuer_id: str, state: str) -> LogInAttempt | None:
    """Give the attempt that this browser began with this issuer, once."""
    secret, now = request.cookies.get(COOKIE, ""), clock_of(request).now()
    async with transactions_of(request)(NOWHERE) as uow:
        attempt = await uow.log_in_attempts.take(state, secret, now)
    return attempt if attempt is not None and attempt.issuer == issuer_id else None


def remember(request: Request, response: Response, attempt: LogInAttempt) -> None:
    """Have the browser keep the secret that it must come back with."""
    response.set_cookie(
        COOKIE,
        attempt.secret,
        max_age=int(LIFETIME.total_seconds()),
        path=PATH,
        secure=request.app.state.secure_cookies,
        httponly=True,
        samesite="lax",  # the way back is a link from the issuer's site
    )


def forget(request: Request, response: Response) -> None:
    """Have it forget that."""
    secure = request.app.state.secure_cookies
    response.delete_cookie(COOKIE, path=PATH, secure=secure, httponly=True, samesite="lax")


async def refused(
    request: Request, issuer_id: str, reason: Reason, *, account: str = ""
) -> Response:
    """Say why, and what to do; what only a guesser sends is counted."""
    log.info("log_in_refused", issuer=issuer_id, reason=reason.value)
    if reason not in NO_GUESS:
        await count(request, FAILED_LOG_INS)
    is_weak = reason is Reason.TWO_FACTORS_NEEDED
    response = pages.render(
        request,
        "log_in_refused.html",
        403 if is_weak or reason is Reason.NOBODY_KNOWN else 400,
        reason=reason.value,
        again=f"{PATH}/{issuer_id}{STRONGER if is_weak else ''}",
        account=account,
    )
    forget(request, response)
    return response


def away(request: Request, issuer_id: str, why: ProviderAway) -> Response:
    """Say that the issuer does not answer now."""
    log.warning("identity_provider_away", issuer=issuer_id, error=str(why))
    return pages.render(
        request, "log_in_refused.html", 503, reason="provider-away", again=f"{PATH}/{issuer_id}"
    )
