"""The case: from an offered handover to one person who holds it and knows what is next.

What a case has depends on its stage, so the stage is a type: an open case cannot be written down
without a holder and a dated next action, and any other case has neither.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    CaseId,
    HandoverId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
    case_id_of,
)
from samenspel_kernel.terms import WorkingDays, add_working_days

LONGEST_WAIT = timedelta(days=366)
MAX_NOTE_LENGTH = 1000
DAYS_TO_RECONSIDER = 5


class CaseState(StrEnum):
    """Where a case stands."""

    OFFERED = "offered"
    OPENED = "opened"
    DECLINED = "declined"
    OFFER_WITHDRAWN = "offer-withdrawn"


class ActionKind(StrEnum):
    """What can be next in an open case."""

    CONTACT_FAMILY = "contact-family"
    PLAN_MEETING = "plan-meeting"
    OBSERVE = "observe"
    DECIDE_ON_HELP = "decide-on-help"
    EVALUATE = "evaluate"
    CONTINUE_OR_CLOSE = "continue-or-close"


class DeclineReason(StrEnum):
    """Why an offered case is not accepted."""

    OTHER_UNIT = "other-unit"
    INFORMATION_MISSING = "information-missing"
    BASIC_SUPPORT_FIRST = "basic-support-first"
    NO_CAPACITY = "no-capacity"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Offered:
    """Nobody accepted yet; the sender is still responsible."""

    state: ClassVar[CaseState] = CaseState.OFFERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A person holds the case and something is next; `holder_name` is for screens only."""

    state: ClassVar[CaseState] = CaseState.OPENED
    holder: Holder
    holder_name: str
    next_action: NextAction
    accepted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """The handover was refused; the note is free text and never leaves this service."""

    state: ClassVar[CaseState] = CaseState.DECLINED
    reason: DeclineReason
    note: str


@dataclass(frozen=True, slots=True)
class OfferWithdrawn:
    """The request was taken back before anyone accepted."""

    state: ClassVar[CaseState] = CaseState.OFFER_WITHDRAWN


Stage = Offered | Opened | Declined | OfferWithdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOffered(DomainEvent):
    """A case waits for a person."""

    case: "Case"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(DomainEvent):
    """A person accepted; `opened` is the stage at that moment."""

    case: "Case"
    opened: Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDeclined(DomainEvent):
    """The handover was refused."""

    case: "Case"
    reason: DeclineReason


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOfferWithdrawn(DomainEvent):
    """The offer ended before anyone answered it."""

    case: "Case"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseActionPlanned(DomainEvent):
    """Something else is next; `opened` is the stage at that moment."""

    case: "Case"
    opened: Opened


