"""What operators may look at: context attributes of the log, and how far behind things are."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_contracts.envelope import Envelope
from samenspel_messaging.log import LogReader
from samenspel_messaging.wakeup import Wakeup

POLL_SECONDS = 0.25
READ = 256


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of a log without its data."""

    part: int
    pos: int
    time: datetime
    type: str
    subject: UUID
    aggseq: int
    id: UUID
    alliance: UUID
    unit: UUID | None
    correlationid: UUID
    causationid: UUID | None


def _entry(e: Envelope) -> LogEntry:
    ids = e.subject, e.aggseq, e.id, e.alliance, e.unit, e.correlationid, e.causationid
    return LogEntry(e.part, e.pos, e.time, e.type, *ids)


async def tail_log(
    reader: LogReader, *, after: Mapping[int, int] | None = None, follow: bool = True
) -> AsyncIterator[LogEntry]:
    """Give what comes after the positions per part, or what comes from now on; then wait for more.

    Without `follow` it ends when there is no more.
    """
    positions = dict(after) if after is not None else await heads(reader)
    quiet = Wakeup()
    while True:
        entries = await reader.read(positions, READ)
        for entry in entries:
            positions[entry.part] = entry.pos
            yield _entry(entry)
        if not entries:
            if not follow:
                return
            await quiet.wait(POLL_SECONDS)


async def heads(reader: LogReader) -> dict[int, int]:
    """Give the last position per part, by reading to the end."""
    positions: dict[int, int] = {}
    while entries := await reader.read(positions, READ):
        positions |= {entry.part: entry.pos for entry in entries}
    return positions


OUTBOX_AGE = text("""
    SELECT coalesce(extract(epoch FROM clock_timestamp() - min(occurred_at)), 0) FROM bus.outbox
""")
LAG = text("""
    SELECT coalesce(sum(h.pos - c.pos), 0) FROM bus.log_head AS h
    JOIN bus.sink_cursor AS c ON c.part = h.part AND c.sink = 'amqp'
""")


async def outbox_age(engine: AsyncEngine) -> float:
    """Give the age in seconds of the oldest event that waits to be logged; 0 if none does."""
    async with engine.connect() as conn:
        return float(await conn.scalar(OUTBOX_AGE) or 0)


async def relay_lag(engine: AsyncEngine) -> int:
    """Count the events in the log that the broker has not confirmed."""
    async with engine.connect() as conn:
        return int(await conn.scalar(LAG) or 0)
