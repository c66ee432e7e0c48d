"""The support request: what a school asks of its alliance for a child, a group or a teacher.

From the first second it has exactly one holder and a dated next action, until another answers
for it or it is taken back.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from samenspel_intake.domain.asking.asked import Asked
from samenspel_intake.domain.asking.gates import GATES, RequestKind
from samenspel_intake.domain.asking.needs import Needs
from samenspel_intake.domain.asking.parents_voice import ParentView
from samenspel_intake.domain.question import Question
from samenspel_intake.domain.request_events import (
    KindChanged,
    NeedsAssessed,
    ParentViewAdded,
    ReceiptConfirmed,
    RequestAnswered,
    RequestWithdrawn,
    ResponseResumed,
    ResponseSuspended,
    SupportRequestSubmitted,
)
from samenspel_intake.domain.standing import (
    Action,
    Answer,
    Answered,
    HandoverOffered,
    Submitted,
    WithdrawalReason,
    Withdrawn,
)
from samenspel_intake.domain.suspension import Suspended
from samenspel_intake.domain.transferable_request import TransferableRequest
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, SchoolId, SupportRequestId, UnitId
from samenspel_kernel.running_terms import Suspension
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class SupportRequest(TransferableRequest):
    """How it comes in, what the desk does with it, and how it ends."""

    @classmethod
    def submit(
        cls,
        id_: SupportRequestId,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        pupil_id: PupilId | None,
        school_id: SchoolId | None,
        question: Question,
        age_band: str,
        by: PersonId,
        holder: Holder,
        response_term: Term,
        at: datetime,
        asked: Asked | None = None,
    ) -> "SupportRequest":
        """Ask; the desk holds it at once, and its first action is to confirm the receipt."""
        if wrong := question.wrong():
            raise InvalidInput(*wrong)
        standing = Submitted(holder, NextAction(Action.CONFIRM_RECEIPT, dutch_date(at)))
        request = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            pupil_id=pupil_id,
            school_id=school_id,
            question=question,
            age_band=age_band,
            submitted_at=at,
            submitted_by=by,
            response_term=response_term,
            standing=standing,
            asked=asked,
        )
        if GATES[request.kind].is_about_a_child != (pupil_id is not None):
            raise InvalidInput(FieldError("pupil_id", "support-request.other-kind-of-pupil"))
        request._record(SupportRequestSubmitted(occurred_at=at, request=request, standing=standing))
        return request

    def confirm_receipt(self, *, at: datetime) -> None:
        """Tell that the alliance has it; next, the desk assesses it within the response term."""
        standing = self._open()
        if standing.next_action.kind != Action.CONFIRM_RECEIPT:
            raise RuleViolation("support-request.receipt-already-confirmed")
        self._record(ReceiptConfirmed(occurred_at=at, request=self))
        self._next(standing, NextAction(Action.ASSESS, self.response_term.last_day), at)

    def answer(self, answer: Answer, *, at: datetime) -> None:
        """Close it with an answer of the desk itself."""
        self._at_desk()
        if wrong := answer.wrong():
            raise InvalidInput(*wrong)
        self.standing = Answered(answer, at)
        self._record(RequestAnswered(occurred_at=at, request=self, standing=self.standing))

    def suspend(self, suspended: Suspended, *, at: datetime) -> None:
        """Let the response term stand still until what was asked has come."""
        standing = self._at_desk()
        if standing.next_action.kind == Action.CONFIRM_RECEIPT:
            raise RuleViolation("support-request.receipt-not-confirmed")
        self.suspended = suspended
        self._record(ResponseSuspended(occurred_at=at, request=self, suspended=suspended))
        self._next(standing, NextAction(Action.AWAIT_COMPLETION, suspended.complete.last_day), at)

    def resume(self, response_term: Term, *, at: datetime) -> None:
        """Let the term run again; `response_term` has the day that follows from the pauses."""
        standing, suspended = self._open(), self.suspended
        if suspended is None or not isinstance(standing, Submitted):
            raise RuleViolation("support-request.not-suspended")
        over = Suspension(
            asked_on=suspended.asked_on, resumed_on=dutch_date(at), reason=suspended.why
        )
        self.pauses += (over,)
        self.suspended, self.response_term = None, response_term
        self._record(ResponseResumed(occurred_at=at, request=self))
        self._next(standing, NextAction(Action.ASSESS, response_term.last_day), at)

    def arrange_deputy(self, *, by: date, at: datetime) -> None:
        """Have its holder see first to who answers in the holiday that the term ends in."""
        standing = self._at_desk()
        if standing.next_action.kind != Action.ASSESS:
            raise RuleViolation("support-request.not-assessed-now")
        self._next(standing, NextAction(Action.ARRANGE_DEPUTY, by), at)

    def deputy_arranged(self, *, at: datetime) -> None:
        """Go on with it; nothing happens when no deputy is asked for."""
        standing = self.standing
        if isinstance(standing, Submitted) and standing.next_action.kind == Action.ARRANGE_DEPUTY:
            self._next(standing, NextAction(Action.ASSESS, self.response_term.last_day), at)

    def change_kind(
        self,
        kind: RequestKind,
        *,
        response_term: Term,
        pupil_id: PupilId | None = None,
        at: datetime,
    ) -> None:
        """Answer it as another kind; nothing is typed anew, and what was typed stays.

        `pupil_id` says which child a question turned out to be about. What is about a child
        stays so: ask anew for a group, with what was typed.
        """
        standing, before = self._at_desk(), self.kind
        gate, child = GATES[kind], self.pupil_id or pupil_id
        if gate.is_about_a_child and child is None:
            raise InvalidInput(FieldError("pupil_id", "pupil.missing"))
        if not gate.is_about_a_child and child is not None:
            raise RuleViolation("support-request.about-a-child")
        self.asked, self.pupil_id = replace(self._asked(), kind=kind), child
        self.question = replace(self.question, kind=self.asked.question.kind)
        self.response_term = response_term
        self._record(KindChanged(occurred_at=at, request=self, before=before))
        if standing.next_action.kind == Action.ASSESS:
            self._next(standing, NextAction(Action.ASSESS, response_term.last_day), at)

    def ask_partner(self, *, look_again_by: date, at: datetime) -> None:
        """Have a partner help beside school; the desk goes on answering for it, and looks again."""
        standing = self._at_desk()
        self.child()
        self._next(standing, NextAction(Action.AWAIT_PARTNER, look_again_by), at)

    def assess_needs(self, needs: Needs, *, at: datetime) -> None:
        """Write down what the unit finds is needed."""
        self._open()
        self.needs = needs
        self._record(NeedsAssessed(occurred_at=at, request=self))

    def mark_safety(self, is_about_safety: bool) -> None:
        """Say whether somebody's safety is at stake: the desk takes it up before others then."""
        self._open()
        self.is_about_safety = is_about_safety

    def add_parent_view(self, view: ParentView, *, at: datetime) -> None:
        """Add what a parent thinks, also after it was sent."""
        self._open()
        if wrong := view.wrong():
            raise InvalidInput(*wrong)
        self.asked = self._asked().with_view(view)
        self._record(ParentViewAdded(occurred_at=at, request=self, view=view))

    def follow_child(
        self, school_id: SchoolId | None, *, look_by: date | None, at: datetime
    ) -> None:
        """Be of the school that the child is at now; whoever answers for it goes on doing so.

        `look_by`: the child has another unit too, and the holder sees by that day to who goes on.
        """
        standing, self.school_id = self._open(), school_id
        if look_by is not None and isinstance(standing, Submitted):
            due_on = min(look_by, standing.next_action.due_on)
            self._next(standing, NextAction(Action.REASSESS, due_on), at)

    def withdraw(self, reason: WithdrawalReason, *, at: datetime) -> None:
        """Take it back, with an offered handover too."""
        standing = self._open()
        offered = standing.handover.id if isinstance(standing, HandoverOffered) else None
        self.standing = Withdrawn(reason, offered)
        self._record(RequestWithdrawn(occurred_at=at, request=self, standing=self.standing))
