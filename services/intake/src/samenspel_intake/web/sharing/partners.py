"""Pages: the partners of the alliance, and who decides when a parent stays silent."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.sharing.manage_partners import (
    AddPartner,
    add_partner,
    name_decider,
)
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.sharing.partner_organisation import PartnerKind
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_intake.web.sharing import choices
from samenspel_kernel.ids import PersonId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
TEMPLATE = "sharing/partners.html"
HERE = "/intake/partners"


class PartnerForm(BaseModel):
    """An organisation that the alliance works with."""

    name: str = ""
    kind: PartnerKind = PartnerKind.YOUTH_CARE


class DeciderForm(BaseModel):
    """Who decides."""

    person_id: UUID


@router.get("/partners")
async def list_(request: Request, edge: IntakeEdge) -> Response:
    """Show them."""
    return pages.render(request, TEMPLATE, **await _context(edge))


@router.post("/partners")
async def add(request: Request, edge: IntakeEdge) -> Response:
    """Add one."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = AddPartner(name=wanted.name, kind=wanted.kind)
        await add_partner(command, actor=edge.actor, uow=uow)
        return HERE

    try:
        wanted = PartnerForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **await _context(edge))
    return pages.redirect(request, url, notice="partner.added")


@router.post("/partners/decider")
async def decider(request: Request, edge: IntakeEdge) -> Response:
    """Name who decides on silence."""
    typed = await read_form(request)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        person_id = PersonId(wanted.person_id)
        await name_decider(person_id, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    try:
        wanted = DeciderForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        return pages.refuse(request, TEMPLATE, refusal, typed=typed, **await _context(edge))
    return pages.redirect(request, url, notice="partner.decider")


async def _context(edge: IntakeEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_PARTNERS)
    async with edge.transaction() as uow:
        partners = await uow.partners.all()
        decides = await uow.partners.decider()
        deciders = await uow.shares.deciders()
    return {
        "partners": partners,
        "kinds": choices.partner_kinds(),
        "deciders": [(str(id_), name) for id_, name in deciders],
        "decides": str(decides or ""),
    }
