"""HTTP: the partners of the alliance."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from samenspel_intake.api.dependencies import IntakeEdge
from samenspel_intake.application.sharing.manage_partners import AddPartner, add_partner
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.sharing.partner_organisation import PartnerKind, PartnerOrganisation
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_platform.bodies import Body, View

router = APIRouter(prefix="/partners", tags=["sharing"])


class PartnerBody(Body):
    """An organisation that the alliance works with."""

    name: str
    kind: PartnerKind


class PartnerView(View):
    """A partner."""

    id: UUID
    name: str
    kind: str

    @classmethod
    def of(cls, partner: PartnerOrganisation) -> "PartnerView":
        """Show one."""
        return cls(id=partner.partner.id, name=partner.name, kind=partner.kind.value)


class PartnersView(View):
    """All partners of the alliance."""

    items: list[PartnerView]


@router.get("", summary="List the partners", operation_id="listPartners")
async def partners(edge: IntakeEdge) -> PartnersView:
    """Give the partners of the alliance, by name."""
    POLICY.require_somewhere(edge.actor, Deed.ASK_TO_SHARE)
    async with edge.transaction() as uow:
        found = await uow.partners.all()
    return PartnersView(items=[PartnerView.of(one) for one in found])


@router.post(
    "",
    status_code=201,
    response_model=PartnerView,
    summary="Add a partner",
    operation_id="addPartner",
)
async def add(body: PartnerBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Add an organisation that the alliance works with."""
    command = AddPartner(name=body.name, kind=body.kind)

    async def do(uow: SqlIntakeUnitOfWork) -> tuple[PartnerView, dict[str, str]]:
        return PartnerView.of(await add_partner(command, actor=edge.actor, uow=uow)), {}

    return await edge.answer_once(request, 201, do)
