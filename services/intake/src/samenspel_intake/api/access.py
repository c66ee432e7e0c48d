"""HTTP: who has which role, and which role follows from an account; for administrators."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import Field
from starlette.responses import Response

from samenspel_intake.api.dependencies import IntakeEdge
from samenspel_intake.application.manage_claim_rules import (
    AddClaimRule,
    add_claim_rule,
    remove_claim_rule,
)
from samenspel_intake.application.manage_grants import (
    AddColleague,
    NewGrant,
    add_colleague,
    give_grant,
    take_grant,
)
from samenspel_intake.domain.claim_rule import ClaimRule
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import GrantId, PersonId, SchoolId, UnitId
from samenspel_platform.bodies import Body, IsoDate, View

router = APIRouter(tags=["access"])
MOST = 50
Text = Annotated[str, Field(max_length=300)]
PersonIdInPath = Annotated[UUID, Path(alias="personId", description="The person's id.")]
GrantIdInPath = Annotated[UUID, Path(alias="grantId", description="The grant's id.")]
RuleIdInPath = Annotated[UUID, Path(alias="ruleId", description="The rule's id.")]


class GrantBody(Body):
    """A role; a school's coordinator or teacher has a school, a unit's coordinator a unit."""

    role: Role
    school_id: UUID | None = None
    unit_id: UUID | None = None

    def command(self) -> NewGrant:
        """Give the command."""
        return NewGrant(
            role=self.role,
            school_id=SchoolId(self.school_id) if self.school_id else None,
            unit_id=UnitId(self.unit_id) if self.unit_id else None,
        )


class PersonBody(Body):
    """Somebody with an account at an organisation; `account` is the code that log-in showed."""

    name: Text
    account: Text
    grant: GrantBody


class ClaimRuleBody(Body):
    """Whoever has this value of this claim at this issuer, gets the role."""

    issuer: Text
    claim: Text
    value: Text
    role: Role
    unit_id: UUID | None = None

    def command(self) -> AddClaimRule:
        """Give the command."""
        return AddClaimRule(
            issuer=self.issuer,
            claim=self.claim,
            value=self.value,
            role=self.role,
            unit_id=UnitId(self.unit_id) if self.unit_id else None,
        )


class GrantView(View):
    """One role; `brought_by` names the issuer whose account brought it."""

    id: UUID
    role: Role
    school_id: UUID | None
    unit_id: UUID | None
    since: IsoDate
    until: IsoDate | None
    brought_by: str | None

    @classmethod
    def of(cls, grant: Grant) -> "GrantView":
        """Show a grant."""
        return cls(
            id=grant.id,
            role=grant.role,
            school_id=grant.school_id,
            unit_id=grant.unit_id,
            since=grant.since,
            until=grant.until,
            brought_by=grant.brought_by,
        )


class PersonView(View):
    """One person with all roles, also those that are over."""

    id: UUID
    name: str
    grants: list[GrantView]

    @classmethod
    def of(cls, person: Person) -> "PersonView":
        """Show a person."""
        grants = [GrantView.of(grant) for grant in person.grants]
        return cls(id=person.id, name=person.name, grants=grants)


class PeopleView(View):
    """The first people by name; `more` tells that there are others."""

    items: list[PersonView]
    more: bool


class ClaimRuleView(View):
    """One rule."""

    id: UUID
    issuer: str
    claim: str
    value: str
    role: Role
    unit_id: UUID | None

    @classmethod
    def of(cls, rule: ClaimRule) -> "ClaimRuleView":
        """Show a rule."""
        return cls(
            id=rule.id,
            issuer=rule.issuer,
            claim=rule.claim,
            value=rule.value,
            role=rule.role,
            unit_id=rule.unit_id,
        )


class ClaimRulesView(View):
    """All rules of the alliance; there are few."""

    items: list[ClaimRuleView]


@router.get("/people", summary="Find people", operation_id="listPeople")
async def people(
    edge: IntakeEdge,
    name: Annotated[str, Query(max_length=100, description="A part of the name.")] = "",
) -> PeopleView:
    """Give at most fifty people by name, with their roles."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    async with edge.transaction() as uow:
        found = await uow.access.people(limit=MOST, name=name)
    items = [PersonView.of(one.person) for one in found[:MOST]]
    return PeopleView(items=items, more=len(found) > MOST)


