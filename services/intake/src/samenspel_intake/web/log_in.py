"""Pages: staff log in with their organisation's account."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from samenspel_intake.application.enter_with_account import Home, enter, recognise
from samenspel_intake.application.find_entrances import find_entrances
from samenspel_intake.domain.limits import FAILED_LOG_INS
from samenspel_intake.domain.log_in import KeyTaken
from samenspel_intake.domain.log_in_attempt import LogInAttempt, Purpose
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_intake.gateways.oidc.refusals import LogInRefused, ProviderAway, Reason
from samenspel_intake.web import attempts
from samenspel_intake.web.accounts import link_proven
from samenspel_intake.web.attempts import NOWHERE, away, provider_of, providers_of, refused
from samenspel_intake.web.pages import pages
from samenspel_intake.web.signing import sign_in
from samenspel_intake.web.visitor import clock_of, refuse_guesser, transactions_of
from samenspel_kernel.ids import GrantId
from samenspel_messaging.scope import Scope

router = APIRouter()
Text = Annotated[str, Query(max_length=4000)]
OptionalText = Annotated[str | None, Query(max_length=4000)]


@router.get("/log-in")
async def choose(request: Request, to: Text = "") -> Response:
    """Show with which accounts one may log in."""
    issuers = [provider.issuer for provider in providers_of(request)]
    return pages.render(request, "log_in.html", issuers=issuers, to=to)


@router.get("/log-in/{issuer_id}")
async def leave(
    request: Request,
    issuer_id: str,
    to: Text = "",
    stronger: bool = False,
    grant: UUID | None = None,
) -> Response:
    """Go to the issuer; the browser keeps a secret that it must come back with.

    `stronger` asks for two factors, and `grant` too: the role to come in by.
    """
    provider = provider_of(request, issuer_id)
    purpose = Purpose(
        is_strong=stronger or grant is not None, grant_id=GrantId(grant) if grant else None
    )
    try:
        attempt, url = await attempts.begin(request, provider, to=to, purpose=purpose)
    except ProviderAway as why:
        return away(request, issuer_id, why)
    except LogInRefused as why:
        return await refused(request, issuer_id, why.reason)
    response = RedirectResponse(url, 303, {"cache-control": "no-store"})
    attempts.remember(request, response, attempt)
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
    await refuse_guesser(request, FAILED_LOG_INS)
    provider, clock = provider_of(request, issuer_id), clock_of(request)
    attempt = await attempts.take(request, issuer_id, state)
    if attempt is None:
        return await refused(request, issuer_id, Reason.ATTEMPT_UNKNOWN)
    try:
        await provider.check_answer(iss, now=clock.now())
        if error is not None:
            cancelled = error == "access_denied"
            raise LogInRefused(Reason.CANCELLED if cancelled else Reason.PROVIDER_REFUSED)
        account = await provider.account(code, attempt, now=clock.now())
    except ProviderAway as why:
        return away(request, issuer_id, why)
    except LogInRefused as why:
        return await refused(request, issuer_id, why.reason)
    if attempt.purpose.links_to is not None:
        return await link_proven(request, account, attempt.purpose.links_to)
    return await _let_in(request, account, attempt, provider.issuer.alliance)


async def _let_in(
    request: Request, account: OrganisationAccount, attempt: LogInAttempt, alliance: str
) -> Response:
    """Start the session; who has a role in several alliances chooses then."""
    try:
        homes = await _homes(request, account, alliance)
    except KeyTaken:  # the account logged in twice at once, for the first time
        homes = await _homes(request, account, alliance)
    wanted = attempt.purpose.grant_id
    if any(wanted in home.too_weak for home in homes):
        return await refused(request, account.issuer, Reason.TWO_FACTORS_NEEDED)
    usable = [home for home in homes if home.roles]
    named = [home for home in usable if wanted in home.roles]
    if not usable:
        is_weak = any(home.too_weak for home in homes)
        reason = Reason.TWO_FACTORS_NEEDED if is_weak else Reason.NOBODY_KNOWN
        return await refused(request, account.issuer, reason, account=account.code)
    home, grant_id = (named or usable)[0], wanted if named else None
    async with transactions_of(request)(Scope.begin(home.alliance_id)) as uow:
        clock = clock_of(request)
        session = await enter(account, home.person_id, grant_id, uow=uow, clock=clock)
    chooses = len(usable) > 1 and not named
    response = pages.redirect(request, "/intake/roles" if chooses else attempt.return_to)
    attempts.forget(request, response)
    await sign_in(request, response, session)
    return response


async def _homes(request: Request, account: OrganisationAccount, alliance: str) -> list[Home]:
    """Bring the account up to date wherever it may be of; those where it is known first."""
    async with transactions_of(request)(NOWHERE) as uow:
        entrances = await find_entrances(account, alliance, uow=uow)
    homes: list[Home] = []
    for entrance in entrances:
        async with transactions_of(request)(Scope.begin(entrance.alliance_id)) as uow:
            home = await recognise(account, entrance, uow=uow, clock=clock_of(request))
        if home is not None:
            homes.append(home)
    return homes
