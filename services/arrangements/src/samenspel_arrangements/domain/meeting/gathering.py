"""When and where one meets, that it was moved, and what was said there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from samenspel_arrangements.domain.meeting.people import Came
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """When and where one meets; `time` reads `14:30`, `papers` is until when papers are in time."""

    on: date
    time: str
    place_name: str
    place_address: str
    papers: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """It was moved from a day, for a reason."""

    from_day: date
    because: str = field(repr=False)
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What was written down so far, beside the minutes: nothing of it counts until the meeting is.

    `came` is by the place in who was invited, from 1.
    """

    came: tuple[tuple[int, Came], ...] = ()
    none_because: str = field(default="", repr=False)
    decision: str = field(default="", repr=False)


Said = Mapping[int, str]
"""What was said by the number of the point."""
NOTHING_NOTED = Notes()
