"""Pages: in the demonstration, choose who you are. Without it, they do not exist."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.start_session import start_session
from samenspel_intake.domain.invitation import INVITED_ROLES
from samenspel_intake.domain.log_in import LogInMethod
from samenspel_intake.persistence.register_queries import PersonLine
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import pages
from samenspel_intake.web.signing import sign_in
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import NO_ALLIANCE
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_platform.forms import read_form

router = APIRouter()


@router.get("/personas")
async def choose(request: Request) -> Response:
    """Show everyone that one can be."""
    has_accounts = bool(list(request.app.state.identity_providers))
    people = await _people(request)
    invited = (line.person.email for line in people if line.grant.role in INVITED_ROLES)
    return pages.render(
        request,
        "personas.html",
        people=people,
        has_accounts=has_accounts,
        by_mail=next((email for email in invited if email), ""),
    )


@router.post("/personas/{person_id}")
async def become(request: Request, person_id: UUID) -> Response:
    """Log in as one of them."""
    await read_form(request)
    chosen = next((p.person for p in await _people(request) if p.person.id == person_id), None)
    if chosen is None:
        raise NotFound
    transactions: Transactions[SqlIntakeUnitOfWork] = request.app.state.transactions
    clock: Clock = request.app.state.clock
    async with transactions(Scope.begin(chosen.alliance_id)) as uow:
        session = await start_session(chosen, method=LogInMethod.DEMO, uow=uow, clock=clock)
    response = pages.redirect(request, "/intake")
    await sign_in(request, response, session)
    return response


async def _people(request: Request) -> list[PersonLine]:
    """Give the people of all alliances; NotFound outside the demonstration."""
    if not request.app.state.demo:
        raise NotFound
    transactions: Transactions[SqlIntakeUnitOfWork] = request.app.state.transactions
    today = dutch_date(request.app.state.clock.now())
    async with transactions(Scope.begin(NO_ALLIANCE)) as uow:
        alliances = await uow.alliances.all()
    people: list[PersonLine] = []
    for alliance in alliances:
        async with transactions(Scope.begin(alliance.id)) as uow:
            people.extend(await uow.register.people(on=today))
    return people
