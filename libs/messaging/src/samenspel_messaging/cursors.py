"""How far each consumer is in the logs that it reads."""

from collections.abc import Iterable, Mapping

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from samenspel_messaging.consumers import Consumer
from samenspel_messaging.counting import Cursor
from samenspel_messaging.partitions import PARTITIONS

Key = tuple[str, int]
"""A source and a part of its log."""

Positions = Mapping[Key, int]

# What other aggregates were counted before says nothing of these; then a consumer counts anew.
CREATE = text("""
    INSERT INTO bus.consumer_cursor AS c (consumer, source, part, bound)
    SELECT :consumer, s.source, p.part, :bound
    FROM unnest(CAST(:sources AS text[])) AS s(source), generate_series(0, :last) AS p(part)
    ON CONFLICT (consumer, source, part) DO UPDATE
    SET bound = excluded.bound, seen = 0, safe_pos = 0, safe_seen = 0
    WHERE c.bound <> excluded.bound
""")
LOAD = text("""
    SELECT part, pos, seen, safe_pos, safe_seen FROM bus.consumer_cursor
    WHERE consumer = :consumer AND source = :source
""")
LOCK = text("""
    SELECT source, part, pos, seen, safe_pos, safe_seen FROM bus.consumer_cursor
    WHERE consumer = :consumer AND (source, part) IN (
        SELECT * FROM unnest(CAST(:sources AS text[]), CAST(:parts AS smallint[])))
    ORDER BY source, part FOR UPDATE
""")
MOVE = text("""
    UPDATE bus.consumer_cursor AS c
    SET pos = n.pos, seen = n.seen, safe_pos = n.safe_pos, safe_seen = n.safe_seen
    FROM unnest(CAST(:sources AS text[]), CAST(:parts AS smallint[]), CAST(:pos AS bigint[]),
                CAST(:seen AS bigint[]), CAST(:safe_pos AS bigint[]), CAST(:safe_seen AS bigint[]))
        AS n(source, part, pos, seen, safe_pos, safe_seen)
    WHERE c.consumer = :consumer AND c.source = n.source AND c.part = n.part
""")
RESTART = text("""
    UPDATE bus.consumer_cursor SET seen = 0, safe_pos = 0, safe_seen = 0
    WHERE consumer = :consumer AND source = :source AND part = :part
""")


class CursorMoved(Exception):
    """Another worker read on from here meanwhile; start again from where the cursor is."""


async def create(conn: AsyncConnection, consumers: Iterable[Consumer]) -> None:
    """Make the rows of consumers that are new; they start before the first event."""
    for consumer in consumers:
        bound = ",".join(sorted(consumer.aggregates))
        values = {"sources": sorted(consumer.sources), "last": PARTITIONS - 1, "bound": bound}
        await conn.execute(CREATE, {"consumer": consumer.name, **values})


async def load(conn: AsyncConnection, consumer: str, source: str) -> dict[int, Cursor]:
    """Give a consumer's cursor per part of one source."""
    rows = await conn.execute(LOAD, {"consumer": consumer, "source": source})
    return {r.part: Cursor(r.pos, r.seen, r.safe_pos, r.safe_seen) for r in rows}


async def lock(session: AsyncSession, consumer: str, keys: Iterable[Key]) -> dict[Key, Cursor]:
    """Lock a consumer's cursors until the commit, so that two workers take turns."""
    pairs = list(keys)
    if not pairs:
        return {}
    rows = await session.execute(LOCK, {"consumer": consumer, **_columns(pairs)})
    return {(r.source, r.part): Cursor(r.pos, r.seen, r.safe_pos, r.safe_seen) for r in rows}


async def move(session: AsyncSession, consumer: str, to: Mapping[Key, Cursor]) -> None:
    """Write cursors that are locked."""
    if to:
        names = ("pos", "seen", "safe_pos", "safe_seen")
        numbers = {name: [getattr(cursor, name) for cursor in to.values()] for name in names}
        await session.execute(MOVE, {"consumer": consumer, **_columns(to), **numbers})


async def restart(conn: AsyncConnection, consumer: str, source: str, part: int) -> None:
    """Count a part anew, and take nothing of it for safe."""
    await conn.execute(RESTART, {"consumer": consumer, "source": source, "part": part})


def _columns(keys: Iterable[Key]) -> dict[str, list[str] | list[int]]:
    pairs = list(keys)
    return {"sources": [source for source, _ in pairs], "parts": [part for _, part in pairs]}
