"""Pages: a wrong first day at the next school is corrected, with the reason."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.application.transitions import prepare
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.transitions.contents import TransitionId
from samenspel_arrangements.domain.transitions.transition import LONGEST_ANSWER
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.acting import act
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.transitions.forms import FirstDayForm
from samenspel_arrangements.web.transitions.shown import TRANSITIONS, TransitionWords
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import Form
from samenspel_web.forms import filled

router = APIRouter()
DAY = "transitions/first_day.html"
TransitionIdInPath = Annotated[UUID, Path(alias="transitionId")]


@router.get("/transitions/{transitionId}/first-days/new")
async def ask_day(
    request: Request, transition_id: TransitionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Ask the real first day, and why it is another."""
    return pages.render(request, DAY, **await _day(transition_id, edge))


@router.post("/transitions/{transitionId}/first-days")
async def move(
    request: Request, transition_id: TransitionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Correct the first day."""
    id_ = TransitionId(transition_id)

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> str:
        typed = FirstDayForm.model_validate(filled(form))
        await prepare.move_transition(
            id_, typed.first_day, typed.reason, actor=edge.actor, uow=uow, clock=edge.clock
        )
        return f"{TRANSITIONS}/{id_}"

    async def content() -> dict[str, Any]:
        return await _day(transition_id, edge)

    return await act(request, edge, DAY, content, do, "transition.moved")


async def _day(transition_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        line = await uow.transition_lines.get(edge.actor, transition_id)
        require(edge.actor, Action.PREPARE_TRANSITION, line)
        await edge.saw(uow, line, FilePart.CASE)
    return {
        "line": line,
        "address": f"{TRANSITIONS}/{transition_id}",
        "longest_answer": LONGEST_ANSWER,
        "say": TransitionWords(),
    }
