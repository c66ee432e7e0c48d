from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import EventData
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_notifications.bootstrap import CONSUMERS
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.plugin import DatabaseFactory

MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
Tell = Callable[..., Coroutine[Any, Any, None]]


@pytest.fixture
async def urls(service_databases: DatabaseFactory) -> ServiceUrls:
    return await service_databases("notifications")


@pytest.fixture
async def worker(urls: ServiceUrls) -> AsyncIterator[Transactions[NotificationsSqlUnitOfWork]]:
    engine = create_engine(urls.worker_url)
    yield Transactions(sessions_of(engine), NotificationsSqlUnitOfWork, Wakeup())
    await engine.dispose()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def alliance() -> UUID:
    return uuid4()


@pytest.fixture
def tell(
    worker: Transactions[NotificationsSqlUnitOfWork], clock: FixedClock, alliance: UUID
) -> Tell:
    """Give what lets the consumers have an event, each in a transaction of its own."""

    async def deliver(event: EventData, *, of: UUID = alliance, unit: UUID | None = None) -> None:
        envelope = Envelope(
            id=uuid4(),
            source="urn:test",
            type=event.type,
            subject=uuid4(),
            time=clock.now(),
            alliance=of,
            unit=unit,
            aggseq=1,
            part=0,
            pos=1,
            correlationid=uuid4(),
            data=event.model_dump(mode="json", by_alias=True),
        )
        for consumer in CONSUMERS:
            handler = consumer.handlers.get(type(event))
            if handler is not None:
                async with worker(Scope.caused_by(envelope)) as uow:
                    await handler(event, envelope, uow)

    return deliver
