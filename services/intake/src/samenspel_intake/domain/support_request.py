"""The support request: what a school asks of its alliance for one child.

From the first second it has exactly one holder and a dated next action, until another answers
for it or it is taken back.
"""

from dataclasses import dataclass
from datetime import date, datetime

from samenspel_intake.domain.question import Question
from samenspel_intake.domain.standing import (
    Action,
    HandedOver,
    Handover,
    HandoverOffered,
    Open,
    Standing,
    Submitted,
    WithdrawalReason,
    Withdrawn,
)
from samenspel_intake.domain.term import Term
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    CaseId,
    HandoverId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRequestEvent(DomainEvent):
    """Something happened to a request."""

    request: "SupportRequest"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRequestSubmitted(SupportRequestEvent):
    """The school asked; the response term runs."""

    standing: Submitted


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptConfirmed(SupportRequestEvent):
    """School and parents may know that the alliance has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanned(SupportRequestEvent):
    """What is next changed, or who does it."""

    standing: Open


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverWasOffered(SupportRequestEvent):
    """The desk offered it to those who grant help."""

    standing: HandoverOffered


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHandedOver(SupportRequestEvent):
    """The handover was accepted."""

    standing: HandedOver


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverReturned(SupportRequestEvent):
    """The handover was refused: the desk goes on."""

    handover_id: HandoverId
    standing: Submitted


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(SupportRequestEvent):
    """It was taken back."""

    standing: Withdrawn


@dataclass(eq=False, kw_only=True)
class SupportRequest(Aggregate[SupportRequestId]):
    """Guards who answers for it; holds no name, only the pupil's reference."""

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    pupil_id: PupilId
    school_id: SchoolId | None
    question: Question
    age_band: str
    submitted_at: datetime
    submitted_by: PersonId
    response_term: Term
    standing: Standing

    @classmethod
    def submit(
        cls,
        id_: SupportRequestId,
        *,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        pupil_id: PupilId,
        school_id: SchoolId | None,
        question: Question,
        age_band: str,
        by: PersonId,
        holder: Holder,
        response_term: Term,
        at: datetime,
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
        )
        request._record(SupportRequestSubmitted(occurred_at=at, request=request, standing=standing))
        return request

    def confirm_receipt(self, *, at: datetime) -> None:
        """Tell that the alliance has it; next, the desk assesses it within the response term."""
        standing = self._open()
        if standing.next_action.kind != Action.CONFIRM_RECEIPT:
            raise RuleViolation("support-request.receipt-already-confirmed")
        assess = NextAction(Action.ASSESS, self.response_term.last_day)
        self.standing = Submitted(standing.holder, assess)
        self._record(ReceiptConfirmed(occurred_at=at, request=self))
        self._record(ActionPlanned(occurred_at=at, request=self, standing=self.standing))

    def offer_handover(self, handover_id: HandoverId, *, answer_term: Term, at: datetime) -> None:
        """Offer it to those who grant help; the desk stays responsible and awaits the answer."""
        standing = self._open()
        if isinstance(standing, HandoverOffered):
            raise RuleViolation("support-request.handover-already-offered")
        answer_by = answer_term.last_day
        self.standing = HandoverOffered(
            standing.holder,
            NextAction(Action.AWAIT_HANDOVER_ANSWER, answer_by),
            Handover(handover_id, at, answer_by),
        )
        self._record(HandoverWasOffered(occurred_at=at, request=self, standing=self.standing))

    def handover_accepted(self, handover_id: HandoverId, case_id: CaseId, *, at: datetime) -> None:
        """Let go of it: the case answers for it.

        Nothing happens when that handover is not the one that is awaited: a request that was
        withdrawn meanwhile stays so, and the case decides what becomes of it.
        """
        if self._awaits(handover_id):
            self.standing = HandedOver(handover_id, case_id)
            self._record(RequestHandedOver(occurred_at=at, request=self, standing=self.standing))

    def handover_declined(
        self, handover_id: HandoverId, *, reassess_by: date, at: datetime
    ) -> None:
        """Take it up again; nothing happens when that handover is not the one awaited."""
        standing = self.standing
        if isinstance(standing, HandoverOffered) and self._awaits(handover_id):
            self.standing = Submitted(standing.holder, NextAction(Action.REASSESS, reassess_by))
            self._record(
                HandoverReturned(
                    occurred_at=at, request=self, handover_id=handover_id, standing=self.standing
                )
            )

    def withdraw(self, reason: WithdrawalReason, *, at: datetime) -> None:
        """Take it back, with an offered handover too."""
        standing = self._open()
        offered = standing.handover.id if isinstance(standing, HandoverOffered) else None
        self.standing = Withdrawn(reason, offered)
        self._record(RequestWithdrawn(occurred_at=at, request=self, standing=self.standing))

    def _open(self) -> Open:
        match self.standing:
            case HandedOver():
                raise RuleViolation("support-request.already-handed-over")
            case Withdrawn():
                raise RuleViolation("support-request.already-withdrawn")
            case standing:
                return standing

    def _awaits(self, handover_id: HandoverId) -> bool:
        return (
            isinstance(self.standing, HandoverOffered) and self.standing.handover.id == handover_id
        )
