"""Fills a service's log at once, as if its sequencer had written it."""

import json
from collections.abc import Iterable, Mapping
from itertools import islice

import asyncpg

from samenspel_contracts.envelope import Envelope

COLUMNS = (
    "part",
    "pos",
    "event_id",
    "source",
    "alliance_id",
    "unit_id",
    "agg_type",
    "agg_id",
    "agg_seq",
    "type",
    "occurred_at",
    "correlation_id",
    "causation_id",
    "traceparent",
    "data",
)
HEADS = """
    UPDATE bus.log_head AS h SET pos = l.pos
    FROM (SELECT part, max(pos) AS pos FROM bus.event_log GROUP BY part) AS l
    WHERE h.part = l.part
"""
AT_ONCE = 20_000


async def fill_log(connection: asyncpg.Connection, entries: Iterable[Envelope]) -> None:
    """Append entries to an empty log, as its owner."""
    await fill_logs({"": connection}, (("", entry) for entry in entries))


async def fill_logs(
    connections: Mapping[str, asyncpg.Connection], entries: Iterable[tuple[str, Envelope]]
) -> None:
    """Append entries to the empty logs of several services, each entry with its service."""
    every = iter(entries)
    while some := list(islice(every, AT_ONCE)):
        for name, connection in connections.items():
            rows = [_row(entry) for owner, entry in some if owner == name]
            await connection.copy_records_to_table(
                "event_log", schema_name="bus", columns=COLUMNS, records=rows
            )
    for connection in connections.values():
        await connection.execute(HEADS)
        await connection.execute("ANALYZE bus.event_log")


def _row(e: Envelope) -> tuple[object, ...]:
    return (
        *(e.part, e.pos, e.id, e.source, e.alliance, e.unit, e.aggregate, e.subject, e.aggseq),
        *(e.type, e.time, e.correlationid, e.causationid, e.traceparent, json.dumps(e.data)),
    )
