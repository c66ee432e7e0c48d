"""What a meeting is about: points of everybody who is invited, and papers to read before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from samenspel_arrangements.domain.meeting.people import Party
from samenspel_kernel.ids import DocumentId

MOST_POINTS = 40
MOST_PAPERS = 40
MAX_POINT = 300
MAX_SAID = 4000
MAX_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPoint:
    """A point, and what was said of it (`said`, its minutes; empty until the meeting)."""

    number: int
    text: str = field(repr=False)
    by: Party
    said: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a point on the agenda says what it is about")

    def with_minutes(self, said: Mapping[int, str]) -> "AgendaPoint":
        """Give it with what was said of it, by number; as it was where nothing is given."""
        return replace(self, said=said.get(self.number, self.said).strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document of the case that is read before; `late_because` is there when it came late."""

    document_id: DocumentId
    added_on: date
    late_because: str = field(default="", repr=False)
