"""Page: refuse an offered case."""

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.decline_case import DeclineCase, decline_case
from samenspel_arrangements.domain.case import MAX_NOTE_LENGTH, CaseState, DeclineReason
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import (
    ArrangementsEdge,
    CaseIdInPath,
    address_of,
    case_for,
    pages,
)
from samenspel_arrangements.web.words import Words
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}/refusals")


class RefusalForm(BaseModel):
    """Why not, and a note for colleagues."""

    reason: DeclineReason
    note: str = ""


@router.get("/new")
async def ask_reason(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask why the case is not accepted."""
    case = await case_for(Action.ANSWER, case_id, edge)
    if case.state != CaseState.OFFERED:
        return pages.redirect(request, address_of(case_id))
    return pages.render(request, "refusal.html", **_content(case))


@router.post("")
async def refuse(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Refuse the case; the sender goes on."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = RefusalForm.model_validate(filled(form))
        command = DeclineCase(case_id=CaseId(case_id), reason=typed.reason, note=typed.note)
        await decline_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = _content(await case_for(Action.ANSWER, case_id, edge))
        return pages.refuse(request, "refusal.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice="case.declined")


def _content(case: CaseSummary) -> dict[str, Any]:
    return {
        "case": case,
        "address": address_of(case.case_id),
        "words": Words(pages.texts),
        "max_note_length": MAX_NOTE_LENGTH,
    }
