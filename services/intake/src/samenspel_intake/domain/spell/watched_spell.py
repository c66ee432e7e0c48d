"""How a spell is watched: who acts, what it is called, how long it lasts."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar

from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.spell.absence_class import (
    TRUANCY,
    AbsenceClass,
    Classes,
    ClassPeriod,
)
from samenspel_intake.domain.spell.events import (
    AbsenceClassified,
    EducationLost,
    SpellTakenOn,
    StepReached,
)
from samenspel_intake.domain.spell.missed_hours import MissedHours
from samenspel_intake.domain.spell.report import Party, Report
from samenspel_intake.domain.spell.school_age import SchoolAge
from samenspel_intake.domain.spell.standing import (
    Ended,
    Out,
    SpellAction,
    Standing,
    Steps,
    Threatening,
)
from samenspel_kernel.accountability import Holder, NextAction, desk
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId
from samenspel_kernel.open_item import TransferableItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class WatchedSpell(TransferableItem[SpellId]):
    """What goes on while a spell is open; how it opens and ends is with its heir.

    `school_age` is None while the birth date is not known; `first_action` is the term within
    which somebody takes it on, None once somebody did.
    """

    thing: ClassVar[str] = "spell"
    bound: ClassVar[frozenset[str]] = frozenset(SpellAction) - {SpellAction.REVIEW_CLASS}

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    pupil_id: PupilId
    school_id: SchoolId | None
    school_age: SchoolAge | None
    opened_at: datetime
    report: Report
    told: frozenset[Party]
    first_action: Term | None
    classes: Classes = field(default_factory=Classes)
    missed: MissedHours = field(default_factory=MissedHours)
    standing: Standing

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for it; None when it has ended."""
        return None if isinstance(self.standing, Ended) else self.standing.responsibility

    def running(self) -> tuple[Term, ...]:
        """Give the term to act, and those of the threat, of three months and of the decider."""
        first = (self.first_action,) if self.first_action else ()
        match self.standing:
            case Threatening(look_again=look_again):
                return (*first, look_again)
            case Out() as now:
                asked = tuple(e.answer for e in now.escalations[-1:] if e.decision is None)
                return (*first, now.steps.three_months, *asked)
            case Ended():
                return ()

    def days_without_education(self, on: date) -> int:
        """Count the days up to and with a day, whatever the law calls them; 0 for a threat."""
        match self.standing:
            case Out(first_day=first_day):
                return max(0, (on - first_day).days + 1)
            case Ended(first_day=date() as first_day, last_day=date() as last_day):
                return max(0, (min(on, last_day) - first_day).days + 1)
            case _:
                return 0

    def tell(self, party: Party, *, at: datetime) -> None:
        """Note that somebody who has to hear of it did."""
        held = self._held()
        self.told |= {party}
        if self.told == frozenset(Party) and held.has(SpellAction.TELL_ALL):
            self._hold(held.without(SpellAction.TELL_ALL), at)

    def take_on(self, by: Holder, action: NextAction, *, at: datetime) -> None:
        """Answer for it by name, with what is done first; ends the term to act."""
        held = self._held()
        self._free(action.kind)
        if held.offer is not None:
            raise RuleViolation("handover.already-offered")
        if self.first_action is not None:
            self._check(self.first_action, at)
            held = held.without(SpellAction.FIRST_ACTION, then=action)
        self.first_action = None
        self._record(SpellTakenOn(occurred_at=at, spell=self))
        self._hold(held.with_action(action).held_by(by), at)

    def follow_child(
        self,
        school_id: SchoolId | None,
        unit_id: UnitId | None,
        *,
        first_action: Term,
        at: datetime,
    ) -> None:
        """Be of the school and unit where the child is now; somebody takes it on anew within a term.

        Where the unit is another, its desk answers for it from now on: the old one sees it no more.
        """
        self.notice_breaches(at=at)
        held, is_elsewhere = self._held(), unit_id != self.unit_id
        if self.first_action is None or is_elsewhere:
            self.first_action = first_action
        act = NextAction(SpellAction.FIRST_ACTION, self.first_action.last_day)
        self.school_id, self.unit_id = school_id, unit_id
        self._hold(held.with_action(act), at)
        if is_elsewhere:
            self.reassign(desk(unit_id=unit_id, alliance_id=self.alliance_id), at=at)

    def look_again(self, look_again: Term, *, at: datetime) -> None:
        """Look at a threat, and plan to look again."""
        standing = self._threatening()
        self._check(standing.look_again, at)
        self.standing = replace(standing, look_again=look_again)
        look = NextAction(SpellAction.LOOK_AGAIN, look_again.last_day)
        self._hold(standing.responsibility.with_action(look), at)

    def education_lost(self, first_day: date, steps: Steps, *, at: datetime) -> None:
        """Write down that the threat came true, and since when."""
        held = self._threatening().responsibility
        require_not_in_future("first_day", first_day, dutch_date(at))
        four_weeks, three_months = marks_of(steps)
        held = held.without(SpellAction.LOOK_AGAIN, then=four_weeks).with_action(three_months)
        self.standing = Out(held, first_day, steps)
        self._record(EducationLost(occurred_at=at, spell=self, standing=self.standing))

    def miss(self, monday: date, hours: int) -> None:
        """Write down how many hours the child missed in a week, in an open spell only."""
        self._held()
        self.missed = self.missed.with_week(monday, hours)

    def know_age(self, school_age: SchoolAge) -> None:
        """Write down between which days the child must go to school."""
        self._held()
        self.school_age = school_age

    def classify(self, period: ClassPeriod, *, at: datetime) -> None:
        """Give it its name in law from a day on; nobody too young is called a truant."""
        held = self._held()
        if period.absence_class in TRUANCY:
            self._require_duty(period.first_day)
        self.classes = self.classes.with_period(period)
        self._record(AbsenceClassified(occurred_at=at, spell=self, period=period))
        if period.last_day is not None:
            review = NextAction(SpellAction.REVIEW_CLASS, period.last_day)
            self._hold(held.with_action(review), at)

    def class_on(self, day: date) -> AbsenceClass | None:
        """Give its name in law on a day; of who is too young it is only without an offer."""
        if self.school_age is not None and day < self.school_age.first_day:
            return AbsenceClass.WITHOUT_OFFER
        return self.classes.on(day)

    def notice_breaches(self, *, at: datetime) -> None:
        """Tell of terms that have passed and of marks that are reached, each once."""
        super().notice_breaches(at=at)
        standing = self.standing
        if isinstance(standing, Out):
            reached = standing.steps.reached(dutch_date(at))
            new = [step for step in reached if step not in standing.reached]
            self.standing = replace(standing, reached=frozenset(reached))
            for step in new:
                self._record(StepReached(occurred_at=at, spell=self, step=step))

    def _marks(self) -> list[date]:
        standing, marks = self.standing, super()._marks()
        if isinstance(standing, Out):
            marks += standing.steps.ahead(standing.reached)
        return marks

    def _put(self, responsibility: Responsibility) -> None:
        if not isinstance(self.standing, Ended):
            self.standing = replace(self.standing, responsibility=responsibility)

    def _threatening(self) -> Threatening:
        self._held()
        if not isinstance(self.standing, Threatening):
            raise RuleViolation("spell.child-is-out")
        return self.standing

    def _require_duty(self, day: date) -> None:
        if self.school_age is None:
            raise InvalidInput(FieldError("absence_class", "spell.age-unknown"))
        if not self.school_age.must_go(day) and not self.school_age.must_qualify(day):
            raise InvalidInput(FieldError("absence_class", "spell.no-duty-to-go"))


def marks_of(steps: Steps) -> tuple[NextAction, NextAction]:
    """Give what is to be done when a spell reaches four weeks, and three months."""
    return (
        NextAction(SpellAction.REVIEW_AT_FOUR_WEEKS, steps.four_weeks.last_day),
        NextAction(SpellAction.ESCALATE, steps.three_months.last_day),
    )


def require_not_in_future(field: str, day: date, today: date) -> None:
    """Refuse a day that has not come yet."""
    if day > today:
        raise InvalidInput(FieldError(field, "date.in-future"))
