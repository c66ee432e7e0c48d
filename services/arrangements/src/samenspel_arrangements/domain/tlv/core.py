"""What holds a TLV together: its state moves by the table, and its duties follow from its state."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar

from samenspel_arrangements.domain.handed import HandedItem
from samenspel_arrangements.domain.tlv.advice import ExpertAdvice
from samenspel_arrangements.domain.tlv.application import Application
from samenspel_arrangements.domain.tlv.decision import AnyDecision, NoDecision
from samenspel_arrangements.domain.tlv.events import TlvEnded, TlvMoved
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.moves import STAYED, Moves
from samenspel_arrangements.domain.tlv.objection import Filed, Objection
from samenspel_arrangements.domain.tlv.penalty import DefaultNotice
from samenspel_arrangements.domain.tlv.stages import Stage, StageDays, days_by_stage
from samenspel_arrangements.domain.tlv.stand_still import StandStills, ended
from samenspel_arrangements.domain.tlv.standing import (
    ChildDied,
    Decided,
    Deciding,
    Declined,
    Divided,
    Ended,
    Expired,
    Granted,
    HowEnded,
    InAdvice,
    Received,
    RefusalIntended,
    Standing,
    Suspended,
    TlvAction,
)
from samenspel_arrangements.domain.tlv.states import TLVS
from samenspel_kernel.accountability import NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import AllianceId, CaseId, PupilId, SchoolId, UnitId
from samenspel_kernel.open_item import HandoverAnswer, ItemActionPlanned
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

Clock = tuple[TlvAction, Term]
_WAITS = (TlvAction.AWAIT_OBJECTION, TlvAction.SETTLE_MOVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An advice that may not count after all, kept with the reason."""

    advice: ExpertAdvice
    reason: str = field(repr=False)
    on: date


