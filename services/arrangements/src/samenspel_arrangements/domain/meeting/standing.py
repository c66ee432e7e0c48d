"""Where a meeting stands; open ones have a responsibility and a term, closed ones neither."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from samenspel_arrangements.domain.meeting.people import Came
from samenspel_kernel.ids import PersonId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.state_table import StateTable
from samenspel_kernel.term import Term


class MeetingAction(StrEnum):
    """What can be next."""

    HOLD = "hold-meeting"
    ANSWER = "answer-who-cant-come"
    FOLLOW_UP = "follow-up-agreements"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is decided (part D of the plan's form), by whom, and the letter that tells the family."""

    what: str = field(repr=False)
    by: PersonId
    letter_id: UUID

    def __post_init__(self) -> None:
        if not self.what.strip():
            raise ValueError("a decision says what is decided")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What came of it: who was there, in the order of who was invited, and what was decided.

    `no_minutes_because` is why a point has no minutes, where one has none.
    """

    on: date
    came: tuple[Came, ...]
    decision: Decision
    no_minutes_because: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Planned:
    """Open: it is still to be held, and written down within the term."""

    status: ClassVar = "planned"
    responsibility: Responsibility
    record: Term


@dataclass(frozen=True, slots=True)
class Following:
    """Open: it was held, and not all that was agreed is done."""

    status: ClassVar = "following"
    responsibility: Responsibility
    held: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """It was held, and all that was agreed is done, or has a reason why not."""

    status: ClassVar = "finished"
    held: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """It was not held, for a reason."""

    status: ClassVar = "cancelled"
    on: date
    because: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.because.strip():
            raise ValueError("what is cancelled has a reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """There is nothing to meet about any more: the child died."""

    status: ClassVar = "stopped"
    held: Record | None = None


Standing = Planned | Following | Finished | Cancelled | Stopped
ENDED = (Finished, Cancelled, Stopped)

MEETING_STATES = StateTable(
    thing="meeting",
    first={"plan": Planned},
    moves={
        Planned: {
            "put-on-agenda": (Planned,),
            "add-paper": (Planned,),
            "agree": (Planned,),
            "decline": (Planned,),
            "keep-day": (Planned,),
            "note": (Planned,),
            "move": (Planned,),
            "record": (Following, Finished),
            "cancel": (Cancelled,),
            "stop": (Stopped,),
        },
        Following: {"settle": (Following, Finished), "stop": (Stopped,)},
        Finished: {},
        Cancelled: {},
        Stopped: {},
    },
)
"""Which command leads from where to where; `stop` is for a child that died."""
