"""A request in somebody's hands: what was asked, who answers for it, and what is next."""

from dataclasses import dataclass, replace
from datetime import datetime

from samenspel_intake.domain.asking.asked import Asked
from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.needs import Needs
from samenspel_intake.domain.question import Question
from samenspel_intake.domain.request_events import ActionPlanned
from samenspel_intake.domain.standing import (
    Answered,
    HandedOver,
    HandoverOffered,
    Open,
    Standing,
    Submitted,
    Withdrawn,
)
from samenspel_intake.domain.suspension import Suspended
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, SchoolId, SupportRequestId, UnitId
from samenspel_kernel.running_terms import Suspension
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class HeldRequest(Aggregate[SupportRequestId]):
    """Guards who answers for it; holds no name, only the pupil's reference.

    A request for a group and a teacher's question have no pupil. `asked` is what was typed, by
    the gate of its kind; None for a request that came with a question only. `suspended` tells
    that the response term stands still, `pauses` when it did before.
    """

    alliance_id: AllianceId
    unit_id: UnitId | None = None
    pupil_id: PupilId | None
    school_id: SchoolId | None
    question: Question
    age_band: str
    submitted_at: datetime
    submitted_by: PersonId
    response_term: Term
    standing: Standing
    asked: Asked | None = None
    needs: Needs | None = None
    is_about_safety: bool = False
    suspended: Suspended | None = None
    pauses: tuple[Suspension, ...] = ()

    @property
    def kind(self) -> RequestKind:
        """For whom help is asked."""
        return self._asked().kind

    @property
    def holder(self) -> Holder | None:
        """Who answers for it; None when it is closed."""
        return self.standing.holder if isinstance(self.standing, Open) else None

    def child(self) -> PupilId:
        """Give the pupil; RuleViolation for a request that is about none."""
        if self.pupil_id is None:
            raise RuleViolation("support-request.about-no-child")
        return self.pupil_id

    def _open(self) -> Open:
        match self.standing:
            case HandedOver():
                raise RuleViolation("support-request.already-handed-over")
            case Withdrawn():
                raise RuleViolation("support-request.already-withdrawn")
            case Answered():
                raise RuleViolation("support-request.already-answered")
            case standing:
                return standing

    def _asked(self) -> Asked:
        return self.asked or Asked.only(self.question)

    def _at_desk(self) -> Submitted:
        standing = self._open()
        if isinstance(standing, HandoverOffered):
            raise RuleViolation("support-request.handover-already-offered")
        if self.suspended is not None:
            raise RuleViolation("support-request.suspended")
        return standing

    def _next(self, standing: Open, action: NextAction, at: datetime) -> None:
        self.standing = replace(standing, next_action=action)
        self._record(ActionPlanned(occurred_at=at, request=self, standing=self.standing))
