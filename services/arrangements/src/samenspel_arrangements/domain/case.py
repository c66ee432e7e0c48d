"""The case: from an offered handover to somebody who answers for it and knows what is next.

What a case has depends on its stage, so the stage is a type: an open case cannot be written down
without a holder and a dated next action, and any other case has neither.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samenspel_arrangements.domain.case_events import (
    CaseActionPlanned,
    CaseDeclined,
    CaseOffered,
    CaseOfferWithdrawn,
    CaseOpened,
    CaseTeamChanged,
)
from samenspel_arrangements.domain.case_stages import (
    ActionKind,
    CaseState,
    Declined,
    DeclineReason,
    Offered,
    OfferWithdrawn,
    Opened,
    Stage,
)
from samenspel_arrangements.domain.closing.closable import ClosableCase
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.team.team import NOBODY_JOINED, Team, TeamRole
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    HandoverId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
    case_id_of,
)
from samenspel_kernel.responsibility import (
    AWAIT_HANDOVER_ANSWER,
    Offer,
    Partner,
    Responsibility,
)
from samenspel_kernel.term import Term
from samenspel_kernel.terms import WorkingDays, add_working_days

__all__ = [
    "ActionKind",
    "Case",
    "CaseActionPlanned",
    "CaseDeclined",
    "CaseOfferWithdrawn",
    "CaseOffered",
    "CaseOpened",
    "CaseState",
    "DeclineReason",
    "Declined",
    "OfferWithdrawn",
    "Offered",
    "Opened",
    "Stage",
]

LONGEST_WAIT = timedelta(days=366)
MAX_NOTE_LENGTH = 1000
DAYS_TO_RECONSIDER = 5
HOLDS_CASES = (HolderKind.PERSON, HolderKind.UNIT_DESK, HolderKind.ALLIANCE_DESK)


@dataclass(eq=False, kw_only=True)
class Case(ClosableCase):
    """One pupil's way to help; its id follows from the handover, so one handover opens one case.

    `answer_by` is the last day on which the sender expects an answer, `withdrawal` the code of
    the reason why school or parents took the request back, if they did.
    """

    handover_id: HandoverId
    age_band: str
    answer_by: date
    withdrawal: str | None = None
    team: Team = NOBODY_JOINED

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

    def accept(self, *, by: Actor, kind: ActionKind, due_on: date, at: datetime) -> None:
        """Take the case on: the person holds it from now, with something to do.

        Also after the answer-by day: a late answer is better than none.
        """
        self._must_be_offered()
        _check_due_on(due_on, today=dutch_date(at))
        holder = Holder(HolderKind.PERSON, by.person_id)
        opened = Opened(
            responsibility=Responsibility.of(holder, NextAction(kind.value, due_on)),
            holder_name=by.name,
            accepted_at=at,
        )
        self._go("accept", opened)
        self._record(CaseOpened(occurred_at=at, case=self, opened=opened))

    def decline(self, *, reason: DeclineReason, note: str, at: datetime) -> None:
        """Refuse the handover; "other" needs a note."""
        self._must_be_offered()
        required = reason is DeclineReason.OTHER
        if wrong := text_error("note", note, required=required, max_length=MAX_NOTE_LENGTH):
            raise InvalidInput(wrong)
        self._go("decline", Declined(reason=reason, note=note))
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
            self._take_away("withdraw", at)
        elif isinstance(self.stage, Opened):
            due_on = add_working_days(dutch_date(at), DAYS_TO_RECONSIDER, working_days)
            reconsider = NextAction(ActionKind.CONTINUE_OR_CLOSE.value, due_on)
            self._hold(self._held().with_action(reconsider), at)

    def end_offer(self, *, at: datetime) -> None:
        """Take it away: the sender goes on by itself. A case that was answered stays as it is."""
        if isinstance(self.stage, Offered):
            self._take_away("end-offer", at)

    def died(self, *, at: datetime) -> None:
        """End it at once, also while it waits for an answer; nobody is asked anything any more."""
        if isinstance(self.stage, Offered):
            self._take_away("died", at)
        super().died(at=at)

    def plan_action(self, *, kind: ActionKind, due_on: date, at: datetime) -> None:
        """Say what is next instead of what was; what comes later stays, the holder too."""
        _ = self.opened
        _check_due_on(due_on, today=dutch_date(at))
        self._do_instead(NextAction(kind.value, due_on), at)

    def plan_evaluation(self, *, on: date, at: datetime) -> None:
        """Plan an evaluation instead of what is next; of two evaluations the first counts."""
        planned = [a for a in self._held().actions if a.kind == ActionKind.EVALUATE]
        if planned and planned[0].due_on <= on:
            return
        self._do_instead(NextAction(ActionKind.EVALUATE.value, on), at)

    def evaluated(self, *, decide_by: date, at: datetime) -> None:
        """Strike off the evaluation; what is next is to decide how to go on."""
        decide = NextAction(ActionKind.DECIDE_ON_HELP.value, decide_by)
        self._hold(self._held().replanned((ActionKind.EVALUATE.value,), decide), at)

    def remind(self, kind: ActionKind, *, at: datetime) -> None:
        """Have the holder do it from today on, beside all else; nothing if it had to before."""
        self._do_by(kind.value, dutch_date(at), at)

    def await_report(self, *, decide_by: date, at: datetime) -> None:
        """Have the holder ask parents, until a day, who may read a medical report (P4)."""
        self._do_by(ActionKind.ASK_ABOUT_REPORT.value, decide_by, at)

    def _do_by(self, kind: str, day: date, at: datetime) -> None:
        if isinstance(self.stage, Opened):
            known = [each.due_on for each in self.stage.responsibility.actions if each.kind == kind]
            if min(known, default=date.max) > day:
                self._hold(self._held().with_action(NextAction(kind, day)), at)

    def settle(self, kind: ActionKind, *, look_on: date, at: datetime) -> None:
        """Strike off what was done; when nothing else is planned, an evaluation is what is next."""
        if not isinstance(self.stage, Opened) or not self.stage.responsibility.has(kind.value):
            return
        others = len(self.stage.responsibility.actions) > 1
        then = NextAction(ActionKind.EVALUATE.value, max(look_on, dutch_date(at)))
        held = self._held().without(kind.value, then=None if others else then)
        self._hold(held, at)

    def join_team(
        self, role: TeamRole, *, called: str, does: str, until: date | None, at: datetime
    ) -> None:
        """Have somebody work along, while the case is open; until a day if one is named."""
        _ = self.opened
        self.team = self.team.joined(
            role, called=called, does=does, until=until, today=dutch_date(at)
        )
        self._record(CaseTeamChanged(occurred_at=at, case=self, role=role, has_left=False))

    def leave_team(self, number: int, *, at: datetime) -> None:
        """Have it work along no more."""
        _ = self.opened
        self.team = self.team.left(number, today=dutch_date(at))
        role = self.team.role_of(number)
        self._record(CaseTeamChanged(occurred_at=at, case=self, role=role, has_left=True))

    def offer_handover(
        self, handover_id: HandoverId, to: Holder | Partner, *, answer_term: Term, at: datetime
    ) -> None:
        """Offer it to a person or a desk; the sender stays responsible until it is accepted."""
        _ = self.opened
        if isinstance(to, Holder) and to.kind not in HOLDS_CASES:
            raise RuleViolation("case.stays-inside")
        super().offer_handover(handover_id, to, answer_term=answer_term, at=at)

    def take_over(
        self,
        handover_id: HandoverId,
        *,
        by: Actor,
        kind: ActionKind,
        due_on: date,
        at: datetime,
    ) -> None:
        """Accept what is offered, to oneself or to one's desk, with what is done first.

        RuleViolation `handover.not-open` when it is not offered so (any more).
        """
        if self._awaited(handover_id) is None:
            raise RuleViolation("handover.not-open")
        _check_due_on(due_on, today=dutch_date(at))
        self.accept_handover(handover_id, action=NextAction(kind.value, due_on), at=at)
        self._know(by)

    def take_from_desk(self, *, by: Actor, at: datetime) -> None:
        """Have a person answer for what its desk holds; only from a desk, never from a person."""
        if self._held().holder.kind is HolderKind.PERSON:
            raise RuleViolation("case.held-by-a-person")
        self.reassign(Holder(HolderKind.PERSON, by.person_id), at=at)
        self._know(by)

    def _taken(self, offer: Offer, action: NextAction, at: datetime) -> None:
        if isinstance(offer.to, Holder) and offer.to.kind is HolderKind.UNIT_DESK:
            self.unit_id = UnitId(offer.to.id)
        elif isinstance(offer.to, Holder) and offer.to.kind is HolderKind.ALLIANCE_DESK:
            self.unit_id = None
        super()._taken(offer, action, at)

    def _do_instead(self, action: NextAction, at: datetime) -> None:
        held = self._held()
        ours = [a.kind for a in held.actions if a.kind != AWAIT_HANDOVER_ANSWER]
        self._hold(held.replanned(ours[:1], action), at)

    def _take_away(self, command: str, at: datetime) -> None:
        self._go(command, OfferWithdrawn())
        self._record(CaseOfferWithdrawn(occurred_at=at, case=self))

    def _must_be_offered(self) -> None:
        match self.state:
            case CaseState.OPENED:
                raise RuleViolation("case.already-opened")
            case CaseState.DECLINED:
                raise RuleViolation("case.already-declined")
            case CaseState.OFFER_WITHDRAWN:
                raise RuleViolation("case.offer-withdrawn")
            case CaseState.AFTERCARE | CaseState.CLOSED:
                raise RuleViolation("case.closed")
            case CaseState.OFFERED:
                return


def _check_due_on(due_on: date, *, today: date) -> None:
    if due_on < today:
        raise InvalidInput(FieldError("due_on", "action.due-in-past"))
    if due_on > today + LONGEST_WAIT:
        raise InvalidInput(FieldError("due_on", "action.due-too-far-ahead"))
