"""Use cases: teacher and parents are asked about granted help, and answer, or do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.help.ports import GrantedHelp
from samenspel_arrangements.application.holder_ports import Terms
from samenspel_arrangements.domain.help.ids import QuestionId
from samenspel_arrangements.domain.help.question import (
    Asked,
    AskedParty,
    Moment,
    Question,
    question_id_of,
)
from samenspel_arrangements.domain.policies import POLICY, Action, require
from samenspel_arrangements.domain.term_rules import HELP_ANSWER
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import PersonId


class Questions(Protocol):
    """The questions of one alliance."""

    async def find(self, id_: UUID) -> Question | None:
        """Load one for change, or None."""
        ...

    async def get(self, id_: UUID) -> Question:
        """Load one for change; NotFound if there is none."""
        ...

    async def of_help(self, arrangement_id: UUID) -> Sequence[Question]:
        """Load those about granted help, for change."""
        ...

    async def askable(self, pupil_id: UUID, *, on: date) -> Sequence[tuple[AskedParty, PersonId]]:
        """Give the teachers and parents of a child who can log in on a day."""
        ...

    def save(self, aggregate: Question) -> None:
        """Have it written at the end of the unit of work."""
        ...


class QuestionsUnitOfWork(Protocol):
    """One transaction with the questions about help in it."""

    @property
    def arrangements(self) -> GrantedHelp:
        """The arrangements."""
        ...

    @property
    def questions(self) -> Questions:
        """The questions."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion:
    """Which question, and the score of each thing that was answered."""

    question_id: QuestionId
    scores: Mapping[Asked, int]


async def ask_about_help(
    arrangement_id: UUID, moment: Moment, *, at: datetime, uow: QuestionsUnitOfWork
) -> None:
    """Ask all who can be asked; the second time changes nothing."""
    granted = await uow.arrangements.get(arrangement_id)
    today = dutch_date(at)
    answer_by = await uow.terms.begin(HELP_ANSWER, today)
    asked: set[PersonId] = set()
    for party, person_id in await uow.questions.askable(granted.pupil_id, on=today):
        known = await uow.questions.find(question_id_of(granted.id, moment, person_id))
        if known is None and person_id not in asked:
            asked.add(person_id)
            question = Question.ask(
                granted, moment, party=party, person_id=person_id, answer_by=answer_by, at=at
            )
            uow.questions.save(question)


async def withdraw_questions(
    arrangement_id: UUID, *, at: datetime, uow: QuestionsUnitOfWork
) -> None:
    """Ask nothing about this help any more."""
    for question in await uow.questions.of_help(arrangement_id):
        question.withdraw(at=at)
        uow.questions.save(question)


async def own_question(
    question_id: QuestionId, *, actor: Actor, uow: QuestionsUnitOfWork
) -> Question:
    """Load one that the actor was asked; no other answers it or reads the answer here."""
    POLICY.require_somewhere(actor, Action.ANSWER_QUESTION)
    question = await uow.questions.get(question_id)
    require(actor, Action.ANSWER_QUESTION, question)
    if question.person_id != actor.person_id:
        raise RuleViolation("question.of-another")
    return question


async def answer_question(
    command: AnswerQuestion, *, actor: Actor, uow: QuestionsUnitOfWork, clock: Clock
) -> Question:
    """Answer it, also when its term has passed."""
    question = await own_question(command.question_id, actor=actor, uow=uow)
    question.answer(command.scores, at=clock.now())
    uow.questions.save(question)
    return question
