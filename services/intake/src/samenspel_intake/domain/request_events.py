"""What happens to a support request."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_intake.domain.asking.gates import RequestKind
from samenspel_intake.domain.asking.parents_voice import ParentView
from samenspel_intake.domain.standing import (
    Answered,
    HandedOver,
    Handover,
    HandoverOffered,
    Open,
    Submitted,
    Withdrawn,
)
from samenspel_intake.domain.suspension import Suspended
from samenspel_kernel.accountability import Holder
from samenspel_kernel.aggregate import DomainEvent
from samenspel_kernel.open_item import HandoverAnswer

if TYPE_CHECKING:
    from samenspel_intake.domain.held_request import HeldRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRequestEvent(DomainEvent):
    """Something happened to a request."""

    request: "HeldRequest"


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
    """The handover was refused, or nobody answered in time: the desk goes on."""

    handover: Handover
    answer: HandoverAnswer
    standing: Submitted


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTransferred(SupportRequestEvent):
    """Another unit accepted it, and answers for it now."""

    handover: Handover
    standing: Submitted


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswered(SupportRequestEvent):
    """The desk answered it itself; it is closed."""

    standing: Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(SupportRequestEvent):
    """It was taken back."""

    standing: Withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSuspended(SupportRequestEvent):
    """The response term stands still: something was asked."""

    suspended: Suspended


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseResumed(SupportRequestEvent):
    """The response term runs again; its last day is the request's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChanged(SupportRequestEvent):
    """It is answered as another kind of request."""

    before: RequestKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsAssessed(SupportRequestEvent):
    """The unit looked at what is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentViewAdded(SupportRequestEvent):
    """A parent added its view after it was sent."""

    view: ParentView


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReassigned(SupportRequestEvent):
    """Another answers for it."""

    before: Holder
    standing: Open
