"""Pages: as what one may act, here and in other alliances, and going on in another role."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.start_session import go_on_elsewhere, switch_role
from samenspel_intake.domain.log_in import LogIn, LogInKeyKind
from samenspel_intake.persistence.register_queries import PersonLine
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.signing import sign_in
from samenspel_intake.web.visitor import transactions_of
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import AllianceId, GrantId, PersonId
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope
from samenspel_platform.forms import read_form

router = APIRouter()
Home = tuple[AllianceId, PersonId]


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role; `is_open` is false where another log-in is needed, with two factors."""

    line: PersonLine
    is_open: bool


@router.get("/roles")
async def show(request: Request, edge: IntakeEdge) -> Response:
    """Show as what the reader may act."""
    known, homes = await homes_of(request, edge)
    roles = await _lines(request, edge, known, homes)
    account = known.proof.account
    return pages.render(
        request,
        "roles.html",
        open=[each.line for each in roles if each.is_open],
        closed=[each.line for each in roles if not each.is_open],
        several=len({each.line.person.alliance_id for each in roles}) > 1,
        present=known.grant_id,
        issuer=account.issuer if account else "",
    )


@router.post("/roles")
async def change(request: Request, edge: IntakeEdge) -> Response:
    """Go on in another role; in another alliance, as whom the same account leads to there."""
    typed = await read_form(request)
    grant_id = GrantId(_id(typed.get("grant", ""), "grant"))
    alliance_id = typed.get("alliance", "") or str(edge.actor.alliance_id)
    present: Session = request.state.session
    response = pages.redirect(request, "/intake", notice="roles.changed")
    if alliance_id == str(edge.actor.alliance_id):
        async with edge.transaction() as uow:
            session = await switch_role(present, grant_id, uow=uow, clock=edge.clock)
        request.app.state.seal.sign_in(response, session)
        return response
    known, homes = await homes_of(request, edge)
    wanted = AllianceId(_id(alliance_id, "alliance"))
    if wanted not in dict(homes):
        raise NotFound
    async with transactions_of(request)(Scope.begin(wanted)) as uow:
        person_id = dict(homes)[wanted]
        session = await go_on_elsewhere(known, person_id, grant_id, uow=uow, clock=edge.clock)
    await sign_in(request, response, session)
    return response


async def homes_of(request: Request, edge: IntakeEdge) -> tuple[LogIn, Sequence[Home]]:
    """Give what the session began with, and whom its account leads to: the reader first."""
    present: Session = request.state.session
    here = (edge.actor.alliance_id, edge.actor.person_id)
    async with edge.transaction() as uow:
        known = await uow.log_ins.get(present.hash)
        if known.proof.account is None:
            return known, [here]
        led_to = await uow.log_in_keys.led_to(known.proof.account.key, LogInKeyKind.OIDC)
    return known, [here, *(home for home in led_to if home[0] != here[0])]


async def _lines(
    request: Request, edge: IntakeEdge, known: LogIn, homes: Sequence[Home]
) -> list[RoleLine]:
    today = dutch_date(edge.clock.now())
    lines: list[RoleLine] = []
    for alliance_id, person_id in homes:
        async with transactions_of(request)(Scope.begin(alliance_id)) as uow:
            found = await uow.register.roles_of(person_id, on=today)
        proof = known.proof
        lines += [RoleLine(one, True) for one in found if proof.admits(one.grant.role)]
        lines += [RoleLine(one, False) for one in found if proof.is_too_weak_for(one.grant.role)]
    return lines


def _id(text: str, field: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(FieldError(field, "person.no-access")) from None
