"""Questions about help as events: codes, days and scores."""

from typing import Any

from samenspel_arrangements.domain.help.question import (
    ANSWER_QUESTION,
    Question,
    QuestionAnswered,
    QuestionAsked,
    QuestionLapsed,
)
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.help_questions import (
    HelpQuestionAnsweredV1,
    HelpQuestionAskedV1,
    HelpQuestionLapsedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.accountability import HolderKind


@to_contract.register
def _(event: QuestionAsked) -> EventData:
    asked = event.question
    return HelpQuestionAskedV1(
        **_of(asked),
        pupil_id=asked.pupil_id,
        school_id=asked.school_id,
        holder=HolderRef(kind=HolderKind.PERSON.value, id=asked.person_id),
        next_action=NextActionRef(kind=ANSWER_QUESTION, due_on=asked.answer_by.last_day),
    )


@to_contract.register
def _(event: QuestionAnswered) -> EventData:
    scores = {asked.value.replace("-", "_"): score for asked, score in event.answer.scores.items()}
    answered_on = event.answer.on
    return HelpQuestionAnsweredV1(**_of(event.question), answered_on=answered_on, **scores)


@to_contract.register
def _(event: QuestionLapsed) -> EventData:
    return HelpQuestionLapsedV1(**_of(event.question))


def _of(question: Question) -> dict[str, Any]:
    return {
        "question_id": question.id,
        "arrangement_id": question.arrangement_id,
        "case_id": question.case_id,
        "support_request_id": question.support_request_id,
        "moment": question.moment.value,
        "party": question.party.value,
    }
