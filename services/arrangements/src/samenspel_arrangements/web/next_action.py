"""Page: say what is next in an open case."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.plan_case_action import (
    PlanCaseAction,
    plan_case_action,
)
from samenspel_arrangements.domain.case import ActionKind, CaseState
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

router = APIRouter(prefix="/cases/{caseId}/actions")


class NextActionForm(BaseModel):
    """What is next, and until when."""

    kind: ActionKind
    due_on: date


@router.get("/new")
async def ask_action(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask what is next."""
    case = await case_for(Action.WORK, case_id, edge)
    if case.state != CaseState.OPENED:
        return pages.redirect(request, address_of(case_id))
    return pages.render(request, "next_action.html", **_content(case))


@router.post("")
async def plan(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Replace what is next in the case."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = NextActionForm.model_validate(filled(form))
        command = PlanCaseAction(case_id=CaseId(case_id), kind=typed.kind, due_on=typed.due_on)
        await plan_case_action(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = _content(await case_for(Action.WORK, case_id, edge))
        return pages.refuse(request, "next_action.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice="case.planned")


def _content(case: CaseSummary) -> dict[str, Any]:
    return {"case": case, "address": address_of(case.case_id), "words": Words(pages.texts)}
