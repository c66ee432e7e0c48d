"""Reporting's database, with the events of stories applied as the worker does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import UTC, datetime
from json import dumps
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
import pytest_asyncio
import uvicorn
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import REGISTRY
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.log import LogReader, SqlLogReader
from samenspel_messaging.rebuild import Comparison, Projection, Rebuild
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.worker import LogSource, OverBroker, OverLogs, SpineWorker
from samenspel_platform.cookies import COOKIE
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.settings import DatabaseSettings
from samenspel_reporting.bootstrap import build
from samenspel_reporting.consumers import CONSUMERS, PROJECTIONS
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork
from samenspel_reporting.settings import Settings
from samenspel_testkit.access import KnownActors
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.probes import eventually, same
from samenspel_testkit.toys import running

COOKIE_KEY = "k" * 32
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Client = httpx2.AsyncClient
ClientOf = Callable[..., Client]
ReportingTransactions = Transactions[SqlReportingUnitOfWork]


@pytest_asyncio.fixture
async def urls(service_databases: Callable[[str], Awaitable[ServiceUrls]]) -> ServiceUrls:
    """A fresh database of reporting."""
    return await service_databases("reporting")


@pytest_asyncio.fixture
async def as_worker(urls: ServiceUrls) -> AsyncIterator[ReportingTransactions]:
    """Transactions of the worker role."""
    engine = create_engine(urls.worker_url)
    yield Transactions(sessions_of(engine), SqlReportingUnitOfWork, Wakeup())
    await engine.dispose()


@pytest_asyncio.fixture
async def as_app(urls: ServiceUrls) -> AsyncIterator[ReportingTransactions]:
    """Transactions of the role that serves requests."""
    engine = create_engine(urls.app_url)
    yield Transactions(sessions_of(engine), SqlReportingUnitOfWork, Wakeup())
    await engine.dispose()


@pytest.fixture
def apply(as_worker: ReportingTransactions) -> Callable[[Iterable[Envelope]], Awaitable[None]]:
    """Hand events to the consumers, each in the scope of its own alliance."""
    handlers = {event: do for consumer in CONSUMERS for event, do in consumer.handlers.items()}

    async def one_after_another(events: Iterable[Envelope]) -> None:
        async with AsyncExitStack() as open_:
            uows: dict[UUID, SqlReportingUnitOfWork] = {}
            for envelope in events:
                if envelope.alliance not in uows:
                    transaction = as_worker(Scope.caused_by(envelope))
                    uows[envelope.alliance] = await open_.enter_async_context(transaction)
                event = envelope.open()
                if type(event) in handlers:
                    await handlers[type(event)](event, envelope, uows[envelope.alliance])

    return one_after_another


@pytest.fixture
def actors() -> KnownActors:
    """Who is logged in."""
    return KnownActors(COOKIE_KEY, clock=FixedClock(NOW))


@pytest_asyncio.fixture
async def process(urls: ServiceUrls, actors: KnownActors) -> AsyncIterator[ServiceProcess]:
    """The service as it runs, at a fixed time."""
    settings = Settings(
        database=DatabaseSettings(
            app_url=SecretStr(urls.app_url), worker_url=SecretStr(urls.worker_url)
        ),
        bus="log",
        cookie_key=SecretStr(COOKIE_KEY),
    )
    clock = FixedClock(NOW)
    async with ServiceProcess(build(settings), settings, clock=clock, access=actors) as made:
        yield made


@pytest.fixture
def client_of(process: ServiceProcess, actors: KnownActors) -> ClientOf:
    """Log someone in: `client_of(Role.DIRECTOR, alliance=…, unit=…)`; nobody without a role."""

    def log_in(
        role: Role | None = None, *, alliance: UUID | None = None, unit: UUID | None = None
    ) -> Client:
        transport = httpx2.ASGITransport(process.asgi)
        client = Client(transport=transport, base_url="http://127.0.0.1:8000")
        if role is not None:
            actor = Actor(
                person_id=PersonId(uuid4()),
                alliance_id=AllianceId(alliance or uuid4()),
                role=role,
                name="Sanne de Vries",
                unit_id=unit,
            )
            client.cookies.set(COOKIE, actors.log_in(actor))
        return client

    return log_in


@pytest_asyncio.fixture
async def address(process: ServiceProcess) -> AsyncIterator[str]:
    """The service on a port of this machine, for a browser."""
    config = uvicorn.Config(process.asgi, port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    await eventually(lambda: server.started, because="the server starts")
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await serving


class Logs:
    """The logs of the services that reporting reads, written as if they had sequenced events."""

    def __init__(self, urls: Mapping[str, ServiceUrls]) -> None:
        self.urls = urls
        self._engines: list[AsyncEngine] = []
        self._owners = {name: self.engine(of.owner_url) for name, of in urls.items()}

    def engine(self, url: str) -> AsyncEngine:
        engine = create_engine(url)
        self._engines.append(engine)
        return engine

    async def close(self) -> None:
        for engine in self._engines:
            await engine.dispose()

    def readers(self) -> dict[str, LogReader]:
        return {
            name: SqlLogReader(self.engine(of.feed_url), source=name)
            for name, of in self.urls.items()
        }

    async def last_of_each(self, consumer: Consumer) -> set[tuple[UUID, int]]:
        """Give the number of the last event of each aggregate that a consumer reads."""
        found: set[tuple[UUID, int]] = set()
        for engine in self._owners.values():
            async with engine.connect() as conn:
                rows = await conn.execute(LAST, {"aggregates": list(consumer.aggregates)})
                found.update((row.agg_id, row.agg_seq) for row in rows)
        return found

    async def append(self, events: Sequence[Envelope]) -> None:
        for name, engine in self._owners.items():
            mine = [e for e in events if REGISTRY[e.type].owner == name]
            if mine:
                async with engine.begin() as conn:
                    await conn.execute(LOGGED, [_entry(envelope) for envelope in mine])


LAST = text("""
    SELECT agg_id, max(agg_seq) AS agg_seq FROM bus.event_log
    WHERE agg_type = ANY(CAST(:aggregates AS text[])) GROUP BY agg_id
