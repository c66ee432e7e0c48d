"""(a) A full queue into PostgreSQL: one row per event, each once."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg
from tests.bench.contestants.landing import landing
from tests.bench.figures import Figure, Rounds
from tests.bench.lab import Lab
from tests.bench.payload import events
from tests.bench.publishing import Ready, prepared, publish
from tests.bench.running import BenchFailed, contestant, reaches, result_of

from samenspel_messaging.topology import Names
from samenspel_testkit.toys import Toys

NAMES = Names("reporting")
QUEUE = NAMES.shard("landing", 0)
FRESH = """
    TRUNCATE landed RESTART IDENTITY;
    TRUNCATE bus.applied, bus.inbox, bus.held_event, bus.consumer_cursor;
"""
LANDED_SO_FAR = "SELECT last_value FROM landed_id_seq"
CHECK = """
    SELECT count(*) AS rows, count(DISTINCT (subject, seq)) AS events FROM landed
"""
COMMITS = """
    SELECT pg_xact_commit_timestamp(xmin) AS at, count(*) AS rows
    FROM landed GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Drain:
    """The stage: databases, queue, events; every contestant begins with the same."""

    lab: Lab
    toys: Toys
    connection: asyncpg.Connection
    messages: list[Ready]

    async def prepare(self, count: int) -> None:
        """Empty the tables and fill the queue with the first so many events."""
        await self.connection.execute(FRESH)
        await self.lab.admin("CHECKPOINT")
        await publish(str(self.toys.amqp_url), NAMES.events, self.messages[:count])

    async def measure(self, count: int) -> float:
        """Wait until all landed; give how many a second, from the first commit to the last."""
        await reaches(self.connection, LANDED_SO_FAR, count, within=300)
        await reaches(self.connection, "SELECT count(*) FROM landed", count, within=10)
        found = await self.connection.fetchrow(CHECK)
        if found["rows"] != count or found["events"] != count:
            raise BenchFailed(f"{found['rows']} rows of {found['events']} events, not {count}")
        commits = await self.connection.fetch(COMMITS)
        seconds = (commits[-1]["at"] - commits[0]["at"]).total_seconds()
        return float((count - commits[0]["rows"]) / seconds)

    async def ours(self, count: int, *, row_by_row: bool = False) -> float:
        """Our worker."""
        urls = {"worker_url": self.toys.reader.worker_url, "amqp_url": self.toys.amqp_url}
        await self.prepare(count)
        told = {**urls, "row_by_row": row_by_row}
        async with contestant("reader", told, profiled=not row_by_row):
            return await self.measure(count)

    async def peer(self, name: str, count: int, **settings: int) -> float:
        """A peer; as owner of the tables it need not tell the alliance of each row."""
        url = self.toys.reader.owner_url
        told = {"database_url": url, "amqp_url": self.toys.amqp_url, "queue": QUEUE}
        await self.prepare(count)
        async with contestant(name, {**told, **settings}):
            return await self.measure(count)

    async def ceiling(self, count: int, *, prefetch: int) -> float:
        """No database."""
        told = {"amqp_url": self.toys.amqp_url, "queue": QUEUE, "count": count}
        await self.prepare(count)
        async with contestant("drain_ceiling", {**told, "prefetch": prefetch}) as process:
            return float((await result_of(process))["rate"])


@asynccontextmanager
async def stage(lab: Lab, most: int) -> AsyncIterator[Drain]:
    """Set the stage for up to so many events."""
    async with lab.toys() as toys:
        await toys.declare((landing(),))
        connection = await asyncpg.connect(toys.reader.owner_url)
        try:
            yield Drain(lab, toys, connection, prepared(events(most)))
        finally:
            await connection.close()


EVENTS = 20_000
EVENTS_OF_SLOW_PEERS = 5_000
FASTSTREAM = {"prefetch": 200, "pool": 20}
KOMBU = {"prefetch": 200}
CEILING = {"prefetch": 256}
"""Each at its best on this stage; `tune` looks for it."""


async def measure(lab: Lab, *, rounds: int) -> list[Figure]:
    """Run everyone in turn, as often as asked, and compare within each round."""
    found = Rounds()
    async with stage(lab, EVENTS) as drain:
        runs: dict[str, Callable[[], Awaitable[float]]] = {
            "ours": lambda: drain.ours(EVENTS),
            "FastStream": lambda: drain.peer(
                "drain_faststream", EVENTS_OF_SLOW_PEERS, **FASTSTREAM
            ),
            "ceiling": lambda: drain.ceiling(EVENTS, **CEILING),
            "kombu": lambda: drain.peer("drain_kombu", EVENTS_OF_SLOW_PEERS, **KOMBU),
            "row by row": lambda: drain.ours(EVENTS_OF_SLOW_PEERS, row_by_row=True),
        }
        await found.run(runs, rounds)
    ours = found.rate("ours")
    return [
        Figure(
            name="drain against FastStream",
            value=ours,
            unit="events/s",
            peer="FastStream, a transaction per message",
            ratio=found.ratio("ours", "FastStream"),
            target=5.0,
            aim="7",
            note=f"FastStream {found.rate('FastStream'):,.0f}/s {FASTSTREAM}",
        ),
        Figure(
            name="drain against the ceiling",
            value=ours,
            unit="events/s",
            peer="aio-pika without a database",
            ratio=found.ratio("ours", "ceiling"),
            target=0.45,
            aim="0.6",
            note=f"ceiling {found.rate('ceiling'):,.0f}/s {CEILING}",
        ),
        Figure(
            name="drain against kombu",
            value=ours,
            unit="events/s",
            peer="kombu, a transaction per message",
            ratio=found.ratio("ours", "kombu"),
            note=f"kombu {found.rate('kombu'):,.0f}/s {KOMBU}",
        ),
        Figure(
            name="drain, a statement per event",
            value=found.rate("row by row"),
            unit="events/s",
            peer="FastStream, a transaction per message",
            ratio=found.ratio("row by row", "FastStream"),
            note="a handler that writes at once instead of with its batch",
        ),
    ]
