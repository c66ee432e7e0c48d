"""Rebuilding read models from the logs, beside those in use, while the service goes on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_contracts.envelope import Envelope
from samenspel_messaging import rebuild_tables
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.rebuild import Comparison, Projection, Rebuild, RebuildRefused
from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.worker import LogSource, OverBroker, OverLogs, SpineWorker
from samenspel_platform.database import create_engine
from samenspel_platform.provisioning import ServiceUrls
from samenspel_reporting.consumers import CONSUMERS, PROJECTIONS
from samenspel_reporting.persistence.tables import Base
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork
from samenspel_testkit.probes import eventually

ITEMS, REGISTER = PROJECTIONS
LEDGER = "SELECT agg_id, agg_seq FROM bus.applied WHERE consumer = 'items'"


def to_nobody(_: int) -> None:
    """Nobody looks."""


class Reporting:
    """Reporting's database, its worker, and the rebuilds of its projections."""

    def __init__(self, urls: ServiceUrls, logs: Any) -> None:
        self.urls, self.logs = urls, logs
        self.owner, self.worker = create_engine(urls.owner_url), create_engine(urls.worker_url)

    async def close(self) -> None:
        await self.owner.dispose()
        await self.worker.dispose()

    def rebuild(self, projection: Projection = ITEMS) -> Rebuild:
        return Rebuild(
            projection,
            service="reporting",
            owner=self.owner,
            worker=self.worker,
            readers=self.logs.readers(),
            make_uow=SqlReportingUnitOfWork,
        )

    async def whole(self, projection: Projection = ITEMS) -> Comparison:
        """Rebuild it from nothing and swap; gives what was compared."""
        rebuild = self.rebuild(projection)
        async with rebuild.alone():
            await rebuild.begin(afresh=True)
            compared = await rebuild.compare(to_nobody)
            await rebuild.swap(to_nobody)
        return compared

    def spine(self, bus: OverLogs | OverBroker | None = None) -> SpineWorker:
        sources = {name: LogSource(r, Wakeup()) for name, r in self.logs.readers().items()}
        return SpineWorker(
            service="reporting",
            engine=self.worker,
            make_uow=SqlReportingUnitOfWork,
            consumers=CONSUMERS,
            bus=bus or OverLogs(sources),
            wakeup=Wakeup(),
        )

    @asynccontextmanager
    async def running(self, *spines: SpineWorker) -> AsyncIterator[None]:
        stop = asyncio.Event()
        tasks = [asyncio.create_task(spine.run(stop)) for spine in spines or (self.spine(),)]
        try:
            yield
        finally:
            stop.set()
            await asyncio.wait(tasks)
        for task in tasks:
            task.result()

    async def query(self, sql: str, **values: Any) -> list[Any]:
        async with self.owner.begin() as conn:
            result = await conn.execute(text(sql), values)
            return list(result.all()) if result.returns_rows else []

    async def rows(self, schema: str = "public") -> dict[str, set[Any]]:
        return {
            table: set(await self.query(f"SELECT * FROM {schema}.{table}"))
            for table in ITEMS.tables
        }

    async def caught_up(self, consumer: str = "items") -> bool:
        """Whether the consumer has dealt with all that is in the logs."""
        done = {
            (row.source, row.part): row.pos
            for row in await self.query(
                "SELECT source, part, pos FROM bus.consumer_cursor"
                " WHERE consumer = :consumer AND pos > 0",
                consumer=consumer,
            )
        }
        assert done == await self.logs.heads()
        return True


@pytest_asyncio.fixture
async def reporting(urls: ServiceUrls, logs: Any) -> AsyncIterator[Reporting]:
    made = Reporting(urls, logs)
    yield made
    await made.close()


def told(full_story: Callable[..., Any], *, stories: int = 4, seed: int = 1) -> list[Envelope]:
    """Tell stories of two alliances, mixed; each aggregate's events stay in order."""
    alliances = uuid4(), uuid4()
    many = [full_story(alliance=alliances[n % 2]).events for n in range(stories)]
    turns = [n for n, events in enumerate(many) for _ in events]
    Random(seed).shuffle(turns)
    waiting = [iter(events) for events in many]
    return [next(waiting[n]) for n in turns]


async def test_a_rebuild_gives_the_same_tables_and_the_same_ledger(
    reporting: Reporting, logs: Any, full_story: Callable[..., Any]
) -> None:
    await logs.append(told(full_story))
    async with reporting.running():
        await eventually(reporting.caught_up)
    before, ledger = await reporting.rows(), set(await reporting.query(LEDGER))
    assert all(before.values())

    compared = await reporting.whole()

    assert compared.equal
    assert [each.table for each in compared.tables] == list(ITEMS.tables)
    assert [each.live.rows for each in compared.tables] == [len(rows) for rows in before.values()]
    assert await reporting.rows() == before == await reporting.rows(ITEMS.old)
    assert set(await reporting.query(LEDGER)) == ledger
    leftovers = await reporting.query("SELECT consumer FROM bus.consumer_cursor GROUP BY consumer")
    assert {row.consumer for row in leftovers} == {"items", "register"}
