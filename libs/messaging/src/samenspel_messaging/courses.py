"""How a consumer's cursors go along with a batch, by the way in which it came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from samenspel_contracts.envelope import Envelope
from samenspel_messaging.counting import Cursor
from samenspel_messaging.cursors import CursorMoved, Key, Positions

New = Mapping[Key, int]
"""How many events of a batch were dealt with or held for the first time."""


class Course(Protocol):
    """The way of one batch through a consumer's cursors."""

    @property
    def keys(self) -> Sequence[Key]:
        """The cursors that go along."""
        ...

    def advance(self, found: Mapping[Key, Cursor], new: New) -> dict[Key, Cursor]:
        """Give the cursors after the batch; CursorMoved if it does not fit where they are."""
        ...


@dataclass(frozen=True, slots=True)
class Delivered:
    """By message, or given again: in any order, and perhaps not for the first time."""

    upto: Positions

    @property
    def keys(self) -> Sequence[Key]:
        """The cursors that go along."""
        return list(self.upto)

    def advance(self, found: Mapping[Key, Cursor], new: New) -> dict[Key, Cursor]:
        """Go forward, never back."""
        after = {key: c.delivered(self.upto[key], new.get(key, 0)) for key, c in found.items()}
        return {key: cursor for key, cursor in after.items() if cursor != found[key]}


@dataclass(frozen=True, slots=True)
class Followed:
    """Read from the log, from where the cursors are: per part its entries in order, all of them."""

    start: Positions
    end: Positions
    bound: Mapping[Key, int]

    @classmethod
    def of(
        cls,
        source: str,
        after: Mapping[int, int],
        entries: Sequence[Envelope],
        ours: frozenset[str],
    ) -> "Followed":
        """Take entries of a source's log after positions per part; `ours` are the aggregates."""
        end = {(source, entry.part): entry.pos for entry in entries}
        bound = dict.fromkeys(end, 0)
        for entry in entries:
            bound[source, entry.part] += entry.aggregate in ours
        return cls({key: after.get(key[1], 0) for key in end}, end, bound)

    @property
    def keys(self) -> Sequence[Key]:
        """The cursors that go along."""
        return list(self.end)

    def advance(self, found: Mapping[Key, Cursor], new: New) -> dict[Key, Cursor]:
        """Go on from the start; CursorMoved if someone did meanwhile."""
        if any(found[key].pos != self.start[key] for key in self.end):
            raise CursorMoved
        return {
            key: found[key].followed(to, self.bound[key], new.get(key, 0))
            for key, to in self.end.items()
        }


@dataclass(frozen=True, slots=True)
class Healed(Followed):
    """Read from the log again, from where all was known to be complete."""

    def advance(self, found: Mapping[Key, Cursor], new: New) -> dict[Key, Cursor]:
        """Go on from the safe position; CursorMoved if someone did meanwhile."""
        if any(found[key].safe_pos != self.start[key] for key in self.end):
            raise CursorMoved
        return {
            key: found[key].healed(to, self.bound[key], new.get(key, 0))
            for key, to in self.end.items()
        }
