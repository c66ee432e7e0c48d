"""The family desk (ouder- en jeugdsteunpunt): for families only, and what it tells others."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samenspel_intake.domain.signal.signal import Signal
from samenspel_intake.domain.signal.theme import Theme
from samenspel_kernel.clock import dutch_date

FEWEST = 5
"""Fewer than this could tell who they are."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What the family desk tells the alliance's board: how many signals, by theme.

    `counts` has the themes with at least five; the rest is together in `in_small_groups`, which
    is None when they are fewer than five too. Nothing in it leads to a child, school or family.
    """

    first_day: date
    last_day: date
    counts: tuple[tuple[Theme, int], ...]
    in_small_groups: int | None


def bundle(signals: Iterable[Signal], first_day: date, last_day: date) -> Bundle:
    """Count the family desk's signals that were raised in a period, both days included."""
    within = [
        signal.theme or Theme.OTHER
        for signal in signals
        if signal.is_confidential and first_day <= dutch_date(signal.raised_at) <= last_day
    ]
    counted = Counter(within)
    shown = tuple((theme, counted[theme]) for theme in Theme if counted[theme] >= FEWEST)
    rest = len(within) - sum(count for _, count in shown)
    return Bundle(first_day, last_day, shown, rest if rest >= FEWEST else None)
