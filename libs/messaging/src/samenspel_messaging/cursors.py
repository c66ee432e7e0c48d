"""How far each consumer is in the logs that it reads."""

from collections.abc import Iterable, Mapping

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from samenspel_messaging.consumers import Consumer
from samenspel_messaging.partitions import PARTITIONS

Positions = Mapping[tuple[str, int], int]
"""A position per source and part."""

CREATE = text("""
    INSERT INTO bus.consumer_cursor (consumer, source, part)
    SELECT :consumer, s.source, p.part
    FROM unnest(CAST(:sources AS text[])) AS s(source), generate_series(0, :last) AS p(part)
    ON CONFLICT DO NOTHING
""")
LOAD = text("""
    SELECT part, pos FROM bus.consumer_cursor WHERE consumer = :consumer AND source = :source
""")
LOCK = text("""
    SELECT source, part, pos FROM bus.consumer_cursor
    WHERE consumer = :consumer AND (source, part) IN (
        SELECT * FROM unnest(CAST(:sources AS text[]), CAST(:parts AS smallint[])))
    ORDER BY source, part FOR UPDATE
""")
MOVE = text("""
    UPDATE bus.consumer_cursor AS c SET pos = n.pos
    FROM unnest(CAST(:sources AS text[]), CAST(:parts AS smallint[]), CAST(:positions AS bigint[]))
        AS n(source, part, pos)
    WHERE c.consumer = :consumer AND c.source = n.source AND c.part = n.part AND c.pos < n.pos
""")


class CursorMoved(Exception):
    """Another worker read on from here meanwhile; start again from where the cursor is."""


async def create(conn: AsyncConnection, consumers: Iterable[Consumer]) -> None:
    """Make the rows of consumers that are new; they start before the first event."""
    for consumer in consumers:
        values = {"sources": sorted(consumer.sources), "last": PARTITIONS - 1}
        await conn.execute(CREATE, {"consumer": consumer.name, **values})


async def load(conn: AsyncConnection, consumer: str, source: str) -> dict[int, int]:
    """Give a consumer's position per part of one source."""
    rows = await conn.execute(LOAD, {"consumer": consumer, "source": source})
    return {row.part: row.pos for row in rows}


async def lock(
    session: AsyncSession, consumer: str, keys: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], int]:
    """Lock a consumer's cursors until the commit, so that two workers take turns."""
    sources, parts = _columns(keys)
    values = {"consumer": consumer, "sources": sources, "parts": parts}
    rows = await session.execute(LOCK, values)
    return {(row.source, row.part): row.pos for row in rows}


async def move(session: AsyncSession, consumer: str, to: Positions) -> None:
    """Move a consumer's cursors forward; never back."""
    sources, parts = _columns(to)
    values = {"consumer": consumer, "sources": sources, "parts": parts}
    await session.execute(MOVE, {**values, "positions": list(to.values())})


def _columns(keys: Iterable[tuple[str, int]]) -> tuple[list[str], list[int]]:
    pairs = list(keys)
    return [source for source, _ in pairs], [part for _, part in pairs]
