"""What a person decides about held events: try one again now, or go on without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from samenspel_messaging import cursors
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.holds import HeldEvent

SHOW = text("""
    SELECT h.consumer, h.event_id, h.source, h.part, h.pos, h.agg_id, h.agg_seq, h.type, h.state,
        h.attempt, h.next_at, h.error_class, h.error, h.first_failed_at, h.resolved_by,
        h.resolved_at, h.reason, (
            SELECT count(*) FROM bus.held_event AS b
            WHERE b.consumer = h.consumer AND b.agg_id = h.agg_id AND b.agg_seq > h.agg_seq
              AND b.state IN ('retry', 'gap', 'parked')) AS behind
    FROM bus.held_event AS h WHERE h.event_id = :event_id ORDER BY h.consumer
""")
# Of an ordered consumer only the very next event of an aggregate can be tried; what is behind it
# waits as a gap, and is let go in its turn.
RETRY = text("""
    UPDATE bus.held_event AS h
    SET attempt = 0, next_at = clock_timestamp(), state = CASE
        WHEN h.consumer <> ALL(CAST(:ordered AS text[])) OR h.agg_seq <= 1 + coalesce((
            SELECT a.agg_seq FROM bus.applied AS a
            WHERE a.consumer = h.consumer AND a.agg_id = h.agg_id), 0)
        THEN 'retry' ELSE 'gap' END
    WHERE h.state IN ('retry', 'parked') AND h.agg_id IS NOT NULL
      AND (CAST(:consumer AS text) IS NULL OR h.consumer = :consumer)
      AND (CAST(:event_id AS uuid) IS NULL OR h.event_id = :event_id)
    RETURNING h.event_id
""")
PLACE = text("""
    SELECT source, part FROM bus.held_event
    WHERE consumer = :consumer AND event_id = :event_id AND source IS NOT NULL
""")
FIND = text("""
    SELECT agg_id, agg_seq FROM bus.held_event
    WHERE consumer = :consumer AND event_id = :event_id AND state IN ('retry', 'gap', 'parked')
    FOR UPDATE
""")
LAST = text("SELECT agg_seq FROM bus.applied WHERE consumer = :consumer AND agg_id = :agg_id")
PASS = text("""
    INSERT INTO bus.applied (consumer, agg_id, agg_seq) VALUES (:consumer, :agg_id, :agg_seq)
    ON CONFLICT (consumer, agg_id) DO UPDATE SET agg_seq = excluded.agg_seq
    WHERE applied.agg_seq < excluded.agg_seq
""")
DISCARD = text("""
    UPDATE bus.held_event
    SET state = 'discarded', resolved_at = clock_timestamp(), resolved_by = :by, reason = :reason
    WHERE consumer = :consumer AND event_id = :event_id
""")


class NotHeld(Exception):
    """No such event waits with this consumer (any more)."""


class NotTheFirst(Exception):
    """An earlier event of its aggregate waits or has not come; decide on that one first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A held event, how many wait behind it, and what was decided: by whom, when and why."""

    event: HeldEvent
    behind: int
    resolved_by: str | None
    resolved_at: datetime | None
    reason: str | None


async def show_holds(engine: AsyncEngine, event_id: UUID) -> list[Shown]:
    """Give an event as each consumer holds or held it; never its data."""
    async with engine.connect() as conn:
        rows = (await conn.execute(SHOW, {"event_id": event_id})).all()
    return [
        Shown(HeldEvent(*row[:14]), row.behind, row.resolved_by, row.resolved_at, row.reason)
        for row in rows
    ]


async def retry_now(
    engine: AsyncEngine,
    consumers: Sequence[Consumer],
    *,
    consumer: str | None = None,
    event_id: UUID | None = None,
) -> int:
    """Have held events tried again from the first attempt on, also parked ones; gives how many.

    All of them, or those of one consumer, or one event. What nobody can read is left out.
    """
    ordered = [each.name for each in consumers if each.ordered]
    values = {"ordered": ordered, "consumer": consumer, "event_id": event_id}
    async with engine.begin() as conn:
        return len((await conn.execute(RETRY, values)).all())


async def discard(
    engine: AsyncEngine, consumer: Consumer, event_id: UUID, *, by: str, reason: str
) -> None:
    """Go on without an event: it never takes effect, and what waited behind it may go on.

    Raises NotHeld, or NotTheFirst for an ordered consumer.
    """
    async with async_sessionmaker(engine).begin() as session:
        key = {"consumer": consumer.name, "event_id": event_id}
        # First the cursor, as the consumer itself does: so its turn and this one can't cross.
        if consumer.ordered and (place := (await session.execute(PLACE, key)).one_or_none()):
            await cursors.lock(session, consumer.name, [(place.source, place.part)])
        held = (await session.execute(FIND, key)).one_or_none()
        if held is None:
            raise NotHeld
        if consumer.ordered and held.agg_id is not None:
            await _go_past(session, consumer.name, held)
        await session.execute(DISCARD, {**key, "by": by, "reason": reason})


async def _go_past(session: AsyncSession, consumer: str, held: "Row[Any]") -> None:
    """Count the event as dealt with."""
    values = {"consumer": consumer, "agg_id": held.agg_id}
    if held.agg_seq > 1 + (await session.scalar(LAST, values) or 0):
        raise NotTheFirst
    await session.execute(PASS, {**values, "agg_seq": held.agg_seq})
