"""Two toy services, clients that write, and what is needed to break things between them."""

import asyncio
import random
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from statistics import quantiles
from typing import Any

import pytest
from tests.faults.scale import SCALE, SEED

from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.broker import Broker
from samenspel_testkit.checker import Findings, check
from samenspel_testkit.history import History
from samenspel_testkit.load import Load, Pace
from samenspel_testkit.probes import eventually, same
from samenspel_testkit.respawning import Respawning
from samenspel_testkit.toy_processes import Part, command
from samenspel_testkit.toys import Toys
from samenspel_testkit.witness import Testimony, Witness

PROPERTY = "fault"

LOGGED = "SELECT count(*) FROM bus.event_log"
UNSENT = """
    SELECT (SELECT count(*) FROM bus.outbox) + (
        SELECT coalesce(sum(h.pos - c.pos), 0) FROM bus.log_head AS h
        JOIN bus.sink_cursor AS c ON c.part = h.part AND c.sink = 'amqp')
"""
DEALT_WITH = {
    "numbers": "SELECT coalesce(sum(agg_seq), 0) FROM bus.applied WHERE consumer = :reader",
    "tally": "SELECT coalesce(sum(agg_seq), 0) FROM bus.applied WHERE consumer = :reader",
    "letters": "SELECT count(*) FROM bus.inbox WHERE consumer = :reader",
}
WAITING = """
    SELECT count(*) FROM bus.held_event
    WHERE consumer = :reader AND state IN ('retry', 'gap', 'parked') AND agg_id IS NOT NULL
"""
WRITTEN = """
    SELECT agg_id, CAST(data ->> 'reason' AS integer) AS number, occurred_at
    FROM bus.event_log WHERE data ? 'reason'
"""
SEEN = "SELECT toy_id, number, min(at) AS at FROM effect GROUP BY toy_id, number"


@dataclass(frozen=True, slots=True)
class Lag:
    """When something happened, and how many seconds later the reader had it."""

    at: datetime
    seconds: float


