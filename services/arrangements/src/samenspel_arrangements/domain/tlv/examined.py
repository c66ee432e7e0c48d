"""How an application becomes ready for a decision: complete, and with two advices."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.tlv.advice import (
    AdvicePair,
    Expert,
    ExpertAdvice,
    require_apart,
)
from samenspel_arrangements.domain.tlv.application import Application, alliance_number
from samenspel_arrangements.domain.tlv.core import SetAside, TlvCore
from samenspel_arrangements.domain.tlv.decision import Unprocessed
from samenspel_arrangements.domain.tlv.events import AdviceGiven, TlvDecided
from samenspel_arrangements.domain.tlv.kind import TlvKind
from samenspel_arrangements.domain.tlv.professions import ProfessionRule, Slot
from samenspel_arrangements.domain.tlv.stand_still import (
    StandStill,
    StandStills,
    days_of,
    during,
)
from samenspel_arrangements.domain.tlv.standing import (
    Decided,
    Deciding,
    Divided,
    Forwarded,
    InAdvice,
    Received,
    Suspended,
    WithdrawnByApplicant,
)
from samenspel_arrangements.domain.tlv.states import TLVS
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import PersonId
from samenspel_kernel.term import Term

StateT = TypeVar("StateT")
MAX_ADVICE, MAX_WORDS = 20_000, 2000


@dataclass(eq=False, kw_only=True)
class ExaminedTlv(TlvCore):
    """Guards that nothing incomplete is advised on, and that each advice is one expert's own."""

    def suspensions_on(self, day: date) -> StandStills:
        """Give the times that the clock stood still, if what is missing comes in on this day.

        It runs again after the last day to supply, also when nothing came (Awb 4:15).
        """
        now = self.standing
        if not isinstance(now, Suspended):
            return self.suspensions
        reason = " ".join(now.missing) or "asked"
        resumed_on = min(day, now.supply.last_day + ONE_DAY)
        closed = StandStill(asked_on=now.asked_on, resumed_on=resumed_on, reason=reason)
        return (*self.suspensions, closed)

    def supply(self, application: Application, *, decide: Term, check: Term, at: datetime) -> None:
        """Add what was missing; when all is there, the clock runs on from this day (Awb 4:15)."""
        TLVS.require(self.standing, "supply")
        today, now = dutch_date(at), self.standing
        application.check(today=today)
        self.application = application
        if isinstance(now, Suspended) and not application.missing():
            self._check(now.supply, at)
            self.suspensions = self.suspensions_on(today)
            held = now.responsibility
            self._move("supply", Received(responsibility=held, decide=decide, check=check), at)
        elif isinstance(now, Received | Suspended):
            self._move("supply", now, at)

    def suspend(self, words: str, *, supply: Term, at: datetime) -> None:
        """Ask the school for what is missing; the clock stands still meanwhile (Awb 4:5, 4:15)."""
        now = self._now(Received, "suspend")
        if error := text_error("words", words, max_length=MAX_WORDS):
            raise InvalidInput(error)
        if dutch_date(at) > now.decide.last_day:
            raise RuleViolation("term.over")
        suspended = Suspended(
            responsibility=now.responsibility,
            decide=now.decide,
            asked_on=dutch_date(at),
            missing=self.asked.missing(),
            supply=supply,
            words=words,
        )
        self._move("suspend", suspended, at)

    def leave_unprocessed(
        self, *, decide: Term, by: PersonId, announce: Term, at: datetime
    ) -> None:
        """Decide that nobody looks into it, when the time to supply is over (Awb 4:5).

        `decide` is the term to decide by, with the days that it stood still.
        """
        now = self._now(Suspended, "leave-unprocessed")
        today = dutch_date(at)
        if today <= now.supply.last_day:
            raise RuleViolation("tlv.supply-term-runs")
        self._check(now.supply, at)
        self.suspensions = self.suspensions_on(today)
        decision = Unprocessed(
            missing=now.missing, asked_on=now.asked_on, decided_by=by, decided_on=today
        )
        held = now.responsibility
        decided = Decided(responsibility=held, decision=decision, announce=announce)
        self._move("leave-unprocessed", decided, at)
        self._record(
            TlvDecided(
                occurred_at=at,
                tlv=self,
                decision=decision,
                term=decide,
                days_suspended=days_of(during(self.suspensions, decide), today),
            )
        )

    def complete(self, *, advise: Term, at: datetime) -> None:
        """Find that all is there: talks with the parents and the receiving school included."""
        now = self._now(Received, "complete")
        if self.asked.missing():
            raise RuleViolation("tlv.incomplete")
        if self.asked.is_elsewhere:
            raise RuleViolation("tlv.other-alliance-decides")
        self._check(now.check, at)
        held = now.responsibility
        self._move("complete", InAdvice(responsibility=held, decide=now.decide, advise=advise), at)

    def forward(self, alliance: str, *, at: datetime) -> None:
        """Send it on to the alliance that decides (Awb 2:3)."""
        self._now(Received, "forward")
        if not self.asked.is_elsewhere:
            raise RuleViolation("tlv.ours-to-decide")
        self._end("forward", Forwarded(alliance_number(alliance)), at)

    def withdraw(self, *, at: datetime) -> None:
        """End it, because the school takes it back."""
        self._held()
        self._end("withdraw", WithdrawnByApplicant(), at)

    def ask_expert(
        self, expert: Expert, rule: ProfessionRule, *, works_at: Collection[UUID], at: datetime
    ) -> None:
        """Ask a named person for one of the two advices, instead of who was asked before.

        `works_at` are the schools that the person is known to work for: not the applicant's (T6),
        also when the child moved since.
        """
        now = self._now(InAdvice, "ask-expert")
        rule.require(expert.slot, expert.profession)
        if {self.school_id, *self.moves.schools}.intersection(works_at):
            raise RuleViolation("tlv.expert-not-independent")
        if any(advice.expert.slot is expert.slot for advice in now.advices):
            raise RuleViolation("tlv.advice-is-there")
        others = [each for each in now.experts if each.slot is not expert.slot]
        if any(each.person_id == expert.person_id for each in others):
            raise RuleViolation("tlv.one-expert-twice")
        experts = sorted([*others, expert], key=lambda each: each.slot)
        self._move("ask-expert", replace(now, experts=tuple(experts)), at)

    def give_advice(
        self,
        verdict: TlvKind | None,
        text: str,
        rule: ProfessionRule,
        *,
        by: PersonId,
        alone: bool,
        meet: Term,
        at: datetime,
    ) -> None:
        """Write one's own advice; with the second one, the pair is there (T5, T6, T7)."""
        now = self._now(InAdvice, "give-advice")
        expert = next((each for each in now.experts if each.person_id == by), None)
        if expert is None:
            raise RuleViolation("tlv.not-your-advice")
        if any(advice.expert.slot is expert.slot for advice in now.advices):
            raise RuleViolation("tlv.advice-is-there")
        if not alone:
            raise InvalidInput(FieldError("alone", "tlv.collective-advice"))
        if error := text_error("text", text, max_length=MAX_ADVICE):
            raise InvalidInput(error)
        advice = ExpertAdvice(expert=expert, verdict=verdict, text=text, given_on=dutch_date(at))
        for other in now.advices:
            require_apart(other, advice)
        given = AdviceGiven(occurred_at=at, tlv=self, advice=advice)
        advices = tuple(sorted((*now.advices, advice), key=lambda each: each.expert.slot))
        if len(advices) < len(Slot):
            self._record(given)
            self._move("give-advice", replace(now, advices=advices), at)
            return
        pair, held = AdvicePair(advices[0], advices[1], rule), now.responsibility
        self._record(given)
        self._check(now.advise, at)
        if pair.is_divided:
            divided = Divided(responsibility=held, decide=now.decide, pair=pair, meet=meet)
            self._move("give-advice", divided, at)
        else:
            deciding = Deciding(responsibility=held, decide=now.decide, pair=pair)
            self._move("give-advice", deciding, at)

    def set_advice_aside(self, slot: Slot, reason: str, *, advise: Term, at: datetime) -> None:
        """Let an advice not count, with a reason; another expert is asked."""
        TLVS.require(self.standing, "set-advice-aside")
        if error := text_error("reason", reason, max_length=MAX_WORDS):
            raise InvalidInput(error)
        now = self.standing
        if isinstance(now, InAdvice):
            experts, advices = now.experts, now.advices
        elif isinstance(now, Divided | Deciding):
            advices = (now.pair.first, now.pair.second)
            experts = tuple(advice.expert for advice in advices)
        else:
            raise RuleViolation("tlv.not-now")
        aside = next((each for each in advices if each.expert.slot is slot), None)
        if aside is None:
            raise RuleViolation("tlv.advice-missing")
        self.set_aside = (*self.set_aside, SetAside(advice=aside, reason=reason, on=dutch_date(at)))
        back = InAdvice(
            responsibility=now.responsibility,
            decide=now.decide,
            advise=advise,
            experts=tuple(each for each in experts if each.slot is not slot),
            advices=tuple(each for each in advices if each is not aside),
        )
        self._move("set-advice-aside", back, at)

    def hold_mdo(self, held_on: date, *, at: datetime) -> None:
        """Write down that all met about advices that differ; the committee decides now (T7)."""
        now = self._now(Divided, "hold-mdo")
        if held_on > dutch_date(at):
            raise InvalidInput(FieldError("held_on", "date.in-future"))
        self._check(now.meet, at)
        deciding = Deciding(
            responsibility=now.responsibility, decide=now.decide, pair=now.pair, mdo_on=held_on
        )
        self._move("hold-mdo", deciding, at)

    def _now(self, state: type[StateT], command: str) -> StateT:
        self._held()
        TLVS.require(self.standing, command)
        if not isinstance(self.standing, state):
            raise RuleViolation("tlv.not-now")
        return self.standing
