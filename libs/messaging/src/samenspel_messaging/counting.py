"""Arithmetic by which a consumer notices that it missed events; no database here.

A log has no gaps, so of one part whoever has dealt with as many events as there are up to a
position, and with none behind it, has dealt with all of them.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto


class Finding(Enum):
    """What a watermark tells about a consumer."""

    NOTHING = auto()
    """It has read past that point already, or knew this much."""
    COMPLETE = auto()
    BEHIND = auto()
    """Events are missing behind the position that was safe."""
    WRONG = auto()
    """The counts can't be true (its aggregates changed, a log was restored): count from zero."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a consumer is in one part of a source's log.

    `pos` is the highest position that it met, `seen` how many events it has dealt with or holds,
    of the aggregates that it binds. Up to `safe_pos` none is missing; so many were `safe_seen`.
    `seen` may be too low (a crash), which costs a needless look at the log, but never too high.
    """

    pos: int = 0
    seen: int = 0
    safe_pos: int = 0
    safe_seen: int = 0

    def delivered(self, upto: int, new: int) -> "Cursor":
        """Go on after deliveries up to a position, `new` of them for the first time."""
        return replace(self, pos=max(self.pos, upto), seen=self.seen + new)

    def followed(self, to: int, bound: int, new: int) -> "Cursor":
        """Go on after reading the log from `pos` to a position; `bound` events were ours."""
        if self.safe_pos == self.pos:
            return self.healed(to, bound, new)
        return self.delivered(to, new)

    def healed(self, to: int, bound: int, new: int) -> "Cursor":
        """Go on after reading the log from `safe_pos` to a position; `bound` events were ours.

        If nothing behind that position was met yet, all that was ever counted is among them: then
        the count is exact again, whatever it was.
        """
        safe = self.safe_seen + bound
        seen = safe if self.pos <= to else self.seen + new
        return Cursor(pos=max(self.pos, to), seen=seen, safe_pos=to, safe_seen=safe)

    def hear(self, head: int, expected: int) -> "tuple[Cursor, Finding]":
        """Compare with a watermark: up to position `head` the log has `expected` events for us.

        It holds only for who has met all that was sent before it, and nothing sent after it.
        """
        if self.seen < expected:
            return self, Finding.WRONG if self.safe_pos >= head else Finding.BEHIND
        if self.pos > head or self.safe_pos >= head:
            return self, Finding.NOTHING
        if self.seen > expected:
            return self, Finding.WRONG
        return replace(self, safe_pos=head, safe_seen=self.seen), Finding.COMPLETE
