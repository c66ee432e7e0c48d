"""A running service: its HTTP side, its worker, or both in one process."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_kernel.clock import Clock, SystemClock
from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.worker import LogSource, OverBroker, OverLogs, SpineWorker
from samenspel_platform.app import ServiceApp, create_app
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.idempotency import forget_old
from samenspel_platform.jobs import run_jobs
from samenspel_platform.operations import operations_app
from samenspel_platform.service import JobContext, Service
from samenspel_platform.settings import ServiceSettings

log = structlog.get_logger(__name__)
FEED_POOL = 2
CLEAN_UP_SECONDS = 3600


class ServiceProcess:
    """Owns the connections of one service; use it as an asynchronous context.

    `wakeup` is set at each commit of this service; `wakeups` are those of the other services when
    they run in the same process, so that events flow at once.
    """

    def __init__(
        self,
        service: Service[Any],
        settings: ServiceSettings,
        *,
        clock: Clock | None = None,
        wakeups: Mapping[str, Wakeup] | None = None,
    ) -> None:
        self.service, self.settings = service, settings
        self.clock = clock or SystemClock()
        self._wakeups = wakeups or {}
        self.wakeup = self._wakeups.get(service.name) or Wakeup()
        database, pool = settings.database, settings.database.pool_size
        self._app_engine = create_engine(
            database.app_url.get_secret_value(),
            pool_size=pool,
            application_name=f"samenspel-{service.name}-api",
        )
        self._worker_engine = create_engine(
            database.worker_url.get_secret_value(),
            pool_size=len(service.consumers) + len(service.jobs) + 4,
            application_name=f"samenspel-{service.name}-worker",
        )
        self._feeds = {
            source: create_engine(
                url.get_secret_value(),
                pool_size=FEED_POOL,
                application_name=f"samenspel-{service.name}-feed",
            )
            for source, url in settings.feeds.items()
        }
        self._make_uow = service.uow_maker(settings.event_source)
        self.transactions = Transactions(sessions_of(self._app_engine), self._make_uow, self.wakeup)
        self.job_context = JobContext(
            Transactions(sessions_of(self._worker_engine), self._make_uow, self.wakeup),
            self.clock,
        )
        self._spine: SpineWorker | None = None
        self.operations = operations_app(
            alive=self._alive, ready={"database": lambda: _answers(self._app_engine)}
        )
        self.worker_operations = operations_app(
            alive=self._alive, ready={"database": lambda: _answers(self._worker_engine)}
        )
        self.asgi: ServiceApp = create_app(
            service,
            settings,
            transactions=self.transactions,
            clock=self.clock,
            operations=self.operations,
        )

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
        for engine in (self._app_engine, self._worker_engine, *self._feeds.values()):
            await engine.dispose()

    async def run_worker(self, stop: asyncio.Event) -> None:
        """Run the spine and the jobs until told to stop; raises if a part of it died."""
        self._spine = SpineWorker(
            service=self.service.name,
            engine=self._worker_engine,
            make_uow=self._make_uow,
            consumers=self.service.consumers,
            bus=self._bus(),
            wakeup=self.wakeup,
        )
        async with asyncio.TaskGroup() as group:
            group.create_task(self._spine.run(stop), name="spine")
            group.create_task(
                run_jobs(self.service.name, self.service.jobs, self.job_context, stop), name="jobs"
            )
            group.create_task(self._clean_up(stop), name="clean-up")

    def _bus(self) -> OverBroker | OverLogs:
        if self.settings.bus == "amqp" and self.settings.amqp_url is not None:
            return OverBroker(url=self.settings.amqp_url.get_secret_value())
        return OverLogs(
            {
                source: LogSource(
                    SqlLogReader(engine, source=source), self._wakeups.get(source) or Wakeup()
                )
                for source, engine in self._feeds.items()
            }
        )

    async def _clean_up(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                async with sessions_of(self._worker_engine).begin() as session:
                    await forget_old(session)
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
