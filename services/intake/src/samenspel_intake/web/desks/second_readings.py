"""Pages: decisions that are read again without knowing them, and how often two readers agree."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from samenspel_intake.application.desks.read_again import ReadAgain, read_again
from samenspel_intake.domain.desks.criteria import Criteria, DecisionKind
from samenspel_intake.domain.desks.decision import agreement, check_second_reader
from samenspel_intake.domain.policies import POLICY, Deed, require
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter()
PATH = "/desk/second-readings"
MOST_SHOWN = 50


class ReadingForm(BaseModel):
    """What this reader would have decided."""

    decision: DecisionKind


@router.get(PATH)
async def list_(request: Request, edge: IntakeEdge) -> Response:
    """Show what can be read again, without what was decided."""
    POLICY.require_somewhere(edge.actor, Deed.DECIDE)
    async with edge.transaction() as uow:
        lines = await uow.decisions.to_read_again(edge.actor, limit=MOST_SHOWN)
    return pages.render(request, "desks/second_readings.html", lines=lines)


@router.get(PATH + "/{decision_id}")
async def show(request: Request, edge: IntakeEdge, decision_id: UUID) -> Response:
    """Show what the first reader knew, and the criteria."""
    context = await _shown(edge, decision_id)
    return pages.render(request, "desks/second_reading.html", **context)


@router.post(PATH + "/{decision_id}")
async def read(request: Request, edge: IntakeEdge, decision_id: UUID) -> Response:
    """Note what this reader would have decided."""
    typed = await read_form(request)
    POLICY.require_somewhere(edge.actor, Deed.DECIDE)

    async def do(uow: SqlIntakeUnitOfWork) -> str:
        command = ReadAgain(decision_id=decision_id, kind=wanted.decision)
        await read_again(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/intake{PATH}"

    try:
        wanted = ReadingForm.model_validate(filled(typed))
        url = await edge.redirect_once(request, typed, do)
    except REFUSALS as refusal:
        context = await _shown(edge, decision_id)
        return pages.refuse(request, "desks/second_reading.html", refusal, typed=typed, **context)
    return pages.redirect(request, url, notice="desk.read-again")


@router.get("/desk/agreement")
async def compare(request: Request, edge: IntakeEdge) -> Response:
    """Show how often two readers decided alike, and where they did not."""
    POLICY.require_somewhere(edge.actor, Deed.SEE_AGREEMENT)
    async with edge.transaction() as uow:
        decisions = await uow.decisions.read_twice(edge.actor)
    return pages.render(
        request, "desks/agreement.html", decisions=decisions, agreed=agreement(decisions)
    )


async def _shown(edge: IntakeEdge, decision_id: UUID) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Deed.DECIDE)
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        decision = await uow.decisions.get(decision_id)
        line = await uow.requests.get(edge.actor, decision.support_request_id)
        require(edge.actor, Deed.DECIDE, line)
        check_second_reader(decision, edge.actor.person_id)
        await edge.saw(uow, line, FilePart.SUPPORT_REQUEST)
        text = await uow.requests.text(line.id)
        criteria: Sequence[Criteria] = [
            await uow.criteria.in_force(kind, today) for kind in DecisionKind
        ]
    return {"decision_id": decision_id, "line": line, "text": text, "criteria": criteria}
