"""A plan: the school owns it; parents, child and school make each version together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from samenspel_arrangements.domain.opp.consent import Consent, ParentId
from samenspel_arrangements.domain.opp.content import Content
from samenspel_arrangements.domain.opp.events import (
    OppBegun,
    OppEnded,
    OppEstablished,
    OppEvaluated,
)
from samenspel_arrangements.domain.opp.hearing import HeardInVoice, Hearing, Unheard
from samenspel_arrangements.domain.opp.ids import OppId
from samenspel_arrangements.domain.opp.standing import (
    Adjusting,
    Draft,
    Drafting,
    Ended,
    EndReason,
    Evaluation,
    EvaluationOutcome,
    InForce,
    OppAction,
    Stopping,
    Version,
)
from samenspel_arrangements.domain.opp.writing import OppInWriting, not_later
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, CaseId, PersonId, PupilId, SchoolId, UnitId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class OppSubject:
    """About whom it is, and in which case; the unit is that of the case."""

    alliance_id: AllianceId
    unit_id: UnitId | None
    case_id: CaseId
    pupil_id: PupilId
    school_id: SchoolId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterTerms:
    """The terms that begin when a version is established."""

    evaluate: Term
    tell_child: Term
    record: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDates:
    """What the school records itself in the national register: two dates, and no more (O7)."""

    begin: date | None
    end: date | None


@dataclass(eq=False, kw_only=True)
class Opp(OppInWriting):
    """Guards how a version comes to be in force: heard, talked about, consented to (O3, O4, O6)."""

    @classmethod
    def begin(
        cls,
        id_: OppId,
        *,
        subject: OppSubject,
        holder: Holder,
        asks_part_b: bool,
        establish: Term,
        at: datetime,
    ) -> "Opp":
        """Begin it; `establish` is the term for the first version (O2: six weeks)."""
        held = Responsibility.of(holder, NextAction(OppAction.ESTABLISH, establish.last_day))
        opp = cls(
            id=id_,
            alliance_id=subject.alliance_id,
            unit_id=subject.unit_id,
            case_id=subject.case_id,
            pupil_id=subject.pupil_id,
            school_id=subject.school_id,
            asks_part_b=asks_part_b,
            standing=Drafting(
                responsibility=held,
                establish=establish,
                draft=Draft(content=Content(), consent=Consent(1)),
            ),
        )
        opp._record(OppBegun(occurred_at=at, opp=opp, responsibility=held))
        return opp

    @property
    def in_force(self) -> Version | None:
        """The version that counts; None before the first and after the last."""
        ended = isinstance(self.standing, Stopping | Ended)
        return self.versions[-1] if self.versions and not ended else None

    @property
    def register_dates(self) -> RegisterDates:
        """The two dates that the school records itself; nothing of what the plan says (O7)."""
        begin = self.versions[0].established_on if self.versions else None
        ended = self.standing if isinstance(self.standing, Stopping | Ended) else None
        return RegisterDates(begin=begin, end=ended.ended_on if ended else None)

    def establish(
        self,
        *,
        by: PersonId,
        parents: Collection[ParentId],
        after: AfterTerms,
        at: datetime,
    ) -> None:
        """Let what was written count: whole, heard, talked about and consented to by each parent.

        `parents` are those with authority now. Too late is recorded, and never refused.
        """
        self._may("establish")
        standing, draft = self.standing, self.draft
        if missing := self.missing:
            raise InvalidInput(*(FieldError(each.value, "opp.field-missing") for each in missing))
        if isinstance(draft.hearing, Unheard):
            raise RuleViolation("opp.child-not-heard")
        if draft.talk is None:
            raise RuleViolation("opp.not-talked-about")
        require_consent(draft.consent, parents)
        self._check_running(at)
        number = len(self.versions) + 1
        version = Version(
            number=number,
            content=draft.content,
            hearing=draft.hearing,
            talk=draft.talk,
            consent=draft.consent,
            established_on=dutch_date(at),
            established_by=by,
        )
        self.versions = (*self.versions, version)
        self.child_told_on = None
        evaluate = standing.evaluate if isinstance(standing, Adjusting) else after.evaluate
        held = self._held().replanned(
            {OppAction.ESTABLISH, OppAction.TALK_ABOUT_CONSENT},
            NextAction(OppAction.EVALUATE, evaluate.last_day),
            *_to_tell(draft.hearing, after.tell_child),
            *self._to_record(after.record),
        )
        self.standing = InForce(responsibility=held, evaluate=evaluate)
        self._record(OppEstablished(occurred_at=at, opp=self, number=number))
        self._hold(held, at)

    def tell_child(self, *, at: datetime) -> None:
        """Note that the child heard what came of it (O6)."""
        self._may("tell-child")
        if not self._held().has(OppAction.TELL_CHILD):
            raise RuleViolation("opp.child-told")
        self.child_told_on = dutch_date(at)
        self._hold(self._held().without(OppAction.TELL_CHILD), at)

    def record_begin(self, *, at: datetime) -> None:
        """Note that the school recorded the begin date in the national register (O7)."""
        self._may("record-begin")
        if self.begin_recorded_on is not None:
            raise RuleViolation("opp.begin-recorded")
        self.begin_recorded_on = dutch_date(at)
        self._hold(self._held().without(OppAction.RECORD_BEGIN), at)

    def evaluate(
        self,
        evaluation: Evaluation,
        *,
        after: AfterTerms,
        adjust: Term,
        reason: EndReason | None = None,
        at: datetime,
    ) -> None:
        """Look back with parents and child, once a school year at least (O5, O6).

        Then it goes on, is adjusted by `adjust`, or stops for a `reason`; the child hears which.
        """
        self._may("evaluate")
        if evaluation.outcome is EvaluationOutcome.STOP and reason is None:
            raise InvalidInput(FieldError("reason", "opp.reason-missing"))
        if wrong := evaluation.wrong():
            raise InvalidInput(*wrong)
        not_later(evaluation.on, at)
        self._check_running(at)
        self.evaluations = (*self.evaluations, evaluation)
        self._record(
            OppEvaluated(occurred_at=at, opp=self, outcome=evaluation.outcome, on=evaluation.on)
        )
        held = self._held().with_action(NextAction(OppAction.EVALUATE, after.evaluate.last_day))
        for tell in _to_tell(evaluation.hearing, after.tell_child):
            held = held.with_action(tell)
        self.standing = InForce(responsibility=held, evaluate=after.evaluate)
        match evaluation.outcome:
            case EvaluationOutcome.GO_ON:
                self._hold(held, at)
            case EvaluationOutcome.ADJUST:
                self.adjust(adjust, at=at)
            case EvaluationOutcome.STOP if reason is not None:
                self.stop(reason, record=after.record, at=at)

    def adjust(self, establish: Term, *, at: datetime) -> None:
        """Begin a new version; the child is heard and each parent asked again (O4, O6)."""
        self._may("adjust")
        standing = self.standing
        if not isinstance(standing, InForce):
            raise RuleViolation("opp.not-now")
        newest = self.versions[-1]
        action = NextAction(OppAction.ESTABLISH, establish.last_day)
        held = standing.responsibility.with_action(action)
        self.standing = Adjusting(
            responsibility=held,
            establish=establish,
            evaluate=standing.evaluate,
            draft=Draft(content=newest.content, consent=Consent(newest.consent.revision + 1)),
        )
        self._hold(held, at)

    def stop(self, reason: EndReason, *, record: Term, at: datetime) -> None:
        """End it; the school still records that in the national register (O7).

        What the child is owed to hear stays owed.
        """
        self._may("stop")
        self._check_running(at)
        owed = [a for a in self._held().actions if a.kind == OppAction.TELL_CHILD]
        recording = NextAction(OppAction.RECORD_END, record.last_day)
        held = Responsibility.of(self._held().holder, recording, *self._to_record(record), *owed)
        self.standing = Stopping(
            responsibility=held, record=record, reason=reason, ended_on=dutch_date(at)
        )
        self._hold(held, at)

    def record_end(self, *, at: datetime) -> None:
        """Note that the school recorded the end date, and the begin date too; it is closed."""
        self._may("record-end")
        standing = self.standing
        if not isinstance(standing, Stopping):
            raise RuleViolation("opp.not-now")
        if self._held().has(OppAction.TELL_CHILD):
            raise RuleViolation("opp.child-not-told")
        self._check_running(at)
        self.begin_recorded_on = self.begin_recorded_on or dutch_date(at)
        self.end_recorded_on = dutch_date(at)
        self._end(standing.reason, standing.ended_on, at)

    def abandon(self, *, at: datetime) -> None:
        """Close it at once: the child died, and nobody is asked anything any more."""
        if not isinstance(self.standing, Ended):
            self._end(EndReason.DIED, dutch_date(at), at)

    def move_to(self, school_id: SchoolId | None, holder: Holder, *, at: datetime) -> None:
        """Let another school own it, where the child is from now on."""
        self.school_id = school_id
        if self.responsibility is not None:
            self.reassign(holder, at=at)

    def _end(self, reason: EndReason, on: date, at: datetime) -> None:
        self.standing = Ended(reason=reason, ended_on=on)
        self._record(OppEnded(occurred_at=at, opp=self, reason=reason))

    def _to_record(self, record: Term) -> list[NextAction]:
        open_ = self.begin_recorded_on is None and bool(self.versions)
        return [NextAction(OppAction.RECORD_BEGIN, record.last_day)] if open_ else []


def _to_tell(hearing: Hearing, term: Term) -> list[NextAction]:
    """Give that the child is told, unless a moment of its own owes it that already."""
    told_there = isinstance(hearing, HeardInVoice)
    return [] if told_there else [NextAction(OppAction.TELL_CHILD, term.last_day)]


def require_consent(consent: Consent, parents: Collection[ParentId]) -> None:
    """Refuse as long as not each parent with authority consented to this text (O4)."""
    if not parents:
        raise RuleViolation("opp.no-parent-known")
    if consent.withheld_by & set(parents):
        raise RuleViolation("opp.consent-withheld")
    if not consent.is_there(parents):
        raise RuleViolation("opp.consent-missing")