@dataclass(eq=False, kw_only=True)
class TlvCore(HandedItem[TlvId]):
    """The facts of a TLV. `application` is None for one that another alliance gave.

    `stages` are where it stood and since when, as far as that was kept.
    """

    thing: ClassVar[str] = "tlv"
    bound: ClassVar[frozenset[str]] = frozenset(TlvAction)

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    pupil_id: PupilId
    school_id: SchoolId | None
    case_id: CaseId | None = None
    opened_at: datetime
    received_on: date
    application: Application | None
    suspensions: StandStills = ()
    set_aside: tuple[SetAside, ...] = ()
    objections: tuple[Objection, ...] = ()
    notices: tuple[DefaultNotice, ...] = ()
    stages: tuple[Stage, ...] = ()
    moves: Moves = STAYED
    standing: Standing

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it; None when it has ended."""
        return None if isinstance(self.standing, Ended) else self.standing.responsibility

    @property
    def asked(self) -> Application:
        """What was asked for; RuleViolation for a TLV that another alliance gave."""
        if self.application is None:
            raise RuleViolation("tlv.another-alliances")
        return self.application

    @property
    def pending(self) -> tuple[Objection, ...]:
        """The objections that wait for a decision; while there is one, nothing is destroyed."""
        return tuple(each for each in self.objections if each.is_pending)

    def days_by_stage(self, today: date) -> tuple[StageDays, ...]:
        """Count for how many days it stood where, in order."""
        return days_by_stage(self.stages, ended=isinstance(self.standing, Ended), today=today)

    def running(self) -> tuple[Term, ...]:
        """Give the terms that run now."""
        clocks = list(self._clocks())
        if isinstance(self.standing, Declined) and any(a not in _WAITS for a, _ in clocks):
            clocks = [each for each in clocks if each[0] is not TlvAction.AWAIT_OBJECTION]
        return tuple(dict.fromkeys(term for _, term in clocks))

    def died(self, *, at: datetime) -> None:
        """Close it at once."""
        self._end("died", ChildDied(), at)

    def _clocks(self) -> Iterator[Clock]:
        if not isinstance(self.standing, Ended):
            yield from _clocks_of(self.standing)
            yield from self._clocks_beside()

    def _clocks_beside(self) -> Iterator[Clock]:
        for objection in self.pending:
            if isinstance(objection.standing, Filed):
                yield TlvAction.ASK_LBT, objection.standing.ask
            yield TlvAction.ANSWER_OBJECTION, objection.running()[-1]
        for notice in self.notices:
            if notice.decided_on is None:
                yield TlvAction.ANSWER_DEFAULT, notice.decide
        if self.moves.away is not None:
            yield TlvAction.SETTLE_MOVE, self.moves.away.settle

    def _move(self, command: str, standing: Standing, at: datetime) -> None:
        """Go to another state, or to the same with other facts; its duties follow."""
        TLVS.check(self.standing, command, standing)
        before, self.standing = self.standing, standing
        if before.status != standing.status:
            self.stages = (*self.stages, Stage(standing.status, dutch_date(at)))
            moved = TlvMoved(
                occurred_at=at,
                tlv=self,
                command=command,
                before=before.status,
                after=standing.status,
            )
            self._record(moved)
        self._settle(at)

    def _end(self, command: str, how: HowEnded, at: datetime) -> None:
        held, today = self._held(), dutch_date(at)
        TLVS.require(self.standing, command)
        if held.offer is not None:
            self._tell(held.offer, HandoverAnswer.EXPIRED, at)
        over = Ended(how=how, decision=_decision_of(self.standing), ended_on=today)
        self.suspensions = ended(self.suspensions, today)
        self.moves = replace(self.moves, away=None)
        self._move(command, over, at)
        self._record(TlvEnded(occurred_at=at, tlv=self, standing=over))

    def _settle(self, at: datetime) -> None:
        """Let what is to be done follow from the state, the objections and the notices."""
        if isinstance(self.standing, Ended):
            return
        held = self.standing.responsibility
        settled = held.replanned(frozenset(TlvAction), *self._duties())
        self._put(settled)
        if settled != held:
            planned = ItemActionPlanned(occurred_at=at, item=self, responsibility=settled)
            self._record(planned)

    def _duties(self) -> list[NextAction]:
        first: dict[TlvAction, date] = {}
        for action, term in self._clocks():
            first[action] = min(term.last_day, first.get(action, term.last_day))
        return [NextAction(action, day) for action, day in first.items()]

    def _put(self, responsibility: Responsibility) -> None:
        if not isinstance(self.standing, Ended):
            self.standing = replace(self.standing, responsibility=responsibility)


def _decision_of(standing: Standing) -> AnyDecision:
    match standing:
        case Decided(decision=decision) | Declined(decision=decision):
            return decision
        case Granted(grant=grant) | Expired(grant=grant):
            return grant
        case _:
            return NoDecision()


def _clocks_of(standing: Standing) -> Iterator[Clock]:
    match standing:
        case Received():
            yield TlvAction.CHECK_COMPLETENESS, standing.check
            yield TlvAction.DECIDE, standing.decide
        case Suspended():
            yield TlvAction.AWAIT_SUPPLY, standing.supply
        case InAdvice():
            yield TlvAction.GET_ADVICE, standing.advise
            yield TlvAction.DECIDE, standing.decide
        case Divided():
            yield TlvAction.HOLD_MDO, standing.meet
            yield TlvAction.DECIDE, standing.decide
        case Deciding():
            yield TlvAction.DECIDE, standing.decide
        case RefusalIntended():
            yield TlvAction.HEAR, standing.hear
            yield TlvAction.DECIDE, standing.decide
        case Decided():
            yield TlvAction.ANNOUNCE, standing.announce
        case _:
            yield from _clocks_after(standing)


def _clocks_after(standing: Granted | Declined | Expired | Ended) -> Iterator[Clock]:
    match standing:
        case Granted():
            if standing.place is not None:
                yield TlvAction.CONFIRM_PLACE, standing.place
            if standing.in_wave and standing.letter_sent_on is None:
                yield TlvAction.SEND_RENEWAL_LETTER, standing.letter
            yield TlvAction.CHOOSE_SUCCESSOR, standing.successor
        case Declined():
            yield TlvAction.AWAIT_OBJECTION, standing.object_by
        case Expired():
            yield TlvAction.CHOOSE_SUCCESSOR, standing.successor
        case Ended():
            return
