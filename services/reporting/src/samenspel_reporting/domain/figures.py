"""The figures of an area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.measures import BETWEEN_STOOLS, Measure
from samenspel_reporting.domain.period import Period


@dataclass(frozen=True, slots=True)
class TimeToGrant:
    """Calendar days from request to first help, over `n` requests; None where n is 0."""

    n: int
    median: float | None
    p90: float | None


NO_GRANTS = TimeToGrant(0, None, None)


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands open on a day, and how long help took over a period."""

    counts: Mapping[Measure, int]
    time_to_grant: TimeToGrant = NO_GRANTS

    def __getitem__(self, measure: Measure) -> int:
        """Give a count; what was not found anywhere counts 0."""
        return self.counts.get(measure, 0)

    @property
    def share_over_term(self) -> float | None:
        """Part of the open requests that is past the last day of its term; None without any."""
        return self[Measure.OVER_TERM] / self[Measure.OPEN] if self[Measure.OPEN] else None

    @property
    def share_of_tlvs_in_time(self) -> float | None:
        """Part of the decisions on TLVs that was in time (K5); None without any."""
        decided = self[Measure.TLV_DECIDED]
        return (decided - self[Measure.TLV_LATE]) / decided if decided else None

    @property
    def between_stools(self) -> bool:
        """Whether one of the three numbers is not 0 that must be."""
        return any(self[measure] for measure in BETWEEN_STOOLS)


NOTHING = Figures({})


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """An area with its figures; `name` is None while the unit's name did not arrive yet."""

    area: Area
    name: str | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day for which figures hold, and the period over which they look back."""

    today: date
    period: Period
