"""The duty of care while it runs: the clock, what a school does within it, and who answers."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from samenspel_intake.domain.ids import RegistrationId, SignalId
from samenspel_intake.domain.registration.duty_clock import (
    Asked,
    Deferral,
    DutyClock,
    DutyTerms,
    Extension,
)
from samenspel_intake.domain.registration.events import (
    ConsiderationDeferred,
    ConsiderationResumed,
    DecisionExtended,
    InformationAsked,
    PlacedTemporarily,
    RegistrationCompleted,
    RegistrationConfirmed,
    RegistrationWatched,
    TemporaryPlacementDue,
)
from samenspel_intake.domain.registration.filing import Filing
from samenspel_intake.domain.registration.standing import (
    AtDesk,
    Considering,
    Deferred,
    Ended,
    RegistrationAction,
    Standing,
)
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, SchoolId, UnitId
from samenspel_kernel.open_item import ItemReassigned, OpenItem
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term

_OF_CLOCK = frozenset({RegistrationAction.DECIDE, RegistrationAction.PLACE_TEMPORARILY})


@dataclass(eq=False, kw_only=True)
class DutyOfCare(OpenItem[RegistrationId]):
    """What runs between a registration's receipt and its end.

    `received_on` is the day on which the school got it, `asked` what it asked of the parents last.
    """

    thing: ClassVar[str] = "registration"
    bound: ClassVar[frozenset[str]] = frozenset(RegistrationAction) - {
        RegistrationAction.LOOK_AGAIN
    }

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    filing: Filing
    received_on: date
    entered_by: PersonId
    confirmed_on: date | None = None
    asked: Asked | None = None
    standing: Standing

    @property
    def pupil_id(self) -> PupilId:
        """Whom it is about."""
        return self.filing.pupil_id

    @property
    def school_id(self) -> SchoolId | None:
        """Where the parents registered the child."""
        return self.filing.school_id

    def is_late(self, ahead: Term) -> bool:
        """Tell whether it came later than the rule asks; `ahead` counts back from the start."""
        return self.received_on > ahead.last_day

    @property
    def responsibility(self) -> Responsibility | None:
        """Who answers for the child; None when it has ended."""
        return None if isinstance(self.standing, Ended) else self.standing.responsibility

    def running(self) -> tuple[Term, ...]:
        """Give the terms of the decision and the temporary place, or that of the standing."""
        match self.standing:
            case Considering() as now:
                place = (now.clock.terms.placement,) if self._must_place(now) else ()
                return (now.clock.decision, *place)
            case Deferred(deferral=deferral):
                return (deferral.follow_up,)
            case AtDesk(term=term):
                return (term,)
            case Ended():
                return ()

    def confirm_receipt(self, *, terms: DutyTerms | None = None, at: datetime) -> None:
        """Confirm it to the parents.

        `terms` are given when by the alliance's rule the clock starts with the confirmation.
        """
        held = self._held()
        if not held.has(RegistrationAction.CONFIRM_RECEIPT):
            raise RuleViolation("registration.receipt-already-confirmed")
        self.confirmed_on = dutch_date(at)
        standing = self.standing
        if terms is not None and isinstance(standing, Considering):
            self.standing = replace(standing, clock=replace(standing.clock, terms=terms))
            held = self._clocked(self.standing)
        self._record(RegistrationConfirmed(occurred_at=at, registration=self))
        self._hold(held.without(RegistrationAction.CONFIRM_RECEIPT), at)

    def complete(
        self, *, preferences: tuple[SchoolId, ...], expects_support: bool, at: datetime
    ) -> None:
        """Write down what the parents had left out; the duty may turn out to be elsewhere."""
        held = self._held()
        filing = replace(self.filing, preferences=preferences, expects_support=expects_support)
        if wrong := filing.wrong():
            raise InvalidInput(*wrong)
        self.filing = filing
        if isinstance(self.standing, Considering):
            held = self._clocked(self.standing)
        if held.has(RegistrationAction.ASK_PARENTS):
            held = held.without(RegistrationAction.ASK_PARENTS)
        self._record(RegistrationCompleted(occurred_at=at, registration=self))
        self._hold(held, at)

    def ask(self, asked: Asked, *, at: datetime) -> None:
        """Ask the parents for what the school needs to decide; the weeks go on meanwhile."""
        self._considering()
        require(bool(asked.words.strip()), "words", "registration.question-missing")
        self.asked = asked
        self._record(InformationAsked(occurred_at=at, registration=self, asked=asked))

    def extend(self, until: date, *, reason: str, at: datetime) -> None:
        """Take more time to decide, once; recorded after the last day it has no effect."""
        standing, today = self._considering(), dutch_date(at)
        clock = standing.clock
        if clock.extension is not None:
            raise RuleViolation("registration.already-extended")
        require(bool(reason.strip()), "reason", "registration.reason-missing")
        first, longest = clock.terms.decision.last_day, clock.terms.longest_extension.last_day
        require(until > first, "until", "registration.extension-too-short")
        require(until <= longest, "until", "registration.extension-too-long")
        extension = Extension(until, reason, today, has_effect=today <= first)
        self._check(clock.decision, at)
        self.standing = replace(standing, clock=replace(clock, extension=extension))
        self._record(DecisionExtended(occurred_at=at, registration=self, extension=extension))
        self._hold(self._clocked(self.standing), at)

    def defer(self, deferral: Deferral, *, latest: date | None, at: datetime) -> None:
        """Look again later, as agreed with the parents of a young child.

        `latest` is the last day for that: twelve weeks before the wished start, by the rule; None
        when the parents named no start.
        """
        standing = self._considering()
        day = deferral.follow_up.last_day
        require(latest is not None, "wished_start", "registration.start-missing")
        require(latest is None or day <= latest, "follow_up", "registration.follow-up-too-late")
        require(day > dutch_date(at), "follow_up", "date.in-past")
        self._check(standing.clock.decision, at)
        follow_up = NextAction(RegistrationAction.FOLLOW_UP, day)
        held = standing.responsibility.replanned(_OF_CLOCK, follow_up)
        self.standing = Deferred(held, deferral)
        self._record(ConsiderationDeferred(occurred_at=at, registration=self, deferral=deferral))

    def resume(self, terms: DutyTerms, *, at: datetime) -> None:
        """Look again, on the agreed day or before; the weeks count from now."""
        if not isinstance(self.standing, Deferred):
            raise RuleViolation("registration.not-deferred")
        self.notice_breaches(at=at)
        clock = DutyClock(terms)
        decide = clock_actions(self.filing, clock)[0]
        held = self.standing.responsibility.without(RegistrationAction.FOLLOW_UP, then=decide)
        self.standing = Considering(held, clock)
        self._record(ConsiderationResumed(occurred_at=at, registration=self))
        self._hold(self._clocked(self.standing), at)

    def place_temporarily(self, from_day: date, *, at: datetime) -> None:
        """Give the child its place for the time being; the duty to decide goes on."""
        standing = self._considering()
        if not self._must_place(standing):
            raise RuleViolation("registration.no-temporary-place-needed")
        self._check(standing.clock.terms.placement, at)
        self.standing = replace(standing, placed_from=from_day)
        self._record(PlacedTemporarily(occurred_at=at, registration=self))
        self._hold(standing.responsibility.without(RegistrationAction.PLACE_TEMPORARILY), at)

    def watch(self, signal_id: SignalId, *, look_again_on: date, at: datetime) -> None:
        """Look again on a day, because somebody is worried."""
        self.plan(NextAction(RegistrationAction.LOOK_AGAIN, look_again_on), at=at)
        self._record(RegistrationWatched(occurred_at=at, registration=self, signal_id=signal_id))

    def notice_breaches(self, *, at: datetime) -> None:
        """Tell of terms that have passed, and that the temporary place is due, each once."""
        super().notice_breaches(at=at)
        standing = self.standing
        if isinstance(standing, Considering) and self._must_place(standing):
            due = dutch_date(at) >= standing.clock.terms.placement.last_day
            if due and not standing.placement_due:
                self.standing = replace(standing, placement_due=True)
                self._record(TemporaryPlacementDue(occurred_at=at, registration=self))

    def _marks(self) -> list[date]:
        standing, marks = self.standing, super()._marks()
        if isinstance(standing, Considering) and self._must_place(standing):
            marks += [] if standing.placement_due else [standing.clock.terms.placement.last_day]
        return marks

    def reassign(self, to: Holder, *, at: datetime) -> None:
        """Have another answer for it; a school that came after takes the place of the one that closed.

        The clock goes on as it ran.
        """
        held = self._held()
        if held.holder == to:
            return
        if to.kind is HolderKind.SCHOOL:
            self.filing = self.filing.at_successor(SchoolId(to.id))
        self._hold(held.held_by(to), at)
        self._record(ItemReassigned(occurred_at=at, item=self, before=held.holder, after=to))

    def _put(self, responsibility: Responsibility) -> None:
        if not isinstance(self.standing, Ended):
            self.standing = replace(self.standing, responsibility=responsibility)

    def _considering(self) -> Considering:
        self._held()
        if not isinstance(self.standing, Considering):
            raise RuleViolation("registration.not-considered")
        return self.standing

    def _must_place(self, standing: Considering) -> bool:
        return needs_place(self.filing) and standing.placed_from is None

    def _clocked(self, standing: Considering) -> Responsibility:
        """Give who answers, with the actions of the clock as it is now."""
        decide, *place = clock_actions(self.filing, standing.clock)
        place = place if self._must_place(standing) else []
        return standing.responsibility.replanned(_OF_CLOCK, decide, *place)


def needs_place(filing: Filing) -> bool:
    """Tell whether the child gets a place for the time being when no decision comes.

    Not where the duty is another school's, nor for a child that has a school.
    """
    return filing.carries_duty and filing.enrolled_at is None


def clock_actions(filing: Filing, clock: DutyClock) -> tuple[NextAction, ...]:
    """Give what the clock asks of the school: to decide, and perhaps to give a place."""
    decide = NextAction(RegistrationAction.DECIDE, clock.decision.last_day)
    place = NextAction(RegistrationAction.PLACE_TEMPORARILY, clock.terms.placement.last_day)
    return (decide, place) if needs_place(filing) else (decide,)


def require(holds: bool, field: str, code: str) -> None:
    """Refuse a field unless something holds."""
    if not holds:
        raise InvalidInput(FieldError(field, code))
