"""(d) How long it takes from a commit in one service until another's readers see it."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from uuid import UUID

import asyncpg
from tests.bench.contestants.landing import landing
from tests.bench.figures import Figure, percentile
from tests.bench.lab import Lab
from tests.bench.running import BenchFailed, contestant, reaches, result_of

from samenspel_testkit.toys import Toys

PER_SECOND, SECONDS, WARM_UP_SECONDS = 200, 35, 5
TOYS = 400
WRITTEN = (
    "CREATE TABLE written (subject uuid NOT NULL, seq bigint NOT NULL)",
    "GRANT SELECT, INSERT ON written TO intake_app",
)
WHEN = "SELECT subject, seq, pg_xact_commit_timestamp(xmin) AS at FROM {table}"
LANDED = "SELECT last_value FROM landed_id_seq"

Moments = Mapping[tuple[UUID, int], datetime]


async def measure(lab: Lab, *, rounds: int) -> list[Figure]:
    """Write at a steady pace; writer, source's worker and reader's worker are processes."""
    async with lab.toys() as toys:
        await toys.declare((landing(),))
        committed, visible, rate = await _run(toys)
    first = min(committed.values())
    waited = [
        (visible[event] - at).total_seconds() * 1000
        for event, at in committed.items()
        if (at - first).total_seconds() > WARM_UP_SECONDS
    ]
    note = f"{rate:.0f}/s written, most {max(waited):.0f} ms"
    return [
        Figure(
            name=f"committed to visible, {words}",
            value=percentile(waited, share),
            unit="ms",
            aim=aim,
            note=note,
        )
        for words, share, aim in (("half within", 0.5, "60"), ("99 of 100 within", 0.99, "400"))
    ]


async def _run(toys: Toys) -> tuple[Moments, Moments, float]:
    source, url = toys.source, toys.amqp_url
    count = PER_SECOND * SECONDS
    async with AsyncExitStack() as stack:
        there = await asyncpg.connect(toys.reader.owner_url)
        stack.push_async_callback(there.close)
        here = await asyncpg.connect(source.owner_url)
        stack.push_async_callback(here.close)
        for statement in WRITTEN:
            await here.execute(statement)
        for name, worker_url in (("source", source.worker_url), ("reader", toys.reader.worker_url)):
            await stack.enter_async_context(
                contestant(name, {"worker_url": worker_url, "amqp_url": url}, profiled=True)
            )
        told = {"toys": TOYS, "per_second": PER_SECOND, "seconds": SECONDS}
        writer = await stack.enter_async_context(
            contestant("writer", {**told, "app_url": source.app_url})
        )
        rate = float((await result_of(writer))["rate"])
        await reaches(there, LANDED, count + TOYS, within=60)
        await reaches(there, "SELECT count(*) FROM landed", count + TOYS, within=5)
        committed, visible = await _moments(here, "written"), await _moments(there, "landed")
    if missing := len(committed.keys() - visible.keys()):
        raise BenchFailed(f"{missing} of {count} events never came")
    return committed, visible, rate


async def _moments(connection: asyncpg.Connection, table: str) -> Moments:
    rows = await connection.fetch(WHEN.format(table=table))
    return {(row["subject"], row["seq"]): row["at"] for row in rows}
