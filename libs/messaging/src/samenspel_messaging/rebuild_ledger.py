"""What a rebuild has dealt with, under a name of its own; the consumer takes it over at the swap."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from samenspel_messaging.cursors import Positions

POSITIONS = text("SELECT source, part, pos FROM bus.consumer_cursor WHERE consumer = :consumer")
STOP = text("""
    SELECT source, part, pos FROM bus.consumer_cursor
    WHERE consumer = :consumer ORDER BY source, part FOR UPDATE
""")

# Nearly all of it is equal: both have dealt with the same stretch of the logs. What differs was
# held by one of the two, or never reached the consumer.
TAKE_LEDGER = text("""
    WITH differing AS (
        SELECT agg_id, g.agg_seq
        FROM (SELECT agg_id, agg_seq FROM bus.applied WHERE consumer = :live) AS l
        FULL JOIN (SELECT agg_id, agg_seq FROM bus.applied WHERE consumer = :green) AS g
            USING (agg_id)
        WHERE l.agg_seq IS DISTINCT FROM g.agg_seq
    ), gone AS (
        DELETE FROM bus.applied AS a USING differing AS d
        WHERE a.consumer = :live AND a.agg_id = d.agg_id AND d.agg_seq IS NULL
    )
    INSERT INTO bus.applied (consumer, agg_id, agg_seq)
    SELECT :live, agg_id, agg_seq FROM differing WHERE agg_seq IS NOT NULL
    ON CONFLICT (consumer, agg_id) DO UPDATE SET agg_seq = excluded.agg_seq
""")
# What was decided about an event stays to be read, unless the same event waits again.
CLOSE_HOLDS = text("""
    DELETE FROM bus.held_event AS l
    WHERE l.consumer = :live AND (l.state IN ('retry', 'gap', 'parked') OR EXISTS (
        SELECT FROM bus.held_event AS g WHERE g.consumer = :green AND g.event_id = l.event_id
          AND g.state IN ('retry', 'gap', 'parked')))
""")
TAKE_HOLDS = text("""
    UPDATE bus.held_event SET consumer = :live
    WHERE consumer = :green AND state IN ('retry', 'gap', 'parked')
""")
# The positions are the same already; the rebuild has met all that is before them.
TAKE_COUNTS = text("""
    UPDATE bus.consumer_cursor AS l
    SET seen = g.seen, safe_pos = g.safe_pos, safe_seen = g.safe_seen
    FROM bus.consumer_cursor AS g
    WHERE l.consumer = :live AND g.consumer = :green AND g.source = l.source AND g.part = l.part
""")
FORGET = (
    text("DELETE FROM bus.applied WHERE consumer = :consumer"),
    text("DELETE FROM bus.held_event WHERE consumer = :consumer"),
    text("DELETE FROM bus.consumer_cursor WHERE consumer = :consumer"),
)
HOLDS = text("""
    SELECT count(*) FROM bus.held_event
    WHERE consumer = :consumer AND state IN ('retry', 'gap', 'parked')
""")
DISCARDED = text("""
    SELECT event_id FROM bus.held_event WHERE consumer = :live AND state = 'discarded'
""")
DECIDED = text("""
    SELECT g.event_id, l.resolved_by, l.reason
    FROM bus.held_event AS g JOIN bus.held_event AS l USING (event_id)
    WHERE g.consumer = :green AND g.state IN ('retry', 'gap', 'parked')
      AND l.consumer = :live AND l.state = 'discarded'
    ORDER BY g.agg_id, g.agg_seq
""")
DECIDED_SINCE = text("""
    SELECT count(*) FROM bus.held_event AS l
    WHERE l.consumer = :live AND l.state = 'discarded' AND l.resolved_at > CAST(CAST(:began AS text) AS timestamptz)
      AND NOT EXISTS (SELECT FROM bus.held_event AS g
          WHERE g.consumer = :green AND g.event_id = l.event_id)
""")


def green_of(consumer: str) -> str:
    """Give the name under which a consumer's rebuild keeps its rows."""
    return f"{consumer}~green"


async def positions(conn: AsyncConnection, consumer: str) -> Positions:
    """Give how far a consumer is in each log."""
    rows = await conn.execute(POSITIONS, {"consumer": consumer})
    return {(row.source, row.part): row.pos for row in rows}


async def stop(conn: AsyncConnection, consumer: str) -> Positions:
    """Have a consumer stand still until the transaction ends, and give where."""
    rows = await conn.execute(STOP, {"consumer": consumer})
    return {(row.source, row.part): row.pos for row in rows}


async def take_over(conn: AsyncConnection, consumer: str) -> None:
    """Make the rebuild's rows the consumer's, which stands still at the same positions."""
    names = {"live": consumer, "green": green_of(consumer)}
    for statement in (TAKE_LEDGER, CLOSE_HOLDS, TAKE_HOLDS, TAKE_COUNTS):
        await conn.execute(statement, names)


async def forget(conn: AsyncConnection, consumer: str) -> None:
    """Remove what is left of a consumer's rebuild."""
    for statement in FORGET:
        await conn.execute(statement, {"consumer": green_of(consumer)})
