"""Pages of the school: apply for a TLV from a case, and supply what is missing."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.tlvs import apply
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.tlv.application import (
    MAX_REASON,
    ApplicantKind,
    Application,
    Basis,
    Consultation,
    Talk,
)
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import (
    ArrangementsEdge,
    CaseIdInPath,
    address_of,
    case_for,
    pages,
)
from samenspel_arrangements.web.tlvs.shown import HERE, TlvIdInPath, act
from samenspel_arrangements.web.tlvs.words import TlvWords
from samenspel_arrangements.web.words import Words
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
TEMPLATE = "tlvs/application.html"


class ApplicationForm(BaseModel):
    """What the school fills in; what it leaves open is asked for later."""

    applicant: ApplicantKind = ApplicantKind.REGULAR
    kind: TlvKind
    reason: str = ""
    talked_on: date | None = None
    talk: str = ""
    consulted_on: date | None = None
    receiving_school: str = ""
    home_alliance: str = ""

    def application(self) -> Application:
        """Say it as the domain does; who lives elsewhere, comes to its first school."""
        talks = (Talk(self.talked_on, self.talk),) if self.talked_on else ()
        receiving = None
        if self.consulted_on:
            receiving = Consultation(self.consulted_on, self.receiving_school)
        return Application(
            applicant=self.applicant,
            kind=self.kind,
            basis=Basis.ENROLLED,
            reason=self.reason,
            talks=talks,
            receiving=receiving,
            first_enrolment=bool(self.home_alliance),
            lives_here=False if self.home_alliance else None,
            home_alliance=self.home_alliance or None,
        )


@router.get("/cases/{caseId}/tlvs/new")
async def ask(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask what the school wants, and why."""
    return pages.render(request, TEMPLATE, **await _of_case(case_id, edge))


@router.post("/cases/{caseId}/tlvs")
async def send(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Apply for it."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        asked = ApplicationForm.model_validate(filled(form)).application()
        command = apply.ApplyForTlv(case_id=CaseId(case_id), application=asked)
        tlv = await apply.apply_for_tlv(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{tlv.id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _of_case(case_id, edge)
        return pages.refuse(request, TEMPLATE, refusal, typed=form, **content)
    return pages.redirect(request, url, notice="tlv.received")


@router.get("/tlvs/{tlvId}/supplies/new")
async def ask_more(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Show the application again, to add what is missing."""
    return pages.render(request, TEMPLATE, **await _of_tlv(tlv_id, edge))


@router.post("/tlvs/{tlvId}/supplies")
async def supply(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Add it."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        asked = ApplicationForm.model_validate(filled(form)).application()
        command = apply.SupplyForTlv(tlv_id=TlvId(tlv_id), application=asked)
        await apply.supply_for_tlv(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{tlv_id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _of_tlv(tlv_id, edge)
        return pages.refuse(request, TEMPLATE, refusal, typed=form, **content)
    return pages.redirect(request, url, notice="tlv.supplied")


@router.post("/tlvs/{tlvId}/withdrawals")
async def withdraw(request: Request, tlv_id: TlvIdInPath, edge: ArrangementsEdge) -> Response:
    """Take it back."""
    return await act(
        request,
        edge,
        tlv_id,
        lambda _: TlvId(tlv_id),
        lambda uow, id_: apply.withdraw_tlv(id_, actor=edge.actor, uow=uow, clock=edge.clock),
        "tlv.withdrawn",
    )


async def _of_case(case_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    case = await case_for(Action.APPLY_TLV, case_id, edge)
    return {
        "child": Words(pages.texts).pupil(case),
        "back": address_of(case_id),
        "target": f"{address_of(case_id)}/tlvs",
        "asked": None,
        **_shared(),
    }


async def _of_tlv(tlv_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        line = await uow.tlv_queries.get(edge.actor, tlv_id)
        tlv = await apply.tlv_for(TlvId(tlv_id), Action.APPLY_TLV, actor=edge.actor, uow=uow)
        await edge.saw(uow, tlv, FilePart.CASE)
    return {
        "child": TlvWords(pages.texts).child(line),
        "back": f"{HERE}/{tlv_id}",
        "target": f"{HERE}/{tlv_id}/supplies",
        "asked": tlv.asked,
        **_shared(),
    }


def _shared() -> dict[str, Any]:
    return {"words": TlvWords(pages.texts), "max_reason": MAX_REASON}
