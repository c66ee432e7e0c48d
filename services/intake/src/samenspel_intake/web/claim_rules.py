"""Pages: an administrator says which role follows from what an organisation says of a person."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.manage_claim_rules import (
    AddClaimRule,
    add_claim_rule,
    remove_claim_rule,
)
from samenspel_intake.domain.claim_rule import ROLES_BY_RULE
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.gateways.oidc.provider import IdentityProviders
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web import choices
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import UnitId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
RULES = "/intake/access/rules"
TEMPLATE = "claim_rules.html"


class RuleForm(BaseModel):
    """One rule; `source` is an issuer and a claim of it, as the page offers them."""

    source: str = ""
    value: str = ""
    role: Role
    unit_id: UUID | None = None

    def command(self) -> AddClaimRule:
        """Give the command."""
        issuer, _, claim = self.source.partition(" ")
        return AddClaimRule(
            issuer=issuer,
            claim=claim,
            value=self.value,
            role=self.role,
            unit_id=UnitId(self.unit_id) if self.unit_id else None,
        )


@router.get("/access/rules")
async def list_(request: Request, edge: IntakeEdge) -> Response:
    """Show the rules, and ask for another."""
    return pages.render(request, TEMPLATE, **await _context(request, edge))


@router.post("/access/rules")
async def add(request: Request, edge: IntakeEdge) -> Response:
    """Add a rule."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await add_claim_rule(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return RULES

    try:
        command = RuleForm.model_validate(filled(typed)).command()
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _context(request, edge)
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="access.rule-added")


@router.post("/access/rules/{rule_id}/remove")
async def remove(request: Request, edge: IntakeEdge, rule_id: UUID) -> Response:
    """Take a rule away."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await remove_claim_rule(rule_id, actor=edge.actor, uow=uow)
        return RULES

    url = await edge.redirect_once(request, typed, do)
    return pages.redirect(request, url, notice="access.rule-removed")


async def _context(request: Request, edge: IntakeEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    providers: IdentityProviders = request.app.state.identity_providers
    async with edge.transaction() as uow:
        rules = await uow.claim_rules.all()
        units = await uow.register.units()
    issuers = {provider.issuer.id: provider.issuer for provider in providers}
    return {
        "rules": rules,
        "labels": {id_: issuer.label for id_, issuer in issuers.items()},
        "sources": [
            (f"{issuer.id} {claim}", f"{issuer.label}: {claim}")
            for issuer in issuers.values()
            for claim in issuer.rule_claims
        ],
        "roles": partial(choices.roles, ROLES_BY_RULE),
        "units": choices.units(units),
        "unit_names": {unit.id: unit.name for unit in units},
    }