@dataclass(eq=False, kw_only=True)
class Case(Aggregate[CaseId]):
    """One pupil's way to help; its id follows from the handover, so one handover opens one case.

    `answer_by` is the last day on which the sender expects an answer, `withdrawal` the code of
    the reason why school or parents took the request back, if they did.
    """

    handover_id: HandoverId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    kind: str
    age_band: str
    answer_by: date
    withdrawal: str | None = None
    stage: Stage = field(default_factory=Offered)

    @classmethod
    def offer(
        cls,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        handover_id: HandoverId,
        support_request_id: SupportRequestId,
        pupil_id: PupilId,
        school_id: SchoolId | None,
        kind: str,
        age_band: str,
        answer_by: date,
        at: datetime,
    ) -> "Case":
        """Put a handed-over request before the people who can accept it."""
        case = cls(
            id=case_id_of(handover_id),
            alliance_id=alliance_id,
            unit_id=unit_id,
            handover_id=handover_id,
            support_request_id=support_request_id,
            pupil_id=pupil_id,
            school_id=school_id,
            kind=kind,
            age_band=age_band,
            answer_by=answer_by,
        )
        case._record(CaseOffered(occurred_at=at, case=case))
        return case

    @property
    def state(self) -> CaseState:
        """Where the case stands."""
        return self.stage.state

    @property
    def opened(self) -> Opened:
        """Who holds it and what is next; RuleViolation `case.not-open` in any other stage."""
        if not isinstance(self.stage, Opened):
            raise RuleViolation("case.not-open")
        return self.stage

    def accept(self, *, by: Actor, kind: ActionKind, due_on: date, at: datetime) -> None:
        """Take the case on: the person holds it from now, with something to do.

        Also after the answer-by day: a late answer is better than none.
        """
        self._must_be_offered()
        _check_due_on(due_on, today=dutch_date(at))
        self.stage = Opened(
            holder=Holder(HolderKind.PERSON, by.person_id),
            holder_name=by.name,
            next_action=NextAction(kind.value, due_on),
            accepted_at=at,
        )
        self._record(CaseOpened(occurred_at=at, case=self, opened=self.stage))

    def decline(self, *, reason: DeclineReason, note: str, at: datetime) -> None:
        """Refuse the handover; "other" needs a note."""
        self._must_be_offered()
        required = reason is DeclineReason.OTHER
        if wrong := text_error("note", note, required=required, max_length=MAX_NOTE_LENGTH):
            raise InvalidInput(wrong)
        self.stage = Declined(reason=reason, note=note)
        self._record(CaseDeclined(occurred_at=at, case=self, reason=reason))

    def note_withdrawal(self, *, reason: str, at: datetime, working_days: WorkingDays) -> None:
        """Take notice that the request was taken back; the second time changes nothing.

        An accepted case stays open, so that the child keeps its holder while that person finds
        out, within five working days, whether to go on.
        """
        if self.withdrawal is not None:
            return
        self.withdrawal = reason
        if isinstance(self.stage, Offered):
            self.stage = OfferWithdrawn()
            self._record(CaseOfferWithdrawn(occurred_at=at, case=self))
        elif isinstance(self.stage, Opened):
            due_on = add_working_days(dutch_date(at), DAYS_TO_RECONSIDER, working_days)
            self._plan(NextAction(ActionKind.CONTINUE_OR_CLOSE.value, due_on), at)

    def end_offer(self, *, at: datetime) -> None:
        """Take it away: the sender goes on by itself. A case that was answered stays as it is."""
        if isinstance(self.stage, Offered):
            self.stage = OfferWithdrawn()
            self._record(CaseOfferWithdrawn(occurred_at=at, case=self))

    def plan_action(self, *, kind: ActionKind, due_on: date, at: datetime) -> None:
        """Say what is next and until when; the holder stays who it is."""
        _ = self.opened
        _check_due_on(due_on, today=dutch_date(at))
        self._plan(NextAction(kind.value, due_on), at)

    def plan_evaluation(self, *, on: date, at: datetime) -> None:
        """Make an evaluation what is next, unless an earlier one is planned already."""
        planned = self.opened.next_action
        if planned.kind == ActionKind.EVALUATE and planned.due_on <= on:
            return
        self._plan(NextAction(ActionKind.EVALUATE.value, on), at)

    def _plan(self, action: NextAction, at: datetime) -> None:
        self.stage = replace(self.opened, next_action=action)
        self._record(CaseActionPlanned(occurred_at=at, case=self, opened=self.stage))

    def _must_be_offered(self) -> None:
        match self.state:
            case CaseState.OPENED:
                raise RuleViolation("case.already-opened")
            case CaseState.DECLINED:
                raise RuleViolation("case.already-declined")
            case CaseState.OFFER_WITHDRAWN:
                raise RuleViolation("case.offer-withdrawn")
            case CaseState.OFFERED:
                return


def _check_due_on(due_on: date, *, today: date) -> None:
    if due_on < today:
        raise InvalidInput(FieldError("due_on", "action.due-in-past"))
    if due_on > today + LONGEST_WAIT:
        raise InvalidInput(FieldError("due_on", "action.due-too-far-ahead"))
