"""Where a request stands, and who answers for it.

An open standing can't be made without a holder and a dated next action, and a closed one has no
place for them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from samenspel_intake.domain.question import LONGEST_TEXT
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.errors import FieldError
from samenspel_kernel.ids import CaseId, HandoverId, UnitId


class Action(StrEnum):
    """What can be next."""

    CONFIRM_RECEIPT = "confirm-receipt"
    ASSESS = "assess"
    AWAIT_HANDOVER_ANSWER = "await-handover-answer"
    REASSESS = "reassess"
    AWAIT_COMPLETION = "await-completion"
    AWAIT_PARTNER = "await-partner"
    ARRANGE_DEPUTY = "arrange-deputy"


class WithdrawalReason(StrEnum):
    """Why a request is taken back."""

    SOLVED = "solved"
    PARENTS_OBJECT = "parents-object"
    MOVED = "moved"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Route(StrEnum):
    """To whom a request can be offered."""

    ARRANGEMENT = "arrangement"
    TLV = "tlv"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a handover goes: to those who grant help or a place, or to another unit's desk."""

    route: Route = Route.ARRANGEMENT
    unit_id: UnitId | None = None

    def __post_init__(self) -> None:
        if (self.route is Route.UNIT) != (self.unit_id is not None):
            raise ValueError("a unit goes with a handover to a unit, and with no other")


TO_HELP = Destination()
"""To those who grant help."""


@dataclass(frozen=True, slots=True)
class Handover:
    """An offer to another; the sender stays responsible until it is accepted."""

    id: HandoverId
    offered_at: datetime
    answer_by: date
    to: Destination = TO_HELP


class AnswerOutcome(StrEnum):
    """How the desk answered by itself."""

    ADVICE = "advice"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk says to school and parents; the text never leaves intake."""

    outcome: AnswerOutcome
    text: str = field(repr=False)

    def wrong(self) -> list[FieldError]:
        """List what can't be sent: no text, too much of it, forbidden numbers."""
        missing = [] if self.text.strip() else [FieldError("text", "answer.missing")]
        long = len(self.text) > LONGEST_TEXT
        too_long = [FieldError("text", "text.too-long")] if long else []
        return [*missing, *too_long, *forbidden_identifiers.field_errors(text=self.text)]


@dataclass(frozen=True, slots=True)
class Submitted:
    """Open: with the desk; `expired` is the handover that nobody answered, if that was so."""

    status: ClassVar = "submitted"
    holder: Holder
    next_action: NextAction
    expired: HandoverId | None = None


@dataclass(frozen=True, slots=True)
class HandoverOffered:
    """Open: still with the desk, and an answer is awaited."""

    status: ClassVar = "handover-offered"
    holder: Holder
    next_action: NextAction
    handover: Handover


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Closed here: the case answers for it now."""

    status: ClassVar = "handed-over"
    handover_id: HandoverId
    case_id: CaseId


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Closed: taken back."""

    status: ClassVar = "withdrawn"
    reason: WithdrawalReason
    handover_id: HandoverId | None


@dataclass(frozen=True, slots=True)
class Answered:
    """Closed: the desk gave the answer itself."""

    status: ClassVar = "answered"
    answer: Answer
    answered_at: datetime


Open = Submitted | HandoverOffered
Standing = Open | HandedOver | Withdrawn | Answered
