"""(b) A log, sequenced before, onto RabbitMQ: every event confirmed and in a queue."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aio_pika
import asyncpg
from tests.bench.contestants.landing import landing
from tests.bench.contestants.relay_outbox import QUEUE, TABLE
from tests.bench.figures import Figure, Rounds
from tests.bench.filling import fill_log
from tests.bench.lab import Lab
from tests.bench.payload import events
from tests.bench.running import BenchFailed, contestant, result_of, sampled_rate

from samenspel_contracts.envelope import CONTENT_TYPE
from samenspel_messaging.topology import Names, routing_key
from samenspel_testkit.toys import Toys

NAMES = Names("reporting")
READERS_QUEUE = NAMES.shard("landing", 0)
CONFIRMED = "SELECT sum(pos)::bigint FROM bus.sink_cursor WHERE sink = 'amqp'"
EVENTS = 20_000
EVENTS_OF_SLOW_PEERS = 4_000
OUTBOX = {"workers": 10, "fetch": 200, "flush": 50}
"""At its best on this stage; `tune` looks for it."""


@dataclass(frozen=True, slots=True)
class Relaying:
    """The stage: a log of events, an outbox of the same events, a queue that takes them."""

    lab: Lab
    toys: Toys
    connection: asyncpg.Connection

    @property
    def url(self) -> str:
        """Where the broker is."""
        return str(self.toys.amqp_url)

    async def prepare(self) -> None:
        """Empty the queue, and forget what was relayed."""
        await self.connection.execute("UPDATE bus.sink_cursor SET pos = 0")
        await self.lab.admin("CHECKPOINT")
        await self._queue(purge=True)

    async def arrived(self, count: int) -> None:
        """Make sure that all are in the queue."""
        there = await self._queue()
        if there < count:
            raise BenchFailed(f"{there} of {count} are in the queue")

    async def _queue(self, *, purge: bool = False) -> int:
        async with await aio_pika.connect(self.url) as connection, connection.channel() as channel:
            queue = await channel.declare_queue(READERS_QUEUE, passive=True)
            if purge:
                await queue.purge()
            return int(queue.declaration_result.message_count or 0)

    async def ours(self) -> float:
        """Our worker of the service that writes."""
        await self.prepare()
        urls = {"worker_url": self.toys.source.worker_url, "amqp_url": self.url}
        async with contestant("source", urls, profiled=True):
            rate = await sampled_rate(self.connection, CONFIRMED, EVENTS)
        await self.arrived(EVENTS)
        return rate

    async def ceiling(self) -> float:
        """The same bytes from memory."""
        await self.prepare()
        told = {"amqp_url": self.url, "exchange": NAMES.events, "count": EVENTS}
        async with contestant("relay_ceiling", told) as process:
            rate = float((await result_of(process))["rate"])
        await self.arrived(EVENTS)
        return rate

    async def outbox(self, count: int, **settings: int) -> float:
        """The peer with its own table of the same events."""
        await self.prepare()
        await self._fill_outbox(count)
        told = {"database_url": self.toys.source.owner_url, "amqp_url": self.url}
        told["exchange"] = NAMES.events
        done = f"SELECT {count} - count(*) FROM {TABLE.name}"
        async with contestant("relay_outbox", {**told, **settings}):
            rate = await sampled_rate(self.connection, done, count)
        await self.arrived(count)
        return rate

    async def _fill_outbox(self, count: int) -> None:
        await self.connection.execute(f"TRUNCATE {TABLE.name}")
        rows = [
            (
                QUEUE,
                entry.to_wire(),
                json.dumps({"key": routing_key(entry), "id": str(entry.id), "type": CONTENT_TYPE}),
            )
            for entry in events(count)
        ]
        columns = ("queue", "payload", "headers")
        await self.connection.copy_records_to_table(TABLE.name, columns=columns, records=rows)
        await self.connection.execute(f"ANALYZE {TABLE.name}")


@asynccontextmanager
async def stage(lab: Lab) -> AsyncIterator[Relaying]:
    """Set the stage."""
    async with lab.toys() as toys:
        await toys.declare((landing(),))
        async with toys.engine(toys.source.owner_url).begin() as conn:
            await conn.run_sync(TABLE.metadata.create_all)
        connection = await asyncpg.connect(toys.source.owner_url)
        try:
            await fill_log(connection, events(EVENTS))
            yield Relaying(lab, toys, connection)
        finally:
            await connection.close()


async def measure(lab: Lab, *, rounds: int) -> list[Figure]:
    """Run everyone in turn, as often as asked, and compare within each round."""
    found = Rounds()
    async with stage(lab) as relaying:
        runs: dict[str, Callable[[], Awaitable[float]]] = {
            "ours": relaying.ours,
            "ceiling": relaying.ceiling,
            "outbox": lambda: relaying.outbox(EVENTS_OF_SLOW_PEERS, **OUTBOX),
        }
        await found.run(runs, rounds)
    ours = found.rate("ours")
    return [
        Figure(
            name="relay against the ceiling",
            value=ours,
            unit="confirmed/s",
            peer="aio-pika, pipelined, from memory",
            ratio=found.ratio("ours", "ceiling"),
            target=0.5,
            aim="2,500/s",
            note=f"ceiling {found.rate('ceiling'):,.0f}/s",
        ),
        Figure(
            name="relay against faststream-outbox",
            value=ours,
            unit="confirmed/s",
            peer="faststream-outbox",
            ratio=found.ratio("ours", "outbox"),
            note=f"faststream-outbox {found.rate('outbox'):,.0f}/s {OUTBOX}",
        ),
    ]
