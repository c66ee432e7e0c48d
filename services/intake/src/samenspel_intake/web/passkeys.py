"""Pages: passkeys are listed, added and removed, and one gets in with one."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.keep_passkey import (
    KeepPasskey,
    enter_with_passkey,
    keep_passkey,
    key_of,
    remove_passkey,
    require_invited,
)
from samenspel_intake.domain.limits import WRONG_TRIES
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.domain.passkey import PasskeyId
from samenspel_intake.gateways.passkeys import (
    Asked,
    PasskeyRefused,
    RelyingParty,
    credential_id_of,
)
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.signing import sign_in
from samenspel_intake.web.visitor import (
    browser_of,
    clock_of,
    count,
    mark_browser,
    refuse_guesser,
    transactions_of,
)
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS

router = APIRouter()
TO_SIGN = timedelta(minutes=5)
UNKNOWN = "passkey.unknown"


@router.get("/passkeys")
async def show(request: Request, edge: IntakeEdge) -> Response:
    """Show the reader's passkeys."""
    require_invited(edge.actor)
    async with edge.transaction() as uow:
        found = await uow.passkeys.of(edge.actor.person_id)
    return pages.render(request, "passkeys.html", passkeys=found)


@router.post("/passkeys/options")
async def ask_new(request: Request, edge: IntakeEdge) -> Response:
    """Tell the script how to make one."""
    await read_form(request)
    require_invited(edge.actor)
    async with edge.transaction() as uow:
        known = await uow.passkeys.of(edge.actor.person_id)
    ids = [passkey.credential_id for passkey in known]
    asked = _relying_party(request).ask_new(edge.actor.person_id, edge.actor.name, ids)
    return await _to_sign(request, asked)


@router.post("/passkeys")
async def add(request: Request, edge: IntakeEdge) -> Response:
    """Keep a passkey that the device made."""
    typed = await read_form(request)
    browser = browser_of(request)
    async with edge.transaction() as uow:
        challenge = await uow.challenges.take(browser, at=edge.clock.now())

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        made = _relying_party(request).new_key(typed.get("credential", ""), challenge or b"")
        command = KeepPasskey(
            credential_id=made.credential_id,
            public_key=made.public_key,
            sign_count=made.sign_count,
            label=typed.get("label", "") or pages.texts.text("passkey.unnamed"),
        )
        await keep_passkey(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return "/intake/passkeys"

    try:
        url = await edge.redirect_once(request, typed, do)
    except (PasskeyRefused, *REFUSALS) as why:
        refusal = RuleViolation("passkey.refused") if isinstance(why, PasskeyRefused) else why
        async with edge.transaction() as uow:
            found = await uow.passkeys.of(edge.actor.person_id)
        return pages.refuse(request, "passkeys.html", refusal, typed=typed, passkeys=found)
    return pages.redirect(request, url, notice="passkey.added")


@router.post("/passkeys/{passkey_id}/removal")
async def remove(request: Request, edge: IntakeEdge, passkey_id: UUID) -> Response:
    """Let a passkey lead nowhere."""
    await read_form(request)
    async with edge.transaction() as uow:
        await remove_passkey(PasskeyId(passkey_id), actor=edge.actor, uow=uow)
    return pages.redirect(request, "/intake/passkeys", notice="passkey.removed")


@router.post("/log-in-by-passkey/options")
async def ask_any(request: Request) -> Response:
    """Tell the script how to ask for one."""
    await read_form(request)
    return await _to_sign(request, _relying_party(request).ask_any())


@router.post("/log-in-by-passkey")
async def enter(request: Request) -> Response:
    """Let in whose passkey signed our challenge, in the browser that got it."""
    typed = await read_form(request)
    await refuse_guesser(request)
    try:
        session = await _entered(request, typed.get("credential", ""))
    except (PasskeyRefused, RuleViolation):
        await count(request, WRONG_TRIES)
        return pages.refuse(request, "mail_address.html", RuleViolation(UNKNOWN), typed=typed)
    response = pages.redirect(request, "/intake")
    await sign_in(request, response, session)
    return response


async def _entered(request: Request, credential: str) -> Session:
    credential_id, clock = credential_id_of(credential), clock_of(request)
    async with transactions_of(request)(Scope.begin(NO_ALLIANCE)) as uow:
        challenge = await uow.challenges.take(browser_of(request), at=clock.now())
        homes = await uow.log_in_keys.find(LogInKeyKind.PASSKEY, key_of(credential_id))
    if challenge is None or not homes:
        raise PasskeyRefused
    async with transactions_of(request)(Scope.begin(homes[0][0])) as uow:
        passkey = await uow.passkeys.find(credential_id)
        if passkey is None:
            raise PasskeyRefused
        used = _relying_party(request).used_count(credential, challenge, passkey)
        return await enter_with_passkey(passkey, used, uow=uow, clock=clock)


async def _to_sign(request: Request, asked: Asked) -> Response:
    response = Response(asked.options, media_type="application/json")
    browser = mark_browser(request, response)
    expires_at = clock_of(request).now() + TO_SIGN
    async with transactions_of(request)(Scope.begin(NO_ALLIANCE)) as uow:
        await uow.challenges.put(browser, asked.challenge, expires_at=expires_at)
    return response


def _relying_party(request: Request) -> RelyingParty:
    return RelyingParty(request.app.state.settings.public_url)
