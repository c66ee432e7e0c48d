"""A request for money of an arrangement: what no mandate or budget covers waits for a decider."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, NewType
from uuid import UUID

from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.ledger import Ledger
from samenspel_arrangements.domain.money.mandate import Mandate
from samenspel_arrangements.domain.money.standing import (
    DECIDE_MONEY,
    Granted,
    RefusalReason,
    Refused,
    Standing,
    TakenBack,
    Waiting,
)
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import ArrangementId, CaseId, PersonId, PupilId, SchoolId
from samenspel_kernel.open_item import TransferableItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

MoneyRequestId = NewType("MoneyRequestId", UUID)
LONGEST_NOTE = 1000


class Obstacle(StrEnum):
    """Why it could not be committed at once."""

    ABOVE_MANDATE = "above-mandate"
    BUDGET_EMPTY = "budget-empty"


def obstacle_to(
    amount: Cents, for_: ArrangementId, *, ledger: Ledger, mandate: Mandate | None
) -> Obstacle | None:
    """Say why an amount can't be committed; None when it can."""
    if mandate is None or not mandate.allows(ledger.commitment(for_).total + amount):
        return Obstacle.ABOVE_MANDATE
    return Obstacle.BUDGET_EMPTY if ledger.balances.free < amount else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAsked(DomainEvent):
    """A decider must say whether there is money."""

    request: "MoneyRequest"
    waiting: Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyAnswered(DomainEvent):
    """The request is over."""

    request: "MoneyRequest"
    standing: Granted | Refused | TakenBack


@dataclass(eq=False, kw_only=True)
class MoneyRequest(TransferableItem[MoneyRequestId]):
    """Open until a decider gives the money or says no; the alliance's desk holds it."""

    thing: ClassVar[str] = "money-request"
    bound: ClassVar[frozenset[str]] = frozenset({DECIDE_MONEY})

    arrangement_id: ArrangementId
    case_id: CaseId
    pupil_id: PupilId
    school_id: SchoolId | None
    year: SchoolYear
    amount: Cents
    obstacle: Obstacle
    asked_by: PersonId
    asked_at: datetime
    standing: Standing

    @classmethod
    def ask(
        cls,
        id_: MoneyRequestId,
        arrangement: Arrangement,
        amount: Cents,
        *,
        obstacle: Obstacle,
        answer: Term,
        by: PersonId,
        at: datetime,
    ) -> "MoneyRequest":
        """Put it before the alliance's desk, to be answered within the term."""
        desk = Holder(HolderKind.ALLIANCE_DESK, arrangement.alliance_id)
        decide = NextAction(DECIDE_MONEY, answer.last_day)
        waiting = Waiting(Responsibility.of(desk, decide), answer)
        request = cls(
            id=id_,
            alliance_id=arrangement.alliance_id,
            unit_id=arrangement.unit_id,
            arrangement_id=arrangement.id,
            case_id=arrangement.case_id,
            pupil_id=arrangement.pupil_id,
            school_id=arrangement.school_id,
            year=SchoolYear.of(arrangement.period.starts_on),
            amount=amount,
            obstacle=obstacle,
            asked_by=by,
            asked_at=at,
            standing=waiting,
        )
        request._record(MoneyAsked(occurred_at=at, request=request, waiting=waiting))
        return request

    @property
    def responsibility(self) -> Responsibility | None:
        """Who decides, and by when; None once it is answered."""
        return self.standing.responsibility if isinstance(self.standing, Waiting) else None

    def running(self) -> tuple[Term, ...]:
        """Give the term for the answer."""
        return (self.standing.answer,) if isinstance(self.standing, Waiting) else ()

    def grant(self, ledger: Ledger, *, mandate: Mandate, by: PersonId, at: datetime) -> None:
        """Commit the money; RuleViolation when it is not there, and then it goes on waiting."""
        self._waiting()
        if (ledger.unit_id, ledger.year) != (self.unit_id, self.year):
            raise RuleViolation("money-request.other-budget")
        ledger.promise(self.arrangement_id, self.amount, mandate=mandate, by=by, at=at)
        self._close(Granted(by, at), at)

    def refuse(self, reason: RefusalReason, note: str, *, by: PersonId, at: datetime) -> None:
        """Say no, and say to who asked what it can do instead."""
        self._waiting()
        if wrong := text_error("note", note, max_length=LONGEST_NOTE):
            raise InvalidInput(wrong)
        self._close(Refused(by, at, reason, note.strip()), at)

    def take_back(self, *, by: PersonId, at: datetime) -> None:
        """End it: the money is not needed any more."""
        self._waiting()
        self._close(TakenBack(by, at), at)

    def child_died(self, *, at: datetime) -> None:
        """End it at once: nothing is asked any more."""
        self._waiting()
        self._close(TakenBack(None, at), at)

    def _waiting(self) -> Waiting:
        if not isinstance(self.standing, Waiting):
            raise RuleViolation("money-request.closed")
        return self.standing

    def _close(self, standing: Granted | Refused | TakenBack, at: datetime) -> None:
        self.notice_breaches(at=at)
        self.standing = standing
        self._record(MoneyAnswered(occurred_at=at, request=self, standing=standing))

    def _put(self, responsibility: Responsibility) -> None:
        self.standing = Waiting(responsibility, self._waiting().answer)
