"""How long a TLV stood where, in calendar days: the days by stage beside its term (K5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Stage:
    """Where it stood, and from which day on."""

    status: str
    since: date


@dataclass(frozen=True, slots=True)
class StageDays:
    """A stage with its days; `is_now` while they are still counted."""

    stage: Stage
    days: int
    is_now: bool


def days_by_stage(stages: Sequence[Stage], *, ended: bool, today: date) -> tuple[StageDays, ...]:
    """Count the days of each stage in order; the end itself has none, and is not given."""
    over = [StageDays(a, (b.since - a.since).days, False) for a, b in pairwise(stages)]
    if stages and not ended:
        over.append(StageDays(stages[-1], (today - stages[-1].since).days, True))
    return tuple(over)
