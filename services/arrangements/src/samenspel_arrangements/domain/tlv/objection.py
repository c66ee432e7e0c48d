"""Objection against a decision (Awb 6 and 7; T16, T17): heard, put to the LBT, decided in time."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.tlv.ids import ObjectionId
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import PersonId
from samenspel_kernel.state_table import StateTable
from samenspel_kernel.term import Term


class Objector(StrEnum):
    """Who objects."""

    PARENTS = "parents"
    SCHOOL = "school"
    OTHER = "other"


class ObjectionOutcome(StrEnum):
    """What became of it; upheld: the decision goes, and another comes."""

    UPHELD = "upheld"
    REJECTED = "rejected"
    INADMISSIBLE = "inadmissible"


@dataclass(frozen=True, slots=True)
class Filed:
    """It lies here; the LBT is to be asked, unless the objector gets all that was asked."""

    status: ClassVar = "filed"
    ask: Term
    decide: Term


@dataclass(frozen=True, slots=True)
class LbtAsked:
    """The national committee (LBT) was asked for advice, with our statement of defence."""

    status: ClassVar = "lbt-asked"
    asked_on: date
    decide: Term
    adjourned: bool = False


@dataclass(frozen=True, slots=True)
class LbtAdvised:
    """Its advice is here."""

    status: ClassVar = "lbt-advised"
    asked_on: date
    advised_on: date
    upholds: bool
    decide: Term
    adjourned: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The alliance decided on it."""

    status: ClassVar = "answered"
    outcome: ObjectionOutcome
    decided_on: date
    decided_by: PersonId
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The objector does not want it any more."""

    status: ClassVar = "taken-back"
    on: date


Pending = Filed | LbtAsked | LbtAdvised
ObjectionStanding = Pending | Answered | TakenBack

OBJECTIONS = StateTable(
    thing="objection",
    first={"file": Filed},
    moves={
        Filed: {"ask-lbt": (LbtAsked,), "answer": (Answered,), "take-back": (TakenBack,)},
        LbtAsked: {
            "lbt-advised": (LbtAdvised,),
            "adjourn": (LbtAsked,),
            "take-back": (TakenBack,),
        },
        LbtAdvised: {
            "adjourn": (LbtAdvised,),
            "answer": (Answered,),
            "take-back": (TakenBack,),
        },
        Answered: {},
        TakenBack: {},
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One objection; `was_late` when it came after its term: then it may be inadmissible."""

    id: ObjectionId
    objector: Objector
    person_id: PersonId | None
    received_on: date
    was_late: bool
    grounds: str = field(repr=False)
    standing: ObjectionStanding

    @property
    def is_pending(self) -> bool:
        """Whether it still waits for a decision."""
        return isinstance(self.standing, Pending)

    def running(self) -> tuple[Term, ...]:
        """Give the terms that run."""
        match self.standing:
            case Filed(ask=ask, decide=decide):
                return (ask, decide)
            case LbtAsked(decide=decide) | LbtAdvised(decide=decide):
                return (decide,)
            case _:
                return ()

    def ask_lbt(self, on: date, *, has_defence: bool, decide: Term) -> "Objection":
        """Put it to the LBT, with the statement of defence; the longer term of a committee runs."""
        if not has_defence:
            raise InvalidInput(FieldError("has_defence", "objection.defence-missing"))
        return self._to("ask-lbt", LbtAsked(on, decide))

    def lbt_advised(self, on: date, *, upholds: bool) -> "Objection":
        """Write down what the LBT advises, after its hearing."""
        asked = self._now("lbt-advised")
        if not isinstance(asked, LbtAsked):
            raise RuleViolation("objection.not-now")
        advised = LbtAdvised(asked.asked_on, on, upholds, asked.decide, asked.adjourned)
        return self._to("lbt-advised", advised)

    def adjourn(self, decide: Term, *, on: date) -> "Objection":
        """Take more time, once, before the term is over (Awb 7:10)."""
        now = self._now("adjourn")
        if not isinstance(now, LbtAsked | LbtAdvised):
            raise RuleViolation("objection.not-now")
        if now.adjourned:
            raise RuleViolation("term.extended-before")
        if on > now.decide.last_day:
            raise RuleViolation("term.over")
        return self._to("adjourn", replace(now, decide=decide, adjourned=True))

    def answer(self, answered: Answered) -> "Objection":
        """Decide on it; without the LBT only where the objector gets all that was asked."""
        now = self._now("answer")
        if isinstance(now, Filed) and answered.outcome is not ObjectionOutcome.UPHELD:
            raise RuleViolation("objection.ask-lbt-first")
        return self._to("answer", answered)

    def take_back(self, on: date) -> "Objection":
        """End it without a decision."""
        return self._to("take-back", TakenBack(on))

    def _now(self, command: str) -> ObjectionStanding:
        OBJECTIONS.require(self.standing, command)
        return self.standing

    def _to(self, command: str, standing: ObjectionStanding) -> "Objection":
        OBJECTIONS.check(self.standing, command, standing)
        return replace(self, standing=standing)