""")
LOGGED = text("""
    WITH head AS (UPDATE bus.log_head SET pos = pos + 1 WHERE part = :part RETURNING pos)
    INSERT INTO bus.event_log (part, pos, event_id, source, alliance_id, unit_id, agg_type, agg_id,
        agg_seq, type, occurred_at, correlation_id, data)
    SELECT :part, pos, :id, :source, :alliance, :unit, :aggregate, :subject, :aggseq, :type, :time,
        :correlationid, CAST(:data AS jsonb) FROM head
""")


def _entry(envelope: Envelope) -> dict[str, Any]:
    values = dict(envelope) | {"aggregate": envelope.aggregate, "data": dumps(envelope.data)}
    return values | {"part": envelope.subject.int % 16}


@pytest_asyncio.fixture
async def logs(
    service_databases: Callable[[str], Awaitable[ServiceUrls]],
) -> AsyncIterator[Logs]:
    """The logs of intake and arrangements: `await logs.append(events)`."""
    made = Logs({name: await service_databases(name) for name in ("intake", "arrangements")})
    yield made
    await made.close()


class Reporting:
    """Reporting's database, its worker, and the rebuilds of its projections."""

    def __init__(self, urls: ServiceUrls, logs: Logs) -> None:
        self.urls, self.logs = urls, logs
        self.owner, self.worker = logs.engine(urls.owner_url), logs.engine(urls.worker_url)

    def rebuild(self, projection: Projection) -> Rebuild:
        return Rebuild(
            projection,
            service="reporting",
            owner=self.owner,
            worker=self.worker,
            readers=self.logs.readers(),
            make_uow=SqlReportingUnitOfWork,
        )

    async def rebuilt(self, projection: Projection) -> Comparison:
        """Rebuild it from nothing and swap; gives what was compared."""
        rebuild = self.rebuild(projection)
        async with rebuild.alone():
            await rebuild.begin(afresh=True)
            compared = await rebuild.compare(_to_nobody)
            await rebuild.swap(_to_nobody)
        return compared

    def spine(
        self,
        bus: OverLogs | OverBroker | None = None,
        *,
        consumers: Sequence[Consumer] = CONSUMERS,
    ) -> SpineWorker:
        sources = {name: LogSource(r, Wakeup()) for name, r in self.logs.readers().items()}
        return SpineWorker(
            service="reporting",
            engine=self.worker,
            make_uow=SqlReportingUnitOfWork,
            consumers=consumers,
            bus=bus or OverLogs(sources),
            wakeup=Wakeup(),
        )

    def running(self, *spines: SpineWorker) -> AbstractAsyncContextManager[None]:
        """Run workers (reporting's, if none is named) as long as the block lasts."""
        return running(*(spines or (self.spine(),)))

    async def query(self, sql: str, **values: Any) -> list[Any]:
        async with self.owner.begin() as conn:
            result = await conn.execute(text(sql), values)
            return list(result.all()) if result.returns_rows else []

    async def rows(self, projection: Projection, schema: str = "public") -> dict[str, set[Any]]:
        return {
            table: set(await self.query(f"SELECT * FROM {schema}.{table}"))
            for table in projection.tables
        }

    async def caught_up(self, consumer: str = "items") -> bool:
        """Whether the consumer has dealt with all of its aggregates that is in the logs.

        What a person must decide about counts as dealt with, and what waits behind that; what
        will be tried again, or waits for what has yet to come, does not.
        """
        (bound,) = [each.consumer for each in PROJECTIONS if each.name == consumer]
        query = """
            SELECT agg_id, max(agg_seq) AS agg_seq FROM (
                SELECT agg_id, agg_seq FROM bus.applied WHERE consumer = :consumer
                UNION ALL
                SELECT held.agg_id, held.agg_seq FROM bus.held_event AS held
                WHERE held.consumer = :consumer AND (held.state = 'parked' OR held.state = 'gap'
                    AND EXISTS (SELECT 1 FROM bus.held_event AS first
                        WHERE first.consumer = held.consumer AND first.agg_id = held.agg_id
                          AND first.state = 'parked'))) AS a
            GROUP BY agg_id
        """
        done = set(await self.query(query, consumer=consumer))
        return same(done, await self.logs.last_of_each(bound))

    async def nothing_waits_behind(self) -> bool:
        """Whether no event waits for another, or for its next try."""
        waiting = "SELECT 1 FROM bus.held_event WHERE state IN ('gap', 'retry')"
        return not await self.query(waiting)


def _to_nobody(_: int) -> None:
    """Nobody looks."""


@pytest.fixture
def reporting(urls: ServiceUrls, logs: Logs) -> Reporting:
    """Reporting on its database, reading these logs."""
    return Reporting(urls, logs)


@pytest.fixture
def told(full_story: Callable[..., Any]) -> Callable[..., list[Envelope]]:
    """Tell stories of two alliances, mixed; each aggregate's events stay in order."""

    def tell(*, stories: int = 4, seed: int = 1) -> list[Envelope]:
        alliances = uuid4(), uuid4()
        whole = [full_story(alliance=alliances[n % 2]) for n in range(stories)]
        for story in whole:
            story.logged_out(story.given_access())
        many = [story.events for story in whole]
        turns = [n for n, events in enumerate(many) for _ in events]
        Random(seed).shuffle(turns)
        waiting = [iter(events) for events in many]
        return [next(waiting[n]) for n in turns]

    return tell
