"""Reporting's database, with the events of stories applied as the worker does."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from uuid import UUID

import pytest
import pytest_asyncio

from samenspel_contracts.envelope import Envelope
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.provisioning import ServiceUrls
from samenspel_reporting.consumers import CONSUMERS
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork

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
