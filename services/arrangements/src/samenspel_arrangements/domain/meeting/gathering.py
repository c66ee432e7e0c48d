"""When and where one meets, that it was moved, and what was said there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from samenspel_arrangements.domain.meeting.people import Came
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """When and where one meets; `time` reads `14:30`, `papers` is until when papers are in time."""

    on: date
    time: str
    place_name: str
    place_address: str
    papers: Term

    def check_ahead(self, at: datetime) -> None:
        """Refuse a day that has passed."""
        if self.on < dutch_date(at):
            raise InvalidInput(FieldError("on", "meeting.in-the-past"))


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

    def lacks(self, places: int, *, is_unsaid: bool) -> Iterator[FieldError]:
        """Tell what keeps it from counting: who came of so many places, and minutes or a reason."""
        known = dict(self.came)
        for place in range(1, places + 1):
            if place not in known:
                yield FieldError(f"came.{place}", "meeting.came-missing")
        if is_unsaid and not self.none_because.strip():
            yield FieldError("none_because", "meeting.minutes-missing")


Said = Mapping[int, str]
"""What was said by the number of the point."""
NOTHING_NOTED = Notes()
