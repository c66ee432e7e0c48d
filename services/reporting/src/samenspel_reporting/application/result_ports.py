"""What the results of help are kept as and asked by; the adapters fit themselves to this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypedDict, Unpack
from uuid import UUID

from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.figures import AsOf
from samenspel_reporting.domain.results import Fact, Indicator, Result

MOST_FACTS = 10_000_000
"""Of one day; a cursor that says more is none of ours."""


@dataclass(frozen=True, slots=True)
class WantedFacts:
    """At most `limit` facts, those after the day of the last one seen and its number in that day."""

    limit: int
    after: tuple[date, int] | None = None

    @classmethod
    def read(cls, limit: int, after: Sequence[object] | None) -> "WantedFacts":
        """Read a cursor's parts; InvalidInput if they are not those of a list of facts."""
        if after is None:
            return cls(limit)
        try:
            day, number = after
            seen = date.fromisoformat(str(day)), int(str(number))
        except ValueError:
            raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None
        if not 0 < seen[1] <= MOST_FACTS:
            raise InvalidInput(FieldError("cursor", "cursor.invalid"))
        return cls(limit, seen)


class HelpChange(TypedDict, total=False):
    """What an event says of granted help; what is left out stays as it was."""

    case_id: UUID
    unit_id: UUID | None
    school_id: UUID | None
    starts_on: date
    first_end_on: date
    planned_end_on: date
    started_on: date
    ended_on: date
    end_reason: str
    place: str


class HelpStretch(TypedDict):
    """A time for which help was granted, or extended because of an evaluation."""

    help_id: UUID
    evaluation_id: UUID | None
    granted_on: date
    evaluation_on: date


class HelpEvaluation(TypedDict):
    """People looked together whether the help works: `yes`, `partly` or `no`."""

    help_id: UUID
    evaluated_on: date
    works: str


class CaseMark(TypedDict):
    """A case was `closed`, looked at again (`checked`) or `reopened`; `check_by` is of a closing."""

    case_id: UUID
    unit_id: UUID | None
    kind: str
    at: datetime
    outcome: str | None
    check_by: date | None


class OfCase(TypedDict, total=False):
    """Of which case something is, in which unit and at which school."""

    case_id: UUID
    unit_id: UUID | None
    school_id: UUID | None


class PerspectiveChange(OfCase, total=False):
    """What an event says of a perspective; `shared` and `parent_said` are of its newest version."""

    opened_on: date
    written_on: date | None
    shared: bool
    parent_said: bool
    closed: bool


class VoiceChange(OfCase, total=False):
    """What an event says of a moment at which a child is to be heard."""

    moment: str
    hear_by: date | None
    heard: bool
    waived: bool
    influence_noted: bool
    fed_back: bool
    ended_as: str


class MeetingChange(OfCase, total=False):
    """What an event says of a meeting."""

    held_on: date
    parents_invited: int
    parents_present: int
    parents_declined: int
    papers: int
    papers_late: int


class HelpAnswerChange(OfCase, total=False):
    """What an event says of a question about help; scores are from 1 to 5."""

    moment: str
    party: str
    answered_on: date
    helped_in_class: int | None
    helps_child: int | None
    is_heard: int | None
    is_clear: int | None


class StayChange(OfCase, total=False):
    """What an event says of a child in special education."""

    kind: str
    first_day: date
    back_on: date
    ended_on: date
    ended_as: str


class ResultProjections(Protocol):
    """The read models of results, as consumers write them; told again, nothing changes."""

    async def change_help(self, id_: UUID, **change: Unpack[HelpChange]) -> None:
        """Make or change the line of granted help."""
        ...

    async def note_stretch(self, **stretch: Unpack[HelpStretch]) -> None:
        """Keep for how long it was granted, or extended."""
        ...

    async def note_evaluation(self, id_: UUID, **found: Unpack[HelpEvaluation]) -> None:
        """Keep that it was looked at."""
        ...

    async def mark_case(self, id_: UUID, **mark: Unpack[CaseMark]) -> None:
        """Keep what happened to a case, by the event that told it."""
        ...

    async def change_perspective(self, id_: UUID, **change: Unpack[PerspectiveChange]) -> None:
        """Make or change the line of a perspective."""
        ...

    async def change_voice(self, id_: UUID, **change: Unpack[VoiceChange]) -> None:
        """Make or change the line of a moment of the child."""
        ...

    async def change_meeting(self, id_: UUID, **change: Unpack[MeetingChange]) -> None:
        """Make or change the line of a meeting."""
        ...

    async def change_answer(self, id_: UUID, **change: Unpack[HelpAnswerChange]) -> None:
        """Make or change the line of a question about help."""
        ...

    async def change_stay(self, id_: UUID, **change: Unpack[StayChange]) -> None:
        """Make or change the line of a child in special education."""
        ...


class ResultQueries(Protocol):
    """The questions about results, within one alliance; nothing is hidden here."""

    async def results(
        self, as_of: AsOf, *indicators: Indicator, only_unit: UUID | None
    ) -> Mapping[Area, Mapping[Indicator, Result]]:
        """Give these results of every area; what has no fact is left out. One unit's only, if named."""
        ...

    async def facts(
        self, area: Area, indicator: Indicator, as_of: AsOf, wanted: WantedFacts
    ) -> Sequence[Fact]:
        """List what a result is made of, by day; one more than the limit if there is."""
        ...