class World:
    """One fault test's surroundings; what it starts ends with it."""

    def __init__(self, toys: Toys, broker: Broker | None, request: pytest.FixtureRequest) -> None:
        self.toys, self.broker = toys, broker
        self.dice = random.Random(SEED)
        self.history = History()
        self.load = Load(toys.transactions, self.history, SEED, Pace(rate=SCALE.rate))
        self.witness = Witness(toys.amqp_url or "")
        self.readers: Sequence[str] = ("numbers",)
        self._request = request
        self._stack = AsyncExitStack()
        self._processes: list[Respawning] = []

    @classmethod
    @asynccontextmanager
    async def of(
        cls,
        source: ServiceUrls,
        reader: ServiceUrls,
        broker: Broker | None,
        request: pytest.FixtureRequest,
    ) -> AsyncIterator["World"]:
        """Make both services over RabbitMQ (or the log), none of their processes running yet."""
        toys = await Toys.make(source, reader, broker.url if broker else None)
        world = cls(toys, broker, request)
        try:
            await world.open()
            yield world
        finally:
            await world.close()
            await toys.close()

    async def open(self) -> None:
        """Let the witness listen, and make the first toys."""
        if self.broker is not None:
            await self.witness.open()
        await self.load.prepare()

    async def close(self) -> None:
        """End all processes; pytest shows what they said last if the test failed."""
        for process in self._processes:
            sys.stdout.write("\n".join([f"process {process.pid}:", *process.output[-25:], ""]))
        await self._stack.aclose()

    async def play(self, part: Part, *, toys: Toys | None = None) -> Respawning:
        """Start a process that plays a part, here or on toys that are reached another way."""
        process = await Respawning.start(*command(toys or self.toys, part))
        self._processes.append(process)
        return await self._stack.enter_async_context(process)

    async def intake(self, **how: Any) -> Respawning:
        """Start a worker of intake, which comes back when it dies."""
        return await self.play(Part(service="intake", respawns=True, **how))

    async def reporting(self, **how: Any) -> Respawning:
        """Start a worker of reporting, which comes back when it dies."""
        return await self.play(Part(service="reporting", respawns=True, **how))

    @asynccontextmanager
    async def writing(self, seconds: float | None = None) -> AsyncIterator[None]:
        """Have clients write while the block lasts, and no shorter than the seconds."""
        stop = asyncio.Event()

        async def write() -> None:
            await self.load.run(SCALE.seconds if seconds is None else seconds)
            while not stop.is_set():
                await self.load.run(0.5)

        clients = asyncio.create_task(write())
        try:
            yield
        finally:
            stop.set()
            await clients

    async def number(self, url: str, query: str, **values: Any) -> int:
        """Ask one number."""
        rows = await self.toys.query(url, query, **values)
        return int(rows[0][0] or 0)

    async def unsent(self) -> int:
        """Count the events that the broker has not confirmed, or that are not in the log yet."""
        return await self.number(self.toys.source.owner_url, UNSENT)

    async def accounted(self, held: int) -> bool:
        """Tell whether each reader has dealt with all that is in the log, but what it holds."""
        logged = await self.number(self.toys.source.owner_url, LOGGED)
        url = self.toys.reader.owner_url
        for reader in self.readers:
            dealt_with = await self.number(url, DEALT_WITH[reader], reader=reader)
            waiting = await self.number(url, WAITING, reader=reader)
            same((reader, dealt_with, waiting), (reader, logged - held, held))
        return True

    async def settled_over_log(self, within: float = 60.0) -> None:
        """Wait until readers have everything, wherever the relay is."""
        await eventually(lambda: self.accounted(0), within=within, every=0.1)

    async def settled(self, within: float = 60.0, *, held: int = 0) -> float:
        """Wait until all that was written has come to rest; gives the seconds that it took.

        Readers may hold so many events then; holds that come and go before are no matter.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()

        async def at_rest() -> bool:
            if self.broker is not None:
                assert await self.unsent() == 0
            return await self.accounted(held)

        await eventually(at_rest, within=within, every=0.1, because="everything comes to rest")
        return loop.time() - began

    async def lags(self, since: datetime) -> list[Lag]:
        """Give for each effect of an event since then how late it was, in the events' order."""
        seen = {
            (row.toy_id, row.number): row.at
            for row in await self.toys.query(self.toys.reader.owner_url, SEEN)
        }
        lags = [
            Lag(row.occurred_at, (seen[row.agg_id, row.number] - row.occurred_at).total_seconds())
            for row in await self.toys.query(self.toys.source.owner_url, WRITTEN)
            if row.occurred_at >= since and (row.agg_id, row.number) in seen
        ]
        return sorted(lags, key=lambda lag: lag.at)

    async def concludes(self, *, faults: int, note: str = "") -> Findings:
        """Check everything, add a line to the summary, and insist that every promise was kept."""
        found = await check(
            self.toys, self.history, readers=[r for r in self.readers if r != "tally"]
        )
        row = {
            "fault": self._request.node.get_closest_marker("fault").args,
            "commands": dict(self.history.counts()),
            "faults": faults,
            "note": note,
            **asdict(found),
        }
        self._request.node.user_properties.append((PROPERTY, row))
        assert found.clean, found
        return found

    async def testimony(self) -> Testimony:
        """Hear the witness, who insists that all came, and that first arrivals were in order."""
        heard = await self.witness.testify()
        logged = await self.number(self.toys.source.owner_url, LOGGED)
        assert (heard.messages - heard.again, heard.out_of_order) == (logged, 0), heard
        return heard


def p99(lags: Sequence[Lag]) -> float:
    """Give the seconds within which 99 of 100 came."""
    return quantiles((lag.seconds for lag in lags), n=100)[-1]
