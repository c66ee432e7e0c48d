"""How the committee decides: on two advices, after hearing who gets a no, in its own words."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.tlv.decision import (
    BothHeard,
    Grant,
    HeardParty,
    Hearing,
    Motivation,
    Refusal,
)
from samenspel_arrangements.domain.tlv.events import TlvDecided
from samenspel_arrangements.domain.tlv.examined import MAX_WORDS
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.stand_still import days_of, during
from samenspel_arrangements.domain.tlv.standing import (
    Decided,
    Deciding,
    Declined,
    Granted,
    RefusalIntended,
)
from samenspel_arrangements.domain.tlv.states import TLVS
from samenspel_arrangements.domain.tlv.suspended import SuspendableTlv
from samenspel_arrangements.domain.tlv.validity import Validity
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import PersonId
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What lies ahead of a TLV that runs: a place, the yearly wave, the answer to what is next."""

    place: Term | None
    wave_on: date
    letter: Term
    successor: Term


@dataclass(eq=False, kw_only=True)
class DecidedTlv(SuspendableTlv):
    """Guards that a decision rests on a pair of advices and has reasons of its own."""

    def grant(
        self,
        number: str,
        kind: TlvKind,
        validity: Validity,
        motivation: Motivation,
        *,
        by: PersonId,
        announce: Term,
        at: datetime,
    ) -> None:
        """Decide that the child may go to a school of this kind, from when to when."""
        now = self._ready("grant")
        validity.check()
        motivation.check(now.pair.first.text, now.pair.second.text)
        grant = Grant(
            pair=now.pair,
            mdo_on=now.mdo_on,
            number=number,
            kind=kind,
            validity=validity,
            motivation=motivation,
            decided_by=by,
            decided_on=dutch_date(at),
        )
        self._decide("grant", now, grant, announce, at)

    def intend_refusal(self, grounds: str, *, hear: Term, at: datetime) -> None:
        """Tell why it may be refused; school and parents are heard first."""
        now = self._now(Deciding, "intend-refusal")
        if error := text_error("grounds", grounds, max_length=MAX_WORDS):
            raise InvalidInput(error)
        intended = RefusalIntended(
            responsibility=now.responsibility,
            decide=now.decide,
            pair=now.pair,
            mdo_on=now.mdo_on,
            grounds=grounds,
            hear=hear,
        )
        self._move("intend-refusal", intended, at)

    def hear(self, hearing: Hearing, *, at: datetime) -> None:
        """Write down what school or parents say; said again, the last counts."""
        now = self._now(RefusalIntended, "hear")
        if error := text_error("words", hearing.words, max_length=MAX_WORDS, required=False):
            raise InvalidInput(error)
        if hearing.held_on > dutch_date(at):
            raise InvalidInput(FieldError("held_on", "date.in-future"))
        others = [each for each in now.hearings if each.party is not hearing.party]
        self._move("hear", replace(now, hearings=(*others, hearing)), at)

    def refuse(self, motivation: Motivation, *, by: PersonId, announce: Term, at: datetime) -> None:
        """Decide that the child may not; RuleViolation while school or parents were not heard."""
        now = self._now(RefusalIntended, "refuse")
        heard = {each.party: each for each in now.hearings}
        if set(heard) != set(HeardParty):
            raise RuleViolation("tlv.hear-first")
        motivation.check(now.pair.first.text, now.pair.second.text)
        refusal = Refusal(
            pair=now.pair,
            mdo_on=now.mdo_on,
            heard=BothHeard(heard[HeardParty.SCHOOL], heard[HeardParty.PARENTS]),
            motivation=motivation,
            decided_by=by,
            decided_on=dutch_date(at),
        )
        self._decide("refuse", now, refusal, announce, at)

    def announce(self, *, object_by: Term, ahead: Ahead | None, at: datetime) -> None:
        """Make the decision known: it counts from now, and who disagrees has six weeks (T16).

        `ahead` is needed for a grant.
        """
        now = self._now(Decided, "announce")
        self._check(now.announce, at)
        held, today = now.responsibility, dutch_date(at)
        if not isinstance(now.decision, Grant):
            declined = Declined(
                responsibility=held,
                decision=now.decision,
                announced_on=today,
                object_by=object_by,
            )
            self._move("announce", declined, at)
            return
        if ahead is None:
            raise ValueError("a grant without what lies ahead")
        granted = Granted(
            responsibility=held,
            grant=now.decision,
            announced_on=today,
            object_by=object_by,
            place=ahead.place,
            wave_on=ahead.wave_on,
            letter=ahead.letter,
            successor=ahead.successor,
        )
        self._move("announce", granted, at)

    def _ready(self, command: str) -> Deciding | RefusalIntended:
        self._held()
        TLVS.require(self.standing, command)
        if not isinstance(self.standing, Deciding | RefusalIntended):
            raise RuleViolation("tlv.not-now")
        return self.standing

    def _decide(
        self,
        command: str,
        now: Deciding | RefusalIntended,
        decision: Grant | Refusal,
        announce: Term,
        at: datetime,
    ) -> None:
        today = dutch_date(at)
        if self.stands_still_after(today):
            raise RuleViolation("tlv.stands-still")
        self._check(now.decide, at)
        if isinstance(now, RefusalIntended):
            self._check(now.hear, at)
        self.notices = tuple(n if n.decided_on else n.decided(today) for n in self.notices)
        held = now.responsibility
        self._move(command, Decided(responsibility=held, decision=decision, announce=announce), at)
        self._record(
            TlvDecided(
                occurred_at=at,
                tlv=self,
                decision=decision,
                term=now.decide,
                days_suspended=days_of(during(self.suspensions, now.decide), today),
            )
        )
