"""One question to who sees the help work: the teacher, and each parent; silence is a state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.help.ids import QuestionId
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import (
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
)
from samenspel_kernel.state_table import StateTable
from samenspel_kernel.term import Term

NAMESPACE = UUID("2f0c8e0e-6c1d-4d0a-9d0f-0f6c3f1f9a55")
ANSWER_QUESTION = "answer-question"
"""What the person has to do."""


class Moment(StrEnum):
    """When it is asked: some weeks after the help began, and when it ended."""

    MIDWAY = "midway"
    END = "end"


class AskedParty(StrEnum):
    """Who is asked."""

    TEACHER = "teacher"
    PARENT = "parent"


class Asked(StrEnum):
    """What is asked; each is answered from 1 (not at all) to 5 (very much)."""

    HELPED_IN_CLASS = "helped-in-class"
    HELPS_CHILD = "helps-child"
    IS_HEARD = "is-heard"
    IS_CLEAR = "is-clear"


QUESTIONS: Mapping[AskedParty, tuple[Asked, ...]] = {
    AskedParty.TEACHER: (Asked.HELPED_IN_CLASS,),
    AskedParty.PARENT: (Asked.HELPS_CHILD, Asked.IS_HEARD, Asked.IS_CLEAR),
}
"""One question to a teacher (K21), three at most to a parent (K20 e)."""
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True, slots=True)
class Open:
    """It waits for an answer."""

    status: ClassVar = "open"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nobody answered in time; who still wants to, can."""

    status: ClassVar = "unanswered"


@dataclass(frozen=True, slots=True)
class Answered:
    """It was answered; a question that was skipped has no score."""

    status: ClassVar = "answered"
    on: date
    scores: Mapping[Asked, int]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Nothing is asked any more."""

    status: ClassVar = "withdrawn"


Standing = Open | Unanswered | Answered | Withdrawn
QUESTION = StateTable(
    "question",
    {"ask": Open},
    {
        Open: {"answer": (Answered,), "lapse": (Unanswered,), "withdraw": (Withdrawn,)},
        Unanswered: {"answer": (Answered,), "withdraw": (Withdrawn,)},
        Answered: {},
        Withdrawn: {},
    },
)
"""What leads where; an answer stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(DomainEvent):
    """Somebody was asked."""

    question: "Question"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(DomainEvent):
    """Somebody answered, in time or late."""

    question: "Question"
    answer: Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLapsed(DomainEvent):
    """Nobody answered in time, or nothing is asked any more; nobody has to do anything for it."""

    question: "Question"


def question_id_of(arrangement_id: UUID, moment: Moment, person_id: UUID) -> QuestionId:
    """Give the id: a person is asked once at each moment."""
    return QuestionId(uuid5(NAMESPACE, f"{arrangement_id}/{moment.value}/{person_id}"))


@dataclass(eq=False, kw_only=True)
class Question(Aggregate[QuestionId]):
    """What one person is asked about granted help; `answer_by` is the term of it."""

    arrangement_id: ArrangementId
    case_id: CaseId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    moment: Moment
    party: AskedParty
    person_id: PersonId
    answer_by: Term
    standing: Standing = field(default_factory=Open)

    @classmethod
    def ask(
        cls,
        granted: Arrangement,
        moment: Moment,
        *,
        party: AskedParty,
        person_id: PersonId,
        answer_by: Term,
        at: datetime,
    ) -> "Question":
        """Ask a person about the help."""
        question = cls(
            id=question_id_of(granted.id, moment, person_id),
            alliance_id=granted.alliance_id,
            unit_id=granted.unit_id,
            arrangement_id=granted.id,
            case_id=granted.case_id,
            support_request_id=granted.support_request_id,
            pupil_id=granted.pupil_id,
            school_id=granted.school_id,
            moment=moment,
            party=party,
            person_id=person_id,
            answer_by=answer_by,
        )
        question._record(QuestionAsked(occurred_at=at, question=question))
        return question

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What the person is asked."""
        return QUESTIONS[self.party]

    def answer(self, scores: Mapping[Asked, int], *, at: datetime) -> None:
        """Answer at least one of what is asked, also when the term has passed."""
        QUESTION.require(self.standing, "answer")
        given = {asked: scores[asked] for asked in self.asked if asked in scores}
        wrong = [
            FieldError(asked.value.replace("-", "_"), "question.out-of-range")
            for asked, score in given.items()
            if not LOWEST <= score <= HIGHEST
        ]
        if not given:
            wrong.append(FieldError(self.asked[0].value.replace("-", "_"), "question.missing"))
        if wrong:
            raise InvalidInput(*wrong)
        answer = Answered(dutch_date(at), given)
        self._go("answer", answer)
        self._record(QuestionAnswered(occurred_at=at, question=self, answer=answer))

    def withdraw(self, *, at: datetime) -> None:
        """Ask it no more; nothing happens to one that was answered."""
        if QUESTION.may(self.standing, "withdraw"):
            if isinstance(self.standing, Open):
                self._record(QuestionLapsed(occurred_at=at, question=self))
            self._go("withdraw", Withdrawn())

    def next_look(self) -> date | None:
        """Give the first day on which it is not answered in time; None when that never is."""
        return self.answer_by.last_day + ONE_DAY if isinstance(self.standing, Open) else None

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Let it lapse when its term has passed; nothing waits for it."""
        if isinstance(self.standing, Open) and dutch_date(at) > self.answer_by.last_day:
            self._go("lapse", Unanswered())
            self._record(QuestionLapsed(occurred_at=at, question=self))

    def _go(self, command: str, to: Standing) -> None:
        QUESTION.check(self.standing, command, to)
        self.standing = to
