"""Two toy services on a real spine, for the tests of the spine itself."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_contracts.envelope import Envelope
from samenspel_messaging import schema, topology
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.log import FeedAway, LogReader, SqlLogReader
from samenspel_messaging.partitions import part_of
from samenspel_messaging.scope import Scope
from samenspel_messaging.shards import LOOK_SECONDS
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.worker import LogSource, OverBroker, OverLogs, SpineWorker
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.probes import same
from samenspel_testkit.toy_services import (
    ALLIANCE,
    GAP_SECONDS,
    LEASE_SECONDS,
    READER_TABLES,
    SOURCE_TABLES,
    WATERMARK_SECONDS,
    Reader,
    Toy,
    ToyUnitOfWork,
)


class Toys:
    """Both services on their databases, over a broker or over the log."""

    def __init__(self, source: ServiceUrls, reader: ServiceUrls, amqp_url: str | None) -> None:
        self.source, self.reader, self.amqp_url = source, reader, amqp_url
        self.wakeup = Wakeup()
        self._engines: list[AsyncEngine] = []
        self._asking: dict[str, AsyncEngine] = {}
        self.transactions = Transactions(
            sessions_of(self.engine(source.app_url)), ToyUnitOfWork, self.wakeup
        )

    @classmethod
    async def make(cls, source: ServiceUrls, reader: ServiceUrls, amqp_url: str | None) -> "Toys":
        """Install the tables and, if there is a broker, the queues."""
        toys = cls(source, reader, amqp_url)
        await toys._install("intake", source.owner_url, SOURCE_TABLES)
        await toys._install("reporting", reader.owner_url, READER_TABLES)
        if amqp_url is not None:
            await toys.declare()
        return toys

    async def declare(
        self, consumers: Sequence[Consumer] | None = None, *, shards: int | None = None
    ) -> None:
        """Declare the queues of both on the broker; each consumer's in so many shards, if given."""
        assert self.amqp_url is not None  # noqa: S101 - only over a broker
        await topology.apply(self.amqp_url, service="intake", consumers=())
        mine = (Reader().consumer(),) if consumers is None else consumers
        wanted = {consumer.name: shards for consumer in mine} if shards else None
        await topology.apply(self.amqp_url, service="reporting", consumers=mine, shards=wanted)

    async def _install(self, service: str, owner_url: str, tables: Sequence[str]) -> None:
        async with self.engine(owner_url).begin() as conn:
            statements: list[str] = []
            schema.install_v1(statements.append, service=service)
            schema.install_v2(statements.append, service=service)
            for statement in [*statements, *tables]:
                await conn.exec_driver_sql(statement)

    def engine(self, url: str) -> AsyncEngine:
        """Open an engine that `close` closes."""
        engine = create_engine(url, pool_size=10)
        self._engines.append(engine)
        return engine

    async def close(self) -> None:
        """Close all connections."""
        for engine in self._engines:
            await engine.dispose()

    def source_worker(self, *, lease_seconds: float = LEASE_SECONDS) -> SpineWorker:
        """Make the worker of intake."""
        return SpineWorker(
            service="intake",
            engine=self.engine(self.source.worker_url),
            make_uow=ToyUnitOfWork,
            consumers=(),
            bus=OverBroker(self.amqp_url) if self.amqp_url else OverLogs({}),
            wakeup=self.wakeup,
            lease_seconds=lease_seconds,
            watermark_seconds=WATERMARK_SECONDS,
        )

    def feed(self) -> LogReader:
        """Open the log of intake, as others may read it."""
        return SqlLogReader(self.engine(self.source.feed_url), source="intake")

    def reader_worker(
        self,
        *consumers: Consumer,
        look_seconds: float = LOOK_SECONDS,
        feed: LogReader | None = None,
    ) -> SpineWorker:
        """Make the worker of reporting."""
        feed = feed or self.feed()
        over_logs = OverLogs({"intake": LogSource(feed, self.wakeup)})
        return SpineWorker(
            service="reporting",
            engine=self.engine(self.reader.worker_url),
            make_uow=ToyUnitOfWork,
            consumers=consumers or (Reader().consumer(),),
            bus=OverBroker(self.amqp_url) if self.amqp_url else over_logs,
            wakeup=Wakeup(),
            look_seconds=look_seconds,
            feeds={"intake": feed},
            gap_seconds=GAP_SECONDS,
            watermark_seconds=WATERMARK_SECONDS,
        )

    async def new_toy(self, *, counts: int = 1, unit: UUID | None = None) -> UUID:
        """Make a toy that counted so often, in one transaction."""
        async with self.transactions(Scope.begin(ALLIANCE)) as uow:
            toy = Toy(id=uuid4(), alliance_id=ALLIANCE, unit_id=unit or uuid4())
            for _ in range(counts):
                toy.count()
            uow.toys.save(toy)
        return toy.id

    async def count(self, toy_id: UUID, *, polish: bool = False) -> None:
        """Let a toy count once more, or polish it instead."""
        async with self.transactions(Scope.begin(ALLIANCE)) as uow:
            toy = await uow.toys.get(toy_id)
            if polish:
                toy.polish()
            else:
                toy.count()
            uow.toys.save(toy)

    async def query(self, url: str, sql: str, **values: Any) -> list[Any]:
        """Ask a database something."""
        if url not in self._asking:
            self._asking[url] = self.engine(url)
        async with self._asking[url].begin() as conn:
            result = await conn.execute(text(sql), values)
            return list(result.all()) if result.returns_rows else []

    async def effects(self) -> dict[UUID, list[int]]:
        """Give what reporting wrote down, per toy, in the order of writing."""
        rows = await self.query(
            self.reader.owner_url, "SELECT toy_id, number FROM effect ORDER BY id"
        )
        found: dict[UUID, list[int]] = {}
        for row in rows:
            found.setdefault(row.toy_id, []).append(row.number)
        return found

    async def has_applied(
        self, expected: Mapping[UUID, list[int]], *, in_any_order: bool = False
    ) -> bool:
        """Tell whether reporting wrote down just these numbers per toy; raises Differs if not."""
        found = await self.effects()
        if in_any_order:
            found = {toy: sorted(numbers) for toy, numbers in found.items()}
        return same(found, expected)

    async def holds(self) -> list[Any]:
        """Give what reporting holds or held, in the order of the events."""
        return await self.query(
            self.reader.owner_url, "SELECT * FROM bus.held_event ORDER BY agg_id, agg_seq"
        )

    async def hurry(self) -> None:
        """Let the time come for everything that waits for its next try."""
        await self.query(
            self.reader.owner_url,
            "UPDATE bus.held_event SET next_at = now() WHERE state = 'retry'",
        )


class Away:
    """The log of intake, out of reach: so nothing that gets lost on the way is healed from it."""

    source = "intake"

    async def read(self, after: Mapping[int, int], limit: int) -> list[Envelope]:
        """Fail."""
        raise FeedAway("by a test")


def unit_in(part: int) -> UUID:
    """Make up a unit whose events belong to a part."""
    return next(unit for unit in iter(uuid4, None) if part_of(unit) == part)


@asynccontextmanager
async def running(*workers: SpineWorker) -> AsyncIterator[None]:
    """Run workers as long as the block lasts; then stop them in good order."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(worker.run(stop)) for worker in workers]
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait(tasks)
    for task in tasks:
        task.result()


def foreign(envelope: Envelope, **changes: Any) -> bytes:
    """Write an event as another program might, with changes."""
    return json.dumps(json.loads(envelope.to_wire()) | changes, default=str).encode()
