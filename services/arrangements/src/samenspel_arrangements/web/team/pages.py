"""Forms on a case's page: somebody joins its team, or leaves it."""

from datetime import date

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.team.change_team import JoinTeam, join_team, leave_team
from samenspel_arrangements.domain.team.team import TeamRole
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.case_page import show_again
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}/team")


class MemberForm(BaseModel):
    """Who joins as what, what it does, and the last day."""

    role: TeamRole
    called: str
    does: str
    until: date | None = None


class DepartureForm(BaseModel):
    """Who leaves."""

    number: int


@router.post("")
async def join(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Add somebody to the team."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = MemberForm.model_validate(filled(form))
        command = JoinTeam(case_id=CaseId(case_id), **typed.model_dump())
        await join_team(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return await show_again(request, case_id, edge, refusal, form)
    return pages.redirect(request, url, notice="team.joined")


@router.post("/departures")
async def leave(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Take somebody off it."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = DepartureForm.model_validate(filled(form))
        await leave_team(CaseId(case_id), typed.number, actor=edge.actor, uow=uow, clock=edge.clock)
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return await show_again(request, case_id, edge, refusal, form)
    return pages.redirect(request, url, notice="team.left")
