"""Pages: one's accounts of organisations, a second one tied to the same person, and untied."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.manage_accounts import link_account, unlink_own
from samenspel_intake.domain.log_in import AccountProof, KeyTaken
from samenspel_intake.domain.log_in_attempt import Purpose
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_intake.gateways.oidc.refusals import LogInRefused, ProviderAway, Reason
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import attempts
from samenspel_intake.web.attempts import away, provider_of, providers_of, refused
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.errors import Forbidden, RuleViolation
from samenspel_kernel.ids import PersonId
from samenspel_kernel.session import Session
from samenspel_platform.edge import get_edge
from samenspel_platform.forms import read_form

router = APIRouter()
PAGE = "/intake/accounts"


@router.get("/accounts")
async def show(request: Request, edge: IntakeEdge) -> Response:
    """Show with which accounts the reader can log in."""
    return pages.render(request, "accounts.html", **await _mine(request, edge))


@router.post("/accounts/links")
async def ask_link(request: Request, edge: IntakeEdge) -> Response:
    """Offer the way to the other account.

    A page with a link, for a form may not lead to another site (`form-action`).
    """
    provider = provider_of(request, (await read_form(request)).get("issuer", ""))
    async with edge.transaction() as uow:
        if await _account_of_session(request, uow) is None:
            raise Forbidden  # by mail one is somebody from outside, and stays so
    purpose = Purpose(links_to=edge.actor.person_id)
    try:
        attempt, url = await attempts.begin(request, provider, to=PAGE, purpose=purpose)
    except ProviderAway as why:
        return away(request, provider.issuer.id, why)
    except LogInRefused as why:
        return await refused(request, provider.issuer.id, why.reason)
    response = pages.render(request, "account_link.html", label=provider.issuer.label, url=url)
    attempts.remember(request, response, attempt)
    return response


@router.post("/accounts/end")
async def untie(request: Request, edge: IntakeEdge) -> Response:
    """Let one of them lead nowhere; its sessions end."""
    key = (await read_form(request)).get("account", "")
    try:
        async with edge.transaction() as uow:
            await unlink_own(key, actor=edge.actor, uow=uow, clock=edge.clock)
    except RuleViolation as refusal:
        return pages.refuse(request, "accounts.html", refusal, **await _mine(request, edge))
    return pages.redirect(request, PAGE, notice="accounts.ended")


async def link_proven(
    request: Request, account: OrganisationAccount, person_id: PersonId
) -> Response:
    """Tie an account that proved itself to who asked for it, in the browser that is logged in."""
    edge = await get_edge(request)
    if edge.actor.person_id != person_id:
        raise Forbidden
    try:
        async with edge.transaction() as uow:
            await link_account(account.code, to=person_id, uow=uow, clock=edge.clock)
    except KeyTaken:
        return await refused(request, account.issuer, Reason.ACCOUNT_TAKEN)
    except RuleViolation as refusal:
        return pages.refuse(request, "accounts.html", refusal, **await _mine(request, edge))
    response = pages.redirect(request, PAGE, notice="accounts.linked")
    attempts.forget(request, response)
    return response


async def _mine(request: Request, edge: IntakeEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        present = await _account_of_session(request, uow)
        accounts = await uow.log_in_keys.accounts_of(edge.actor.person_id)
    issuers = [provider.issuer for provider in providers_of(request)]
    labels = {issuer.id: issuer.label for issuer in issuers}
    return {
        "accounts": accounts,
        "issuers": issuers if present else [],
        "labels": labels,
        "present": present.key if present else "",
    }


async def _account_of_session(request: Request, uow: SqlIntakeUnitOfWork) -> AccountProof | None:
    """Give by which the reader came, if it was by an account."""
    session: Session = request.state.session
    known = await uow.log_ins.find(session.hash)
    return known.proof.account if known else None
