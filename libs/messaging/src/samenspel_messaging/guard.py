"""Decides what an ordered consumer does with an event: apply it, pass it as known, or hold it."""

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from uuid import UUID


class Verdict(Enum):
    """What to do with an event."""

    APPLY = auto()
    KNOWN = auto()
    GAP = auto()
    STALE = auto()
    """So old that it may have been dealt with and forgotten."""


class Guard:
    """Per aggregate: the number of the last event dealt with, and the numbers that are held.

    What is held is always behind the last event dealt with plus one, or that one itself; so
    everything after a hold shows as a gap, and the hold blocks its aggregate and no other.
    """

    def __init__(self, applied: Mapping[UUID, int], held: Iterable[tuple[UUID, int]] = ()) -> None:
        self._applied = dict(applied)
        self._held = set(held)
        self.changed: dict[UUID, int] = {}

    def verdict(self, aggregate: UUID, seq: int) -> Verdict:
        """Judge the event with this number."""
        last = self._applied.get(aggregate, 0)
        if seq <= last or (aggregate, seq) in self._held:
            return Verdict.KNOWN
        return Verdict.APPLY if seq == last + 1 else Verdict.GAP

    def passed(self, aggregate: UUID, seq: int) -> None:
        """Note that the event was dealt with."""
        self._applied[aggregate] = self.changed[aggregate] = seq

    def hold(self, aggregate: UUID, seq: int) -> None:
        """Note that the event is held."""
        self._held.add((aggregate, seq))
