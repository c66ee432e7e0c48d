"""The figures of an area."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samenspel_kernel.school_calendar import school_year_of
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
class Money:
    """What an area has and uses in the school year of the day, in cents."""

    allotted: int = 0
    committed: int = 0
    spent: int = 0

    @property
    def used(self) -> int:
        """What is committed or spent."""
        return self.committed + self.spent

    @property
    def share_used(self) -> float | None:
        """Part of what it has; None where it has nothing."""
        return self.used / self.allotted if self.allotted else None


NO_MONEY = Money()


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands open on a day, how long help took over a period, and the year's money."""

    counts: Mapping[Measure, int]
    time_to_grant: TimeToGrant = NO_GRANTS
    money: Money = NO_MONEY

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
    def cents_per_request(self) -> int | None:
        """Money used for each request of the school year (K24); None without a request."""
        asked = self[Measure.ASKED]
        return round(self.money.used / asked) if asked else None

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

    @property
    def school_year(self) -> int:
        """The year in which the school year of the day begins."""
        return school_year_of(self.today)

    @property
    def year_began_on(self) -> date:
        """The first day of that school year."""
        return date(self.school_year, 8, 1)
