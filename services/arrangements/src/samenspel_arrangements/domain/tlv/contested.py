"""Who disagrees, or waits too long: objections and notices of default."""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.tlv.decided import DecidedTlv
from samenspel_arrangements.domain.tlv.decision import AgainstChild, ForeignGrant, Unprocessed
from samenspel_arrangements.domain.tlv.events import (
    DefaultNoticed,
    ObjectionAnswered,
    ObjectionFiled,
    TlvOpened,
)
from samenspel_arrangements.domain.tlv.examined import MAX_WORDS
from samenspel_arrangements.domain.tlv.ids import ObjectionId
from samenspel_arrangements.domain.tlv.objection import (
    Answered,
    Filed,
    Objection,
    ObjectionOutcome,
    Objector,
)
from samenspel_arrangements.domain.tlv.penalty import DefaultNotice, LateThing
from samenspel_arrangements.domain.tlv.standing import (
    Deciding,
    DecisionStands,
    Declined,
    Ended,
    Examining,
    Expired,
    Granted,
    Received,
)
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import PersonId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

CLOCK_RUNS = Received | Examining


@dataclass(eq=False, kw_only=True)
class ContestedTlv(DecidedTlv):
    """Guards that every objection is decided on, also a late one."""

    @property
    def object_by(self) -> Term:
        """The term to object in; RuleViolation where there is no decision of ours to object to."""
        now = self.standing
        if isinstance(now, Granted | Expired) and isinstance(now.grant, ForeignGrant):
            raise RuleViolation("objection.not-ours")
        if isinstance(now, Declined):
            return now.object_by
        if isinstance(now, Granted) and now.object_by is not None:
            return now.object_by
        if isinstance(now, Ended) and isinstance(now.how, DecisionStands):
            return now.how.object_by
        raise RuleViolation("objection.nothing-to-object-to")

    def objection_clock_of(self, id_: ObjectionId) -> Term:
        """Give the term to decide on an objection; RuleViolation when it waits for no decision."""
        return self._pending(id_).running()[-1]

    def object(
        self,
        id_: ObjectionId,
        objector: Objector,
        grounds: str,
        *,
        person_id: PersonId | None,
        received_on: date,
        ask: Term,
        decide: Term,
        holder: Holder,
        at: datetime,
    ) -> None:
        """Take an objection in, also after its term; `holder` answers for one that had ended."""
        object_by, today = self.object_by, dutch_date(at)
        if error := text_error("grounds", grounds, max_length=MAX_WORDS):
            raise InvalidInput(error)
        if received_on > today:
            raise InvalidInput(FieldError("received_on", "date.in-future"))
        objection = Objection(
            id=id_,
            objector=objector,
            person_id=person_id,
            received_on=received_on,
            was_late=received_on > object_by.last_day,
            grounds=grounds,
            standing=Filed(ask, decide),
        )
        self.objections = (*self.objections, objection)
        now = self.standing
        if isinstance(now, Ended):
            self._reopen(now, object_by, holder, at)
        else:
            self._move("object", now, at)
        self._record(ObjectionFiled(occurred_at=at, tlv=self, objection=objection))

    def ask_lbt(self, id_: ObjectionId, *, has_defence: bool, decide: Term, at: datetime) -> None:
        """Put an objection to the LBT."""
        filed = self._pending(id_)
        asked = filed.ask_lbt(dutch_date(at), has_defence=has_defence, decide=decide)
        self._check(filed.running()[0], at)
        self._change(asked, at)

    def lbt_advised(self, id_: ObjectionId, *, on: date, upholds: bool, at: datetime) -> None:
        """Write down what the LBT advises."""
        if on > dutch_date(at):
            raise InvalidInput(FieldError("advised_on", "date.in-future"))
        self._change(self._pending(id_).lbt_advised(on, upholds=upholds), at)

    def adjourn_objection(self, id_: ObjectionId, *, decide: Term, at: datetime) -> None:
        """Take more time for it, once."""
        self._change(self._pending(id_).adjourn(decide, on=dutch_date(at)), at)

    def take_objection_back(self, id_: ObjectionId, *, at: datetime) -> None:
        """End it, because who objected does not want it any more."""
        taken = self._pending(id_).take_back(dutch_date(at))
        self._change(taken, at)
        self._record(ObjectionAnswered(occurred_at=at, tlv=self, objection=taken))
        self._conclude(at)

    def answer_objection(
        self,
        id_: ObjectionId,
        outcome: ObjectionOutcome,
        words: str,
        *,
        by: PersonId,
        decide: Term,
        check: Term,
        at: datetime,
    ) -> None:
        """Decide on it; upheld, the decision goes and a new one comes on the same advices."""
        if error := text_error("words", words, max_length=MAX_WORDS):
            raise InvalidInput(error)
        now = self.standing
        if not isinstance(now, Granted | Declined | Expired):
            raise RuleViolation("objection.not-now")
        objection = self._pending(id_)
        if outcome is ObjectionOutcome.INADMISSIBLE and not objection.was_late:
            raise RuleViolation("objection.was-in-time")
        today = dutch_date(at)
        answered = objection.answer(Answered(outcome, today, by, words))
        self._check(objection.running()[-1], at)
        self._put_objection(answered)
        self._stop_notices(LateThing.OBJECTION, today)
        if outcome is ObjectionOutcome.UPHELD:
            self._move("answer-objection", _anew(now, decide, check), at)
        else:
            self._move("answer-objection", now, at)
        self._record(ObjectionAnswered(occurred_at=at, tlv=self, objection=answered))
        self._conclude(at)

    def note_default(
        self, about: LateThing, received_on: date, *, decide: Term, at: datetime
    ) -> None:
        """Take a notice of default in; RuleViolation when nothing was late on that day (T18)."""
        self._held()
        if received_on > dutch_date(at):
            raise InvalidInput(FieldError("received_on", "date.in-future"))
        if received_on <= self._last_day_of(about):
            raise RuleViolation("tlv.not-late")
        if any(each.about is about and not each.decided_on for each in self.notices):
            raise RuleViolation("tlv.default-noted-before")
        notice = DefaultNotice(received_on, about, decide)
        self.notices = (*self.notices, notice)
        self._settle(at)
        self._record(DefaultNoticed(occurred_at=at, tlv=self, notice=notice))

    def notice_breaches(self, *, at: datetime) -> None:
        """Tell of terms that have passed; what ends by itself has ended before."""
        self._conclude(at)
        super().notice_breaches(at=at)

    def _last_day_of(self, about: LateThing) -> date:
        if about is LateThing.DECISION and isinstance(self.standing, CLOCK_RUNS):
            return self.standing.decide.last_day
        days = [each.running()[-1].last_day for each in self.pending]
        if about is LateThing.DECISION or not days:
            raise RuleViolation("tlv.not-late")
        return min(days)

    def _stop_notices(self, about: LateThing, on: date) -> None:
        self.notices = tuple(
            each.decided(on) if each.about is about and not each.decided_on else each
            for each in self.notices
        )

    def _pending(self, id_: ObjectionId) -> Objection:
        found = next((each for each in self.objections if each.id == id_), None)
        if found is None or not found.is_pending:
            raise RuleViolation("objection.not-now")
        return found

    def _put_objection(self, changed: Objection) -> None:
        self.objections = tuple(
            changed if each.id == changed.id else each for each in self.objections
        )

    def _change(self, changed: Objection, at: datetime) -> None:
        self._put_objection(changed)
        self._settle(at)

    def _conclude(self, at: datetime) -> None:
        """End what was refused when nobody objected in time, or all was answered."""
        now = self.standing
        if not isinstance(now, Declined) or self.pending:
            return
        if dutch_date(at) > now.object_by.last_day:
            self._end("conclude", DecisionStands(now.object_by), at)

    def _reopen(self, now: Ended, object_by: Term, holder: Holder, at: datetime) -> None:
        if not isinstance(now.decision, AgainstChild):
            raise RuleViolation("tlv.closed")
        first, *more = (NextAction(a, t.last_day) for a, t in self._clocks_beside())
        declined = Declined(
            responsibility=Responsibility.of(holder, first, *more),
            decision=now.decision,
            announced_on=object_by.starts_on,
            object_by=object_by,
        )
        self._move("object", declined, at)
        self._record(TlvOpened(occurred_at=at, tlv=self, standing=declined))


def _anew(now: Granted | Declined | Expired, decide: Term, check: Term) -> Deciding | Received:
    decision = now.decision if isinstance(now, Declined) else now.grant
    held = now.responsibility
    if isinstance(decision, Unprocessed):
        return Received(responsibility=held, decide=decide, check=check)
    if isinstance(decision, ForeignGrant):
        raise RuleViolation("objection.nothing-to-object-to")
    return Deciding(responsibility=held, decide=decide, pair=decision.pair, mdo_on=decision.mdo_on)