@router.post(
    "/people",
    status_code=201,
    response_model=PersonView,
    summary="Add a colleague",
    operation_id="addColleague",
)
async def add_person(body: PersonBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Enter somebody with an organisation's account, who can log in from now on."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    command = AddColleague(name=body.name, account=body.account, grant=body.grant.command())

    async def do(uow: SqlIntakeUnitOfWork) -> PersonView:
        alliance_id = edge.actor.alliance_id
        return PersonView.of(
            await add_colleague(command, alliance_id=alliance_id, uow=uow, clock=edge.clock)
        )

    return await edge.answer_once(request, 201, do)


@router.post(
    "/people/{personId}/grants",
    status_code=201,
    response_model=PersonView,
    summary="Give a role",
    operation_id="giveGrant",
)
async def give(
    person_id: PersonIdInPath, body: GrantBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Give a person a role."""

    async def do(uow: SqlIntakeUnitOfWork) -> PersonView:
        to, command = PersonId(person_id), body.command()
        person = await give_grant(command, to=to, actor=edge.actor, uow=uow, clock=edge.clock)
        return PersonView.of(person)

    return await edge.answer_once(request, 201, do)


@router.delete(
    "/people/{personId}/grants/{grantId}",
    status_code=204,
    summary="Take a role away",
    operation_id="takeGrant",
)
async def take(
    person_id: PersonIdInPath,
    grant_id: GrantIdInPath,
    edge: IntakeEdge,
    work: Annotated[
        Literal["to-desk"] | None,
        Query(description="What becomes of the work of somebody whose last role this is."),
    ] = None,
) -> Response:
    """End a role at once, in all services; it stays in the person's history.

    The last role of somebody who holds work ends only with `work=to-desk`.
    """
    async with edge.transaction() as uow:
        of, grant = PersonId(person_id), GrantId(grant_id)
        to_desk = work is not None
        await take_grant(
            grant, of=of, actor=edge.actor, uow=uow, clock=edge.clock, work_to_desk=to_desk
        )
    return Response(status_code=204)


@router.get("/claim-rules", summary="List the rules of claims", operation_id="listClaimRules")
async def rules(edge: IntakeEdge) -> ClaimRulesView:
    """Give which roles follow from what issuers say of a person."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    async with edge.transaction() as uow:
        found = await uow.claim_rules.all()
    return ClaimRulesView(items=[ClaimRuleView.of(rule) for rule in found])


@router.post(
    "/claim-rules",
    status_code=201,
    response_model=ClaimRuleView,
    summary="Add a rule of a claim",
    operation_id="addClaimRule",
)
async def add_rule(body: ClaimRuleBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Add a rule; it counts from each person's next log-in."""

    async def do(uow: SqlIntakeUnitOfWork) -> ClaimRuleView:
        command = body.command()
        return ClaimRuleView.of(
            await add_claim_rule(command, actor=edge.actor, uow=uow, clock=edge.clock)
        )

    return await edge.answer_once(request, 201, do)


@router.delete(
    "/claim-rules/{ruleId}",
    status_code=204,
    summary="Remove a rule of a claim",
    operation_id="removeClaimRule",
)
async def remove_rule(rule_id: RuleIdInPath, edge: IntakeEdge) -> Response:
    """Take a rule away; who had a role by it loses that at the next log-in."""
    async with edge.transaction() as uow:
        await remove_claim_rule(rule_id, actor=edge.actor, uow=uow)
    return Response(status_code=204)
