"""What bringing free days changes: a file is the whole of each school year that it names."""

from collections.abc import Collection
from dataclasses import dataclass

from samenspel_kernel.free_days import FreePeriod


@dataclass(frozen=True, slots=True)
class CalendarChanges:
    """Periods that come, that go, and that stay as they were."""

    added: tuple[FreePeriod, ...]
    removed: tuple[FreePeriod, ...]
    kept: tuple[FreePeriod, ...]


def compare(stored: Collection[FreePeriod], brought: Collection[FreePeriod]) -> CalendarChanges:
    """Tell what changes.

    Of each school year that the file names, its school holidays, its equated days, or the days
    off of one school, all that the file does not have goes.
    """
    scopes, new = {_scope(period) for period in brought}, dict.fromkeys(brought)
    replaced = [period for period in stored if _scope(period) in scopes]
    return CalendarChanges(
        added=tuple(period for period in new if period not in replaced),
        removed=tuple(period for period in replaced if period not in new),
        kept=tuple(period for period in new if period in replaced),
    )


def _scope(period: FreePeriod) -> tuple[str, str | None, int]:
    return period.kind, period.school, period.school_year
