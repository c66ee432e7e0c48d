"""Page: choose the measures that help is made of, and their goals."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, create_model

from samenspel_arrangements.application.help.compose_help import ComposeHelp, compose_help
from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.help.composition import MAX_WORDS, MOST_MEASURES, Line
from samenspel_arrangements.domain.perspective.content import GoalFor
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.help.course import ArrangementIdInPath, which_of
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}/arrangements/{arrangementId}/measures")
NUMBERS = range(1, MOST_MEASURES + 1)


class MeasuresForm(BaseModel):
    """Why no goal is for the surroundings; the fields of each measure are added below."""

    no_goal_for_surroundings: str = ""

    def lines(self) -> list[Line]:
        """Give the measures of which anything was typed."""
        typed = [
            Line(
                text=getattr(self, f"measure_{n}"),
                goal_key=getattr(self, f"goal_{n}"),
                whom=getattr(self, f"whom_{n}"),
                goal=getattr(self, f"goal_{n}"),
            )
            for n in NUMBERS
        ]
        return [line for line in typed if line.text or line.goal or line.whom]


_TEXTS: Mapping[str, Any] = {
    f"{name}_{n}": (str, "") for name in ("measure", "goal") for n in NUMBERS
}
_WHOM: Mapping[str, Any] = {f"whom_{n}": (GoalFor | None, None) for n in NUMBERS}
AllMeasuresForm = create_model("AllMeasuresForm", __base__=MeasuresForm, **_TEXTS, **_WHOM)


@router.get("/new")
async def ask(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Ask for the measures, beginning with those that were chosen before."""
    content = await _content(case_id, arrangement_id, edge)
    if content["case"].state != CaseState.OPENED or content["help"].course.status == "ended":
        return pages.redirect(request, content["address"])
    return pages.render(request, "help/measures.html", **content)


@router.post("")
async def choose(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Choose them, in the place of those of before."""
    form = await read_form(request)
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = AllMeasuresForm.model_validate(filled(form))
        command = ComposeHelp(
            which=which,
            lines=typed.lines(),
            no_goal_for_surroundings=typed.no_goal_for_surroundings,
        )
        await compose_help(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{address_of(case_id)}/arrangements/{arrangement_id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _content(case_id, arrangement_id, edge)
        return pages.refuse(request, "help/measures.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice="help.composed")


async def _content(case_id: UUID, arrangement_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, Action.WORK, case)
        granted = await uow.arrangements.in_case(case.case_id, arrangement_id, case.pupil_id)
        if case.state == CaseState.OPENED and granted.course.status != "ended":
            await edge.saw(uow, case, FilePart.CASE)
        perspective = await uow.perspectives.of_case(CaseId(case_id))
    current = perspective.current if perspective else None
    text, made_of = pages.texts.text, granted.composition
    goals = {goal.key: goal for goal in made_of.goals} if made_of else {}
    return {
        "case": case,
        "help": granted,
        "address": f"{address_of(case_id)}/arrangements/{arrangement_id}",
        "case_address": address_of(case_id),
        "words": Words(pages.texts),
        "numbers": NUMBERS,
        "chosen": made_of.measures if made_of else (),
        "goals": goals,
        "shared": [(goal.key, goal.text) for goal in current.content.goals] if current else [],
        "whom": [(each.value, text(f"measures.whom.{each.value}")) for each in GoalFor],
        "no_goal": made_of.no_goal_for_surroundings if made_of else "",
        "max_words": MAX_WORDS,
    }
