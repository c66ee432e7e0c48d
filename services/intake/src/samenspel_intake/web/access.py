"""Pages: an administrator sees who has which role, and gives and takes them."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.manage_grants import (
    ROLES_BY_HAND,
    AddColleague,
    NewGrant,
    add_colleague,
    give_grant,
    take_grant,
)
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import GrantId, PersonId, SchoolId, UnitId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
PEOPLE = "/intake/access"
MOST_SHOWN = 50
MOST_SCHOOLS = 500


class GrantForm(BaseModel):
    """A role, and where."""

    role: Role
    school_id: UUID | None = None
    unit_id: UUID | None = None

    def grant(self) -> NewGrant:
        """Give it in the application's form."""
        return NewGrant(
            role=self.role,
            school_id=SchoolId(self.school_id) if self.school_id else None,
            unit_id=UnitId(self.unit_id) if self.unit_id else None,
        )


class ColleagueForm(GrantForm):
    """A new person, with a role."""

    name: str = ""
    account: str = ""


@router.get("/access")
async def list_(
    request: Request, edge: IntakeEdge, name: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """Show who has which role."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    async with edge.transaction() as uow:
        found = await uow.access.people(limit=MOST_SHOWN, name=name.strip())
    today = dutch_date(edge.clock.now())
    return pages.render(
        request,
        "access.html",
        people=found[:MOST_SHOWN],
        more=len(found) > MOST_SHOWN,
        searched=name,
        day=today,
    )


@router.get("/access/people/new")
async def form(request: Request, edge: IntakeEdge) -> Response:
    """Ask who comes."""
    return pages.render(request, "colleague.html", **await _places(edge))


@router.post("/access/people")
async def add(request: Request, edge: IntakeEdge) -> Response:
    """Enter somebody who can log in from now on."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = AddColleague(name=wanted.name, account=wanted.account, grant=wanted.grant())
        alliance_id = edge.actor.alliance_id
        person = await add_colleague(command, alliance_id=alliance_id, uow=uow, clock=edge.clock)
        return f"{PEOPLE}/people/{person.id}"

    try:
        wanted = ColleagueForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _places(edge)
        return pages.refuse(request, "colleague.html", refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="access.changed")


@router.get("/access/people/{person_id}")
async def show(request: Request, edge: IntakeEdge, person_id: UUID) -> Response:
    """Show one person's roles, also those that are over."""
    return pages.render(request, "person_access.html", **await person_context(edge, person_id))


@router.post("/access/people/{person_id}/grants")
async def give(request: Request, edge: IntakeEdge, person_id: UUID) -> Response:
    """Give a role."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        to = PersonId(person_id)
        await give_grant(wanted, to=to, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{PEOPLE}/people/{person_id}"

    try:
        wanted = GrantForm.model_validate(filled(typed)).grant()
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await person_context(edge, person_id)
        return pages.refuse(request, "person_access.html", refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="access.changed")


@router.post("/access/people/{person_id}/grants/{grant_id}/end")
async def take(request: Request, edge: IntakeEdge, person_id: UUID, grant_id: UUID) -> Response:
    """Take a role away, at once."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        of, grant = PersonId(person_id), GrantId(grant_id)
        to_desk = typed.get("work", "") == "to-desk"
        await take_grant(
            grant, of=of, actor=edge.actor, uow=uow, clock=edge.clock, work_to_desk=to_desk
        )
        return f"{PEOPLE}/people/{person_id}"

    try:
        url = await edge.redirect_once(request, typed, do)
    except RuleViolation as refusal:
        context = await person_context(edge, person_id)
        return pages.refuse(request, "person_access.html", refusal, **context)
    return pages.redirect(request, url, notice="access.changed")


async def person_context(edge: IntakeEdge, person_id: UUID) -> dict[str, Any]:
    """Give what the page of one person shows."""
    context = await _places(edge)
    async with edge.transaction() as uow:
        found = await uow.access.person(person_id)
        accounts = await uow.log_in_keys.accounts_of(PersonId(person_id))
        held = await uow.holdings.of(Holder(HolderKind.PERSON, person_id))
    today = dutch_date(edge.clock.now())
    in_force = found.person.grants_on(today)
    return {
        **context,
        "person": found.person,
        "accounts": accounts,
        "held": len(held),
        "places": found.places,
        "in_force": in_force,
        "over": [grant for grant in found.person.grants if grant.is_over(today)],
    }


async def _places(edge: IntakeEdge) -> dict[str, Any]:
    """Give what may be chosen; Forbidden for all but an administrator."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    async with edge.transaction() as uow:
        schools = await uow.register.schools(limit=MOST_SCHOOLS)
        units = await uow.register.units()
    return {
        "roles": partial(choices.roles, ROLES_BY_HAND),
        "schools": choices.schools(schools),
        "units": choices.units(units),
    }
