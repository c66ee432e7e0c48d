"""A funding check: a list was compared, and somebody sees to each difference before it closes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NewType
from uuid import UUID

from samenspel_arrangements.domain.funding.compared import (
    Comparison,
    Difference,
    DifferenceKind,
    Settlement,
)
from samenspel_arrangements.domain.handed import HandedItem
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_kernel.open_item import TAKE_UP, HandoverAnswer
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.state_table import StateTable
from samenspel_kernel.term import Term

FundingCheckId = NewType("FundingCheckId", UUID)
SETTLE_DIFFERENCES = "settle-differences"


@dataclass(frozen=True, slots=True)
class Settling:
    """Open: each difference is seen to by the last day of the term."""

    status: ClassVar = "settling"
    responsibility: Responsibility
    settle: Term


@dataclass(frozen=True, slots=True)
class Settled:
    """Closed: nothing differs, or all of it was seen to."""

    status: ClassVar = "settled"
    on: date


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Closed: it was the wrong list, or the wrong day; it is kept all the same."""

    status: ClassVar = "taken-back"
    by: PersonId
    on: date


Standing = Settling | Settled | TakenBack
FUNDING_CHECKS = StateTable(
    thing="funding-check",
    first={"compare": Settling, "agree": Settled},
    moves={
        Settling: {"settle": (Settling, Settled), "take-back": (TakenBack,)},
        Settled: {},
        TakenBack: {},
    },
)
"""The one table of a funding check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencesFound(DomainEvent):
    """List and alliance do not agree: somebody has to see to it."""

    check: "FundingCheck"
    standing: Settling


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckClosed(DomainEvent):
    """Nobody has to do anything for it any more."""

    check: "FundingCheck"
    standing: Settled | TakenBack


@dataclass(eq=False, kw_only=True)
class FundingCheck(HandedItem[FundingCheckId]):
    """Kept for good; open while there is a difference that nobody saw to. About no one child."""

    thing: ClassVar[str] = "funding-check"
    bound: ClassVar[frozenset[str]] = frozenset({SETTLE_DIFFERENCES})
    school_id: ClassVar[None] = None
    pupil_id: ClassVar[None] = None

    as_of: date
    made_by: PersonId
    made_at: datetime
    lines: int
    agreeing: int
    differences: tuple[Difference, ...]
    standing: Standing

    @classmethod
    def of(
        cls,
        id_: FundingCheckId,
        comparison: Comparison,
        *,
        alliance_id: AllianceId,
        as_of: date,
        settle: Term,
        by: PersonId,
        name: str | None = None,
        at: datetime,
    ) -> "FundingCheck":
        """Keep a comparison; who made it sees to what differs, until another takes it over."""
        if as_of > dutch_date(at):
            raise InvalidInput(FieldError("as_of", "date.in-future"))
        holder = _person(by)
        action = NextAction(SETTLE_DIFFERENCES, settle.last_day)
        settling = Settling(Responsibility.of(holder, action), settle)
        check = cls(
            id=id_,
            alliance_id=alliance_id,
            as_of=as_of,
            made_by=by,
            made_at=at,
            lines=comparison.lines,
            agreeing=comparison.agreeing,
            differences=comparison.differences,
            holder_name=name,
            standing=settling if comparison.differences else Settled(dutch_date(at)),
        )
        if comparison.differences:
            check._record(DifferencesFound(occurred_at=at, check=check, standing=settling))
        return check

    @property
    def responsibility(self) -> Responsibility | None:
        """Who sees to it; None when it is closed."""
        return self.standing.responsibility if isinstance(self.standing, Settling) else None

    @property
    def counts(self) -> Mapping[DifferenceKind, int]:
        """Count the differences of each kind."""
        return Counter(each.kind for each in self.differences)

    @property
    def unsettled(self) -> tuple[Difference, ...]:
        """The differences that nobody saw to yet."""
        return tuple(each for each in self.differences if each.settled is None)

    def running(self) -> tuple[Term, ...]:
        """Give the term to see to it."""
        return (self.standing.settle,) if isinstance(self.standing, Settling) else ()

    def settle(self, number: str, settlement: Settlement, *, at: datetime) -> None:
        """Write down what was done about one number; with the last one it closes.

        Who holds it and does so has taken up what came back.
        """
        FUNDING_CHECKS.require(self.standing, "settle")
        found = next((each for each in self.differences if each.number == number), None)
        if found is None:
            raise InvalidInput(FieldError("number", "funding-check.no-difference"))
        if found.settled is not None:
            raise RuleViolation("funding-check.settled-before")
        done = found.settled_by(settlement)
        self.differences = tuple(done if each is found else each for each in self.differences)
        if not self.unsettled:
            self._close("settle", Settled(dutch_date(at)), at)
        elif self._held().has(TAKE_UP) and self.holder == _person(settlement.by):
            self.did(TAKE_UP, at=at)

    def take_back(self, *, by: PersonId, at: datetime) -> None:
        """End it, because the list was the wrong one."""
        FUNDING_CHECKS.require(self.standing, "take-back")
        self._close("take-back", TakenBack(by, dutch_date(at)), at)

    def _close(self, command: str, standing: Settled | TakenBack, at: datetime) -> None:
        FUNDING_CHECKS.check(self.standing, command, standing)
        self.notice_breaches(at=at)
        if (offer := self._held().offer) is not None:
            self._tell(offer, HandoverAnswer.EXPIRED, at)
        self.standing = standing
        self._record(CheckClosed(occurred_at=at, check=self, standing=standing))

    def _put(self, responsibility: Responsibility) -> None:
        if isinstance(self.standing, Settling):
            self.standing = Settling(responsibility, self.standing.settle)


def _person(id_: PersonId) -> Holder:
    return Holder(HolderKind.PERSON, id_)
