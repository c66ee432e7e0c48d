"""Tries held events again when their time has come, and lets go what waited behind them."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.effects import Effects
from samenspel_messaging.loops import sleep_unless

POLL_SECONDS = 1.0
CHAIN = 64
OPEN = ("retry", "gap", "parked")

# Of an ordered consumer only what comes next in its aggregate: whatever stands behind an event that
# may not be tried yet can't be either, and must not be found due again and again.
DUE = text("""
    SELECT h.consumer, h.agg_id, h.event_id FROM bus.held_event AS h
    LEFT JOIN bus.applied AS a ON a.consumer = h.consumer AND a.agg_id = h.agg_id
    WHERE h.consumer = ANY(CAST(:ordered AS text[])) AND h.agg_seq <= coalesce(a.agg_seq, 0) + 1
      AND (h.state = 'gap' OR h.state = 'retry' AND h.next_at <= clock_timestamp())
    UNION ALL
    SELECT consumer, agg_id, event_id FROM bus.held_event
    WHERE consumer = ANY(CAST(:independent AS text[]))
      AND state = 'retry' AND next_at <= clock_timestamp()
    ORDER BY consumer, agg_id LIMIT 500
""")
# What was parked after it had been applied by another way does not keep the others waiting.
BEHIND = text("""
    SELECT h.event_id, h.body, h.attempt,
        h.state = 'gap' OR h.state = 'retry' AND h.next_at <= clock_timestamp() AS ready
    FROM bus.held_event AS h
    LEFT JOIN bus.applied AS a ON a.consumer = h.consumer AND a.agg_id = h.agg_id
    WHERE h.consumer = :consumer AND h.agg_id = :agg_id
      AND (h.state IN ('retry', 'gap') OR h.state = 'parked' AND h.agg_seq > coalesce(a.agg_seq, 0))
    ORDER BY h.agg_seq LIMIT :limit
""")
ONE = text("""
    SELECT event_id, body, attempt, true AS ready FROM bus.held_event
    WHERE consumer = :consumer AND event_id = :event_id AND state = 'retry'
""")
LIST = text("""
    SELECT consumer, event_id, source, part, pos, agg_id, agg_seq, type, state, attempt, next_at,
        error_class, error, first_failed_at
    FROM bus.held_event WHERE state = ANY(CAST(:states AS text[]))
    ORDER BY first_failed_at, event_id LIMIT :limit
""")
COUNT = text("""
    SELECT consumer, state, count(*) AS number FROM bus.held_event
    WHERE state IN ('retry', 'gap', 'parked') GROUP BY consumer, state
""")


@dataclass(frozen=True, slots=True)
class HeldEvent:
    """An event that waits or waited, without its data."""

    consumer: str
    event_id: UUID
    source: str | None
    part: int | None
    pos: int | None
    agg_id: UUID | None
    agg_seq: int | None
    type: str | None
    state: str
    attempt: int
    next_at: datetime | None
    error_class: str
    error: str
    first_failed_at: datetime


class HoldWorker:
    """Goes round the held events of a service's consumers."""

    def __init__(self, engine: AsyncEngine, effects: Mapping[str, Effects]) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._effects = effects

    async def step(self, stop: asyncio.Event) -> None:
        """Try what is due, or wait a moment."""
        consumers = [effects.consumer for effects in self._effects.values()]
        names = {
            "ordered": [each.name for each in consumers if each.ordered],
            "independent": [each.name for each in consumers if not each.ordered],
        }
        async with self._engine.connect() as conn:
            due = (await conn.execute(DUE, names)).all()
        for consumer, rows in groupby(due, key=lambda row: str(row.consumer)):
            await self._again(self._effects[consumer], list(rows))
        if not due:
            await sleep_unless(stop, POLL_SECONDS)

    async def _again(self, effects: Effects, due: "list[Row[Any]]") -> None:
        name = effects.consumer.name
        if effects.consumer.ordered:
            for agg_id in dict.fromkeys(row.agg_id for row in due):
                values = {"consumer": name, "agg_id": agg_id, "limit": CHAIN}
                await self._try(effects, BEHIND, values)
        else:
            for row in due:
                await self._try(effects, ONE, {"consumer": name, "event_id": row.event_id})

    async def _try(self, effects: Effects, query: Any, values: dict[str, Any]) -> None:
        async with self._engine.connect() as conn:
            rows = (await conn.execute(query, values)).all()
        if chain := list(_ready(rows)):
            await effects.apply(chain)


def _ready(rows: "Iterable[Row[Any]]") -> Iterable[Delivery]:
    """Take from the front what may be tried now."""
    for row in rows:
        if not row.ready:
            return
        yield Delivery.read(row.body, attempt=row.attempt, held_as=row.event_id)


async def list_holds(
    engine: AsyncEngine, *, states: Iterable[str] = OPEN, limit: int = 100
) -> list[HeldEvent]:
    """Give held events, oldest first."""
    async with engine.connect() as conn:
        rows = await conn.execute(LIST, {"states": list(states), "limit": limit})
        return [HeldEvent(*row) for row in rows]


async def count_holds(engine: AsyncEngine) -> dict[tuple[str, str], int]:
    """Count the events that wait, per consumer and state."""
    async with engine.connect() as conn:
        return {(r.consumer, r.state): r.number for r in await conn.execute(COUNT)}
