"""Page of the committee's office: write down a TLV that another alliance gave a child of a case."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.tlvs.bring_in import BringInTlv, bring_in_tlv
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import (
    ArrangementsEdge,
    CaseIdInPath,
    address_of,
    case_for,
    pages,
)
from samenspel_arrangements.web.tlvs.shown import HERE
from samenspel_arrangements.web.tlvs.words import TlvWords
from samenspel_arrangements.web.words import Words
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}/foreign-tlvs")
TEMPLATE = "tlvs/foreign.html"


class ForeignForm(BaseModel):
    """What stands on the TLV."""

    alliance: str = ""
    number: str = ""
    kind: TlvKind
    starts_on: date
    ends_on: date


@router.get("/new")
async def ask(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask what stands on it."""
    return pages.render(request, TEMPLATE, **await _content(case_id, edge))


@router.post("")
async def bring_in(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Write it down; from now on somebody sees to what comes after it."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = ForeignForm.model_validate(filled(form))
        command = BringInTlv(
            case_id=CaseId(case_id),
            alliance=typed.alliance,
            number=typed.number,
            kind=typed.kind,
            starts_on=typed.starts_on,
            ends_on=typed.ends_on,
        )
        tlv = await bring_in_tlv(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{HERE}/{tlv.id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _content(case_id, edge)
        return pages.refuse(request, TEMPLATE, refusal, typed=form, **content)
    return pages.redirect(request, url, notice="tlv.brought-in")


async def _content(case_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    case = await case_for(Action.HANDLE_TLV, case_id, edge)
    return {
        "child": Words(pages.texts).pupil(case),
        "back": address_of(case_id),
        "words": TlvWords(pages.texts),
    }
