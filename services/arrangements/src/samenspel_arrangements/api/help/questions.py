"""HTTP: what teacher and parents are asked about granted help, and what they answer."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.help.courses import ArrangementIdInPath
from samenspel_arrangements.application.help.questions import AnswerQuestion, answer_question
from samenspel_arrangements.domain.help.ids import QuestionId
from samenspel_arrangements.domain.help.question import (
    Answered,
    Asked,
    AskedParty,
    Moment,
    Question,
)
from samenspel_arrangements.domain.help.question_readers import read_by
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, View

router = APIRouter(tags=["arrangements"])


class AnswersBody(Body):
    """From 1 (not at all) to 5 (very much); what is left out was skipped."""

    helped_in_class: int | None = None
    helps_child: int | None = None
    is_heard: int | None = None
    is_clear: int | None = None


class ScoreView(View):
    """What was asked, and the score."""

    asked: Asked
    score: int


class QuestionView(View):
    """What somebody was asked about help; no name."""

    id: UUID
    arrangement_id: UUID
    moment: Moment
    party: AskedParty
    answer_by: date
    status: str
    scores: list[ScoreView]

    @classmethod
    def of(cls, question: Question) -> Self:
        """Show it."""
        standing = question.standing
        scores = standing.scores if isinstance(standing, Answered) else {}
        return cls(
            id=question.id,
            arrangement_id=question.arrangement_id,
            moment=question.moment,
            party=question.party,
            answer_by=question.answer_by.last_day,
            status=standing.status,
            scores=[ScoreView(asked=asked, score=score) for asked, score in scores.items()],
        )


class QuestionsView(View):
    """What was asked about help, as far as one may read it."""

    items: list[QuestionView]


@router.get(
    "/cases/{caseId}/arrangements/{arrangementId}/questions",
    operation_id="listHelpQuestions",
    summary="List what teacher and parents were asked about granted help",
)
async def list_questions(
    case_id: CaseIdInPath, arrangement_id: ArrangementIdInPath, edge: ArrangementsEdge
) -> QuestionsView:
    """List it; parents and teachers find their own alone."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        await uow.arrangements.in_case(case.case_id, arrangement_id, case.pupil_id)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.questions.of_help(arrangement_id)
    return QuestionsView(items=[QuestionView.of(one) for one in read_by(edge.actor, found)])


@router.post(
    "/help-questions/{questionId}/answers",
    operation_id="answerHelpQuestion",
    summary="Answer what one was asked about granted help",
    status_code=201,
    response_model=QuestionView,
)
async def answer(
    question_id: Annotated[UUID, Path(alias="questionId", description="The question's id.")],
    body: AnswersBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Answer it once, also when its last day has passed."""
    typed = body.model_dump(exclude_none=True)
    scores = {asked: typed[name] for asked in Asked if (name := asked.replace("-", "_")) in typed}
    command = AnswerQuestion(question_id=QuestionId(question_id), scores=scores)

    async def do(uow: SqlArrangementsUnitOfWork) -> QuestionView:
        question = await answer_question(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, question, FilePart.CASE)
        return QuestionView.of(question)

    return await edge.answer_once(request, 201, do)
