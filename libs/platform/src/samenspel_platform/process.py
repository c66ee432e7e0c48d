"""A running service: its HTTP side, its worker, or both in one process."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from functools import cached_property
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette

from samenspel_kernel.clock import Clock, SystemClock
from samenspel_messaging import remembering
from samenspel_messaging.log import LogReader, SqlLogReader
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.worker import LogSource, OverBroker, OverLogs, SpineWorker
from samenspel_platform.app import ServiceApp, create_app
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.feed_client import HttpLogReader
from samenspel_platform.feed_server import feed_app
from samenspel_platform.idempotency import forget_old
from samenspel_platform.jobs import run_jobs
from samenspel_platform.operations import operations_app
from samenspel_platform.service import JobContext, Service
from samenspel_platform.sessions import AccessLookup, StoredAccess
from samenspel_platform.settings import ServiceSettings

log = structlog.get_logger(__name__)
FEED_POOL = 3
"""Connections to another service's log; all consumers wake at once, and take short turns."""
CLEAN_UP_SECONDS = 3600


def _unchanged(stored: AccessLookup) -> AccessLookup:
    """Ask the service's database."""
    return stored


class ServiceProcess:
    """Owns the connections of one service; use it as an asynchronous context.

    Each side is made when it is first asked for, and MissingSetting tells what it lacks then: an
    API process has no secret of the worker, nor the other way round.
    `wakeup` is set at each commit of this service; `wakeups` are those of the other services when
    they run in the same process, so that events flow at once. `access` may be asked before
    the service's own database who acts.
    """

    def __init__(
        self,
        service: Service[Any],
        settings: ServiceSettings,
        *,
        clock: Clock | None = None,
        wakeups: Mapping[str, Wakeup] | None = None,
        access: Callable[[AccessLookup], AccessLookup] = _unchanged,
    ) -> None:
        self.service, self.settings = service, settings
        self.clock = clock or SystemClock()
        self._wakeups = wakeups or {}
        self.wakeup = self._wakeups.get(service.name) or Wakeup()
        self._make_uow = service.uow_maker(settings.event_source)
        self._access = access
        self._opened = AsyncExitStack()
        self._spine: SpineWorker | None = None

    @cached_property
    def transactions(self) -> Transactions[Any]:
        """Transactions of pages and API, as the app role."""
        return Transactions(sessions_of(self._app_engine), self._make_uow, self.wakeup)

    @cached_property
    def job_context(self) -> JobContext[Any]:
        """What timed work may use; its transactions run as the worker role."""
        sessions = sessions_of(self._worker_engine)
        return JobContext(Transactions(sessions, self._make_uow, self.wakeup), self.clock)

    @cached_property
    def asgi(self) -> ServiceApp:
        """The HTTP side."""
        for need in self.service.api_needs:
            need()
        return create_app(
            self.service,
            self.settings,
            transactions=self.transactions,
            access=self._access(
                StoredAccess(self.transactions, self.clock, self.service.find_actor)
            ),
            clock=self.clock,
            operations=operations_app(
                alive=self._alive, ready={"database": lambda: _answers(self._app_engine)}
            ),
        )

    @cached_property
    def worker_operations(self) -> Starlette:
        """The port of a worker that is alone in its process: for operators and log readers."""
        return operations_app(
            alive=self._alive,
            ready={"database": lambda: _answers(self._worker_engine)},
            internal=self._feed_app() if self.settings.feed_readers else None,
        )

    def _feed_app(self) -> Starlette:
        # Connections of its own: who catches up must not keep the worker waiting.
        engine = self._open(
            self.settings.database.as_worker(), pool_size=FEED_POOL, what="feed-server"
        )
        return feed_app(SqlLogReader(engine, source=self.service.name), self.settings.feed_readers)

    @cached_property
    def feeds(self) -> dict[str, LogReader]:
        """The logs of other services that this one may read, by their short names."""
        return {
            source: self._log_reader(source, url.get_secret_value())
            for source, url in self.settings.feeds.items()
        }

    def _log_reader(self, source: str, url: str) -> LogReader:
        if urlsplit(url).scheme in ("http", "https"):
            reader = HttpLogReader(url, source=source, token=self.settings.reader_token())
            self._opened.push_async_callback(reader.close)
            return reader
        engine = self._open(url, pool_size=FEED_POOL, overflow=0, what="feed")
        return SqlLogReader(engine, source=source)

    @cached_property
    def _app_engine(self) -> AsyncEngine:
        database = self.settings.database
        return self._open(database.as_app(), pool_size=database.pool_size, what="api")

    @cached_property
    def _worker_engine(self) -> AsyncEngine:
        pool_size = len(self.service.consumers) + len(self.service.jobs) + 5
        url = self.settings.database.as_worker()
        # Its loops and jobs outlive a lost connection; asking first would double their work at rest.
        return self._open(url, pool_size=pool_size, what="worker", ping=False)

    def _open(
        self,
        url: str,
        *,
        pool_size: int,
        what: str,
        overflow: int | None = None,
        ping: bool = True,
    ) -> AsyncEngine:
        name = f"samenspel-{self.service.name}-{what}"
        engine = create_engine(
            url, pool_size=pool_size, overflow=overflow, application_name=name, ping=ping
        )
        self._opened.push_async_callback(engine.dispose)
        return engine

    async def __aenter__(self) -> Self:
        """Connections are opened when they are first needed."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all connections."""
        await self._opened.aclose()

    async def run_worker(self, stop: asyncio.Event) -> None:
        """Run the spine and the jobs until told to stop; raises if a part of it died."""
        for need in self.service.worker_needs:
            need()
        self._spine = SpineWorker(
            service=self.service.name,
            engine=self._worker_engine,
            make_uow=self._make_uow,
            consumers=self.service.consumers,
            bus=self._bus(),
            wakeup=self.wakeup,
            feeds=self.feeds,
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(self._spine.run(stop), name="spine")
            group.create_task(
                run_jobs(self.service.name, self.service.jobs, self.job_context, stop), name="jobs"
            )
            group.create_task(self._clean_up(stop), name="clean-up")

    def _bus(self) -> OverBroker | OverLogs:
        if self.settings.bus == "amqp":
            return OverBroker(url=self.settings.broker_url())
        return OverLogs(
            {
                source: LogSource(
                    reader,
                    self._wakeups.get(source) or Wakeup(),
                    told=source in self._wakeups,
                )
                for source, reader in self.feeds.items()
            }
        )

    async def _clean_up(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                async with sessions_of(self._worker_engine).begin() as session:
                    await forget_old(session)
                    await remembering.forget_old(session, self.clock.now())
            except (SQLAlchemyError, OSError) as why:
                log.warning("clean_up_failed", error=type(why).__name__)
            waiting = asyncio.ensure_future(stop.wait())
            await asyncio.wait({waiting}, timeout=CLEAN_UP_SECONDS)
            waiting.cancel()

    async def _alive(self) -> bool:
        stalled = self._spine.stalled() if self._spine else []
        if stalled:
            log.error("worker_stalled", loops=stalled)
        return not stalled


async def _answers(engine: AsyncEngine) -> bool:
    try:
        async with asyncio.timeout(2), engine.connect() as conn:
            await conn.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError, TimeoutError):
        return False
    return True
