"""Where a request stands, and who answers for it.

An open standing can't be made without a holder and a dated next action, and a closed one has no
place for them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.ids import CaseId, HandoverId


class Action(StrEnum):
    """What can be next."""

    CONFIRM_RECEIPT = "confirm-receipt"
    ASSESS = "assess"
    AWAIT_HANDOVER_ANSWER = "await-handover-answer"
    REASSESS = "reassess"
    AWAIT_COMPLETION = "await-completion"


class WithdrawalReason(StrEnum):
    """Why a request is taken back."""

    SOLVED = "solved"
    PARENTS_OBJECT = "parents-object"
    MOVED = "moved"
    DUPLICATE = "duplicate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Handover:
    """An offer to those who grant help; the sender stays responsible until it is accepted."""

    id: HandoverId
    offered_at: datetime
    answer_by: date


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


Open = Submitted | HandoverOffered
Standing = Open | HandedOver | Withdrawn
