"""Watermarks: a source says how far its log is and what it holds, behind all that it sent.

Queues keep order, and the relay sends one only after the confirms of everything up to there; so
whoever comes to it in a queue has met all those events, or they were lost on the way.
"""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID, uuid4

from aiormq.abc import DeliveredMessage
from pydantic import BaseModel, ConfigDict
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from samenspel_contracts.registry import PREFIX

TYPE = f"{PREFIX}sys.watermark.v1"

# One snapshot: what the log holds, of the parts of which the broker has confirmed all.
HEADS = text("""
    SELECT h.part, h.pos, n.agg_type, n.events
    FROM bus.log_head AS h
    JOIN bus.sink_cursor AS c ON c.sink = 'amqp' AND c.part = h.part AND c.pos = h.pos
    JOIN bus.log_count AS n ON n.part = h.part
    WHERE h.pos > 0
""")


class Mark(BaseModel):
    """Of one part: the last position, and how many events of each aggregate there are up to it."""

    model_config = ConfigDict(frozen=True)

    pos: int
    events: dict[str, int]

    def expected(self, aggregates: Iterable[str]) -> int:
        """Count the events of some aggregates."""
        return sum(self.events.get(aggregate, 0) for aggregate in aggregates)


class Watermark(BaseModel):
    """The message; `source` is the service's short name."""

    model_config = ConfigDict(frozen=True)

    specversion: Literal["1.0"] = "1.0"
    id: UUID
    source: str
    type: str = TYPE
    data: dict[int, Mark]


class Announcer:
    """Says when a source is to send a watermark, and what is in it."""

    UNCHANGED = 6
    """Times as long between two that say the same: a reader may be away for days."""

    def __init__(self, service: str, *, every: float) -> None:
        self._service, self._every = service, every
        self._last: dict[int, Mark] = {}
        self._said = self._looked = float("-inf")

    def is_due(self, now: float) -> bool:
        """Tell whether it is time to look; `now` in seconds of any clock."""
        return now - self._looked >= self._every

    async def take(self, conn: AsyncConnection, *, now: float) -> bytes | None:
        """Give the one to send now, if there is anything to say."""
        self._looked = now
        marks = await read_marks(conn)
        unchanged = marks == self._last and now - self._said < self.UNCHANGED * self._every
        if not marks or unchanged:
            return None
        self._last, self._said = marks, now
        watermark = Watermark(id=uuid4(), source=self._service, data=marks)
        return watermark.model_dump_json().encode()


SILENT = 3 * Announcer.UNCHANGED
"""So many intervals without one, and a reader looks in the log instead."""


async def read_marks(conn: AsyncConnection) -> dict[int, Mark]:
    """Give a mark for each part of which the broker has everything."""
    rows = (await conn.execute(HEADS)).all()
    marks: dict[int, Mark] = {}
    for row in rows:
        mark = marks.setdefault(row.part, Mark(pos=row.pos, events={}))
        mark.events[row.agg_type] = row.events
    return marks


def is_watermark(message: DeliveredMessage) -> bool:
    """Tell a watermark from an event."""
    return bool(message.header.properties.message_type == TYPE)
