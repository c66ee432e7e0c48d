"""A child without education: who answers for it, and what happens when it lasts."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.spell.absence_class import ONE_DAY
from samenspel_intake.domain.spell.events import (
    DeciderRuled,
    EscalationRaised,
    SpellEnded,
    SpellOpened,
)
from samenspel_intake.domain.spell.ladder import Escalation, Ladder, PlaceDecision
from samenspel_intake.domain.spell.report import Party, Report
from samenspel_intake.domain.spell.school_age import SchoolAge
from samenspel_intake.domain.spell.standing import (
    AdmittedAt,
    Died,
    End,
    Ended,
    Out,
    Returned,
    SpellAction,
    Steps,
    Threatening,
)
from samenspel_intake.domain.spell.watched_spell import (
    WatchedSpell,
    marks_of,
    require_not_in_future,
)
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, SchoolId, UnitId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class OutOfEducationSpell(WatchedSpell):
    """Guards that it ends only when the child has education, and that somebody decides in time."""

    @classmethod
    def threatening(
        cls,
        id_: SpellId,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        pupil_id: PupilId,
        school_id: SchoolId | None,
        school_age: SchoolAge | None,
        report: Report,
        holder: Holder,
        first_action: Term,
        look_again: Term,
        at: datetime,
    ) -> "OutOfEducationSpell":
        """Open it before the child is out; the holder must act within `first_action`."""
        look = NextAction(SpellAction.LOOK_AGAIN, look_again.last_day)
        held = Responsibility.of(holder, look, *_opening(first_action, at))
        return cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            pupil_id=pupil_id,
            school_id=school_id,
            school_age=school_age,
            opened_at=at,
            report=report,
            told=report.knows,
            first_action=first_action,
            standing=Threatening(held, look_again),
        )._opened(at)

    @classmethod
    def out(
        cls,
        id_: SpellId,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        pupil_id: PupilId,
        school_id: SchoolId | None,
        school_age: SchoolAge | None,
        report: Report,
        first_day: date,
        holder: Holder,
        first_action: Term,
        steps: Steps,
        at: datetime,
    ) -> "OutOfEducationSpell":
        """Open it for a child that is out since a day; `steps` are computed from that day."""
        held = Responsibility.of(holder, *marks_of(steps), *_opening(first_action, at))
        return cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            pupil_id=pupil_id,
            school_id=school_id,
            school_age=school_age,
            opened_at=at,
            report=report,
            told=report.knows,
            first_action=first_action,
            standing=Out(held, first_day, steps),
        )._opened(at)

    def reviewed(self, action: NextAction, *, at: datetime) -> None:
        """Note that it was looked at after four weeks, and what is done next."""
        self._free(action.kind)
        self._hold(self._held().without(SpellAction.REVIEW_AT_FOUR_WEEKS, then=action), at)

    def escalate(self, ladder: Ladder, answer: Term, *, at: datetime) -> Escalation:
        """Ask the decider who is next on the ladder; `answer` is its term, by its rule."""
        standing = self._out()
        asked = standing.escalations
        if asked and asked[-1].decision is None and dutch_date(at) <= asked[-1].answer.last_day:
            raise RuleViolation("spell.decider-has-time")
        if len(asked) == len(ladder.rungs):
            raise RuleViolation("spell.no-decider-left")
        rung = ladder.rungs[len(asked)]
        if rung.rule != answer.rule:
            raise RuleViolation("spell.other-term-agreed")
        if asked and asked[-1].decision is None:
            self._check(asked[-1].answer, at)
        escalation = Escalation(rung, ladder.version, answer)
        self.standing = replace(standing, escalations=(*asked, escalation))
        self._record(
            EscalationRaised(
                occurred_at=at, spell=self, escalation=escalation, rung_number=len(asked) + 1
            )
        )
        wait = NextAction(SpellAction.AWAIT_DECIDER, answer.last_day)
        held = standing.responsibility.with_action(wait)
        if held.has(SpellAction.ESCALATE):
            held = held.without(SpellAction.ESCALATE)
        self._hold(held, at)
        return escalation

    def decide_place(
        self, decision: PlaceDecision, *, by: PersonId, carry_out_by: date, at: datetime
    ) -> None:
        """Point out a place; only the decider who was asked can."""
        standing = self._out()
        asked = standing.escalations[-1] if standing.escalations else None
        if asked is None or asked.decision is not None:
            raise RuleViolation("spell.no-decider-asked")
        if asked.rung.decider != by:
            raise RuleViolation("spell.not-the-decider")
        self._check(asked.answer, at)
        ruled = replace(asked, decision=decision)
        self.standing = replace(standing, escalations=(*standing.escalations[:-1], ruled))
        self._record(DeciderRuled(occurred_at=at, spell=self, escalation=ruled))
        carry_out = NextAction(SpellAction.CARRY_OUT_DECISION, carry_out_by)
        held = standing.responsibility.without(SpellAction.AWAIT_DECIDER, then=carry_out)
        self._hold(held, at)

    def end(self, how: Returned | AdmittedAt, *, at: datetime) -> None:
        """Close it: somebody confirms that the child is in school, from a day that has come."""
        self._held()
        require_not_in_future("from_day", how.from_day, dutch_date(at))
        standing = self.standing
        if isinstance(standing, Out) and how.from_day <= standing.first_day:
            raise InvalidInput(FieldError("from_day", "spell.ends-before-it-began"))
        self.notice_breaches(at=at)
        self._close(how, how.from_day - ONE_DAY, at)

    def died(self, *, at: datetime) -> None:
        """Close it at once."""
        self._held()
        self._close(Died(), dutch_date(at), at)

    def _out(self) -> Out:
        self._held()
        if not isinstance(self.standing, Out):
            raise RuleViolation("spell.child-is-not-out")
        return self.standing

    def _opened(self, at: datetime) -> "OutOfEducationSpell":
        require_not_in_future("known_on", self.report.known_on, dutch_date(at))
        if isinstance(self.standing, Out):
            require_not_in_future("first_day", self.standing.first_day, dutch_date(at))
        tell = frozenset(Party) - self.told
        self._record(SpellOpened(occurred_at=at, spell=self, standing=self.standing, tell=tell))
        if self.report.report_by is not None:
            self._check(self.report.report_by, at)
        return self

    def _close(self, how: End, last_day: date, at: datetime) -> None:
        if isinstance(self.standing, Out):
            standing = Ended(how, self.standing.first_day, last_day)
        else:
            standing = Ended(how, None, None)
        self.standing = standing
        self._record(SpellEnded(occurred_at=at, spell=self, standing=standing))


def _opening(term: Term, at: datetime) -> tuple[NextAction, NextAction]:
    return (
        NextAction(SpellAction.FIRST_ACTION, term.last_day),
        NextAction(SpellAction.TELL_ALL, dutch_date(at)),
    )
