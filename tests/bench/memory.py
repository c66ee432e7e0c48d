"""(f) The memory of workers while many events go through them."""

import asyncio
import os
from contextlib import AsyncExitStack
from time import monotonic

import asyncpg
import psutil
from tests.bench.contestants.landing import landing
from tests.bench.figures import Figure, slope
from tests.bench.filling import fill_log
from tests.bench.lab import Lab
from tests.bench.payload import events
from tests.bench.running import BenchFailed, contestant

from samenspel_testkit.toys import Toys

EVENTS = 1_000_000 if os.environ.get("BENCH_FULL") else 200_000
SLOWEST = 200
"""Events a second below which we give up."""
LANDED = "SELECT last_value FROM landed_id_seq"
MIB = 2**20

Sample = tuple[int, float]
"""Events so far, MiB."""


async def measure(lab: Lab, *, rounds: int) -> list[Figure]:
    """Send a long log through a relaying worker and a reading one, and watch both."""
    async with lab.toys() as toys:
        await toys.declare((landing(),))
        connection = await asyncpg.connect(toys.source.owner_url)
        await fill_log(connection, events(EVENTS))
        await connection.close()
        samples = await _run(toys)
    return [figure for name, seen in samples.items() for figure in _figures(name, seen)]


def _figures(worker: str, seen: list[Sample]) -> list[Figure]:
    warm = [sample for sample in seen if sample[0] > EVENTS / 4]
    growth = slope([done / 100_000 for done, _ in warm], [mib for _, mib in warm])
    most = max(mib for _, mib in seen)
    of = f"over {EVENTS:,} events"
    return [
        Figure(name=f"memory of a {worker} worker", value=most, unit="MiB", aim="150", note=of),
        Figure(
            name=f"growth of a {worker} worker",
            value=growth,
            unit="MiB per 100,000 events",
            aim="0",
            note=f"after the first quarter, {of}",
        ),
    ]


async def _run(toys: Toys) -> dict[str, list[Sample]]:
    url = toys.amqp_url
    samples: dict[str, list[Sample]] = {"relaying": [], "reading": []}
    async with AsyncExitStack() as stack:
        connection = await asyncpg.connect(toys.reader.owner_url)
        stack.push_async_callback(connection.close)
        source = await stack.enter_async_context(
            contestant("source", {"worker_url": toys.source.worker_url, "amqp_url": url})
        )
        reader = await stack.enter_async_context(
            contestant("reader", {"worker_url": toys.reader.worker_url, "amqp_url": url})
        )
        watched = {"relaying": psutil.Process(source.pid), "reading": psutil.Process(reader.pid)}
        until = monotonic() + EVENTS / SLOWEST
        done = 0
        while done < EVENTS:
            if monotonic() > until:
                raise BenchFailed(f"{done} of {EVENTS}")
            await asyncio.sleep(0.5)
            done = await connection.fetchval(LANDED)
            for name, process in watched.items():
                samples[name].append((done, process.memory_info().rss / MIB))
    return samples
