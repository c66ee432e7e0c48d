"""What happens to a meeting; what was said at it is in none of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samenspel_arrangements.domain.meeting.joint_action import JointAction
from samenspel_arrangements.domain.meeting.standing import Record
from samenspel_kernel.aggregate import DomainEvent

if TYPE_CHECKING:
    from samenspel_arrangements.domain.meeting.meeting import Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEvent(DomainEvent):
    """Something happened to a meeting."""

    meeting: "Meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlanned(MeetingEvent):
    """It has a day, and people are invited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMoved(MeetingEvent):
    """It is on another day, or at another time or place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled(MeetingEvent):
    """It is not held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDayKept(MeetingEvent):
    """It stays on its day; who was invited at these places had asked for another."""

    asked: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld(MeetingEvent):
    """It was held and written down."""

    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSettled(MeetingEvent):
    """What was agreed is done, or will not be."""

    agreement: JointAction


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingClosed(MeetingEvent):
    """Nobody has to do anything for it any more."""
