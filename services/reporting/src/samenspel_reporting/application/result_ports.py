"""What the results of help are kept as and asked by; the adapters fit themselves to this."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, TypedDict, Unpack
from uuid import UUID

from samenspel_reporting.application.ports import Wanted
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.figures import AsOf
from samenspel_reporting.domain.results import Fact, Indicator, Result


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


class ResultQueries(Protocol):
    """The questions about results, within one alliance; nothing is hidden here."""

    async def results(
        self, as_of: AsOf, *, only_unit: UUID | None
    ) -> Mapping[Area, Mapping[Indicator, Result]]:
        """Give every area's results; what has no fact is left out. One unit's only, if named."""
        ...

    async def facts(
        self, area: Area, indicator: Indicator, as_of: AsOf, wanted: Wanted
    ) -> Sequence[Fact]:
        """List what a result is made of, by day; one more than the limit if there is."""
        ...
