"""Pages: who stands in for whom."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.desks.plan_stand_in import (
    PlanStandIn,
    end_stand_in,
    plan_stand_in,
)
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.stand_in import StandIn
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import PersonId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
PATH = "/desk/stand-ins"
HERE = f"/intake{PATH}"


class StandInForm(BaseModel):
    """Who is away, who acts, and from when until when."""

    away: UUID
    deputy: UUID
    first_day: date
    last_day: date

    def command(self) -> PlanStandIn:
        """Give the command."""
        return PlanStandIn(
            stand_in=StandIn(
                PersonId(self.away), PersonId(self.deputy), self.first_day, self.last_day
            )
        )


@router.get(PATH)
async def list_(request: Request, edge: IntakeEdge) -> Response:
    """Show who stands in for whom from today on."""
    return pages.render(request, "desks/stand_ins.html", **await _shown(edge))


@router.post(PATH)
async def plan(request: Request, edge: IntakeEdge) -> Response:
    """Name a deputy."""
    typed = await read_form(request)
    POLICY.require_somewhere(edge.actor, Deed.ASSIGN)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await plan_stand_in(wanted.command(), actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    try:
        wanted = StandInForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _shown(edge)
        return pages.refuse(request, "desks/stand_ins.html", refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="desk.stand-in-planned")


@router.post(PATH + "/{stand_in_id}/end")
async def end(request: Request, edge: IntakeEdge, stand_in_id: UUID) -> Response:
    """Take one back."""
    typed = await read_form(request)
    POLICY.require_somewhere(edge.actor, Deed.ASSIGN)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        await end_stand_in(stand_in_id, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    url = await edge.redirect_once(request, typed, do)
    return pages.redirect(request, url, notice="desk.stand-in-ended")


async def _shown(edge: IntakeEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.ASSIGN)
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        people = await uow.colleagues.of(edge.actor, on=today)
        lines = await uow.stand_ins.lines(since=today)
    mine = {one.id for one in people}
    return {
        "people": [(str(one.id), one.name) for one in people],
        "lines": [line for line in lines if line.away in mine],
        "day": today,
    }
