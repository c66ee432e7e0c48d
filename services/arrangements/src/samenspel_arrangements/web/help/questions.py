"""Page: one thing that a teacher, or up to three that a parent, is asked about granted help."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.help.questions import (
    AnswerQuestion,
    answer_question,
    own_question,
)
from samenspel_arrangements.domain.help.ids import QuestionId
from samenspel_arrangements.domain.help.question import HIGHEST, LOWEST, Answered, Asked
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, address_of, pages
from samenspel_arrangements.web.words import Words
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/help-questions/{questionId}")
QuestionIdInPath = Annotated[UUID, Path(alias="questionId")]


class AnswersForm(BaseModel):
    """A score for each thing that is asked; what is left out was skipped."""

    helped_in_class: int | None = None
    helps_child: int | None = None
    is_heard: int | None = None
    is_clear: int | None = None

    @property
    def scores(self) -> dict[Asked, int]:
        """Give the scores that were filled in."""
        typed = self.model_dump(exclude_none=True)
        return {asked: typed[name] for asked in Asked if (name := _name(asked)) in typed}


@router.get("")
async def show(request: Request, question_id: QuestionIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask; or show what the reader answered."""
    return pages.render(request, "help/question.html", **await _content(question_id, edge))


@router.post("/answers")
async def answer(
    request: Request, question_id: QuestionIdInPath, edge: ArrangementsEdge
) -> Response:
    """Answer it."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        scores = AnswersForm.model_validate(filled(form)).scores
        command = AnswerQuestion(question_id=QuestionId(question_id), scores=scores)
        await answer_question(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"/arrangements/help-questions/{question_id}"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _content(question_id, edge)
        return pages.refuse(request, "help/question.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice="question.answered")


def _name(asked: Asked) -> str:
    return asked.value.replace("-", "_")


async def _content(question_id: UUID, edge: ArrangementsEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        question = await own_question(QuestionId(question_id), actor=edge.actor, uow=uow)
        granted = await uow.arrangements.get(question.arrangement_id)
        case = await uow.queries.case(question.case_id, edge.actor)
        await edge.saw(uow, question, FilePart.CASE)
    standing, text = question.standing, pages.texts.text
    return {
        "question": question,
        "address": f"/arrangements/help-questions/{question_id}",
        "help_address": f"{address_of(question.case_id)}/arrangements/{granted.id}",
        "title": text(f"question.title.{question.moment.value}"),
        "kind": Words(pages.texts).arrangement_kind(granted.kind.value),
        "pupil": Words(pages.texts).pupil(case),
        "asked": [
            (_name(asked), text(f"question.asked.{asked.value}")) for asked in question.asked
        ],
        "answers": [
            (text(f"question.asked.{asked.value}"), text(f"question.score.{score}"))
            for asked, score in (standing.scores if isinstance(standing, Answered) else {}).items()
        ],
        "scores": [(str(n), text(f"question.score.{n}")) for n in range(LOWEST, HIGHEST + 1)],
    }
