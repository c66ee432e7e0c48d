"""A running service on a real database, with others' events put in by hand."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_arrangements.bootstrap import build
from samenspel_arrangements.consumers import CONSUMERS
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.settings import Settings
from samenspel_contracts.accountability import HolderRef, NextActionRef
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import SupportRequestHandoverOfferedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, HandoverId, PersonId, case_id_of
from samenspel_kernel.session import Session
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.cookies import COOKIE
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.looking_at_items import look_at_open_items
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.service import JobContext
from samenspel_platform.settings import DatabaseSettings
from samenspel_testkit.access import KnownActors
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.plugin import DatabaseFactory

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
KEY = "a cookie key for tests only, long enough"
BASE = "http://127.0.0.1:8000"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest_asyncio.fixture
async def urls(service_databases: DatabaseFactory) -> ServiceUrls:
    return await service_databases("arrangements")


@asynccontextmanager
async def _transactions(url: str) -> AsyncIterator[Transactions[SqlArrangementsUnitOfWork]]:
    engine = create_engine(url, pool_size=3)
    try:
        yield Transactions(sessions_of(engine), SqlArrangementsUnitOfWork, Wakeup())
    finally:
        await engine.dispose()


@pytest_asyncio.fixture
async def app(urls: ServiceUrls) -> AsyncIterator[Transactions[SqlArrangementsUnitOfWork]]:
    """Transactions of the role that serves requests."""
    async with _transactions(urls.app_url) as transactions:
        yield transactions


@pytest_asyncio.fixture
async def worker(urls: ServiceUrls) -> AsyncIterator[Transactions[SqlArrangementsUnitOfWork]]:
    """Transactions of the role that consumes events."""
    async with _transactions(urls.worker_url) as transactions:
        yield transactions


@pytest_asyncio.fixture
async def worker_engine(urls: ServiceUrls) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(urls.worker_url, pool_size=1)
    yield engine
    await engine.dispose()


@dataclass
class World:
    """One alliance, seen from outside: its people, and the events that others told of it."""

    worker: Transactions[SqlArrangementsUnitOfWork]
    alliance_id: AllianceId = field(default_factory=lambda: AllianceId(uuid4()))
    unit_id: UUID = field(default_factory=uuid4)
    school_id: UUID = field(default_factory=uuid4)
    last_told: Envelope | None = None

    def coordinator(self, *, unit_id: UUID | None = None) -> Actor:
        return self.somebody(Role.UNIT_COORDINATOR, unit_id=unit_id or self.unit_id)

    def somebody(
        self,
        role: Role,
        *,
        unit_id: UUID | None = None,
        school_id: UUID | None = None,
        pupil_ids: frozenset[UUID] = frozenset(),
    ) -> Actor:
        return Actor(
            person_id=PersonId(uuid4()),
            alliance_id=self.alliance_id,
            role=role,
            name="Sam de Wit",
            unit_id=unit_id,
            school_id=school_id,
            pupil_ids=pupil_ids,
        )

    def envelope(
        self, event: EventData, *, subject: UUID, seq: int = 1, unit_id: UUID | None = None
    ) -> Envelope:
        return Envelope(
            id=uuid4(),
            source="intake",
            type=event.type,
            subject=subject,
            time=NOW,
            alliance=self.alliance_id,
            unit=unit_id or self.unit_id,
            aggseq=seq,
            part=0,
            pos=1,
            correlationid=uuid4(),
            data=event.model_dump(mode="json", by_alias=True),
        )

    async def tell(
        self, event: EventData, *, subject: UUID, seq: int = 1, unit_id: UUID | None = None
    ) -> None:
        """Let the consumer that reads the event take it, as it came over the wire."""
        envelope = self.envelope(event, subject=subject, seq=seq, unit_id=unit_id)
        self.last_told = Envelope.model_validate_json(envelope.to_wire())
        await self.tell_again()

    async def tell_again(self) -> None:
        """Let the last event come once more."""
        assert self.last_told is not None
        event = self.last_told.open()
        for consumer in CONSUMERS:
            if type(event) in consumer.handlers:
                async with self.worker(Scope.caused_by(self.last_told)) as uow:
                    await consumer.handlers[type(event)](event, self.last_told, uow)

    async def offer(
        self,
        *,
        pupil_id: UUID | None = None,
        school_id: UUID | None = None,
        unit_id: UUID | None = None,
        answer_by: date = date(2026, 9, 14),
        support_request_id: UUID | None = None,
        kind: str = "arrangement",
    ) -> UUID:
        """Have intake offer a handover; gives the id of the case."""
        handover_id, request_id = uuid4(), support_request_id or uuid4()
        event = SupportRequestHandoverOfferedV1(
            support_request_id=request_id,
            handover_id=handover_id,
            pupil_id=pupil_id or uuid4(),
            school_id=school_id or self.school_id,
            kind=kind,
            age_band="4-6",
            answer_by=answer_by,
            holder=HolderRef(kind="unit-desk", id=self.unit_id),
            next_action=NextActionRef(kind="await-handover-answer", due_on=answer_by),
        )
        await self.tell(event, subject=request_id, seq=3, unit_id=unit_id)
        return case_id_of(HandoverId(handover_id))


@pytest.fixture
def world(worker: Transactions[SqlArrangementsUnitOfWork]) -> World:
    return World(worker)


ClientOf = Callable[[Actor | Session | None], AbstractAsyncContextManager[httpx2.AsyncClient]]


@pytest.fixture
def actors(clock: FixedClock) -> KnownActors:
    """Who is logged in."""
    return KnownActors(KEY, clock=clock)


@pytest.fixture
def more_settings() -> dict[str, Any]:
    """Settings beyond the usual ones; tests of a topic have their own."""
    return {}


@pytest_asyncio.fixture
async def process(
    urls: ServiceUrls, clock: FixedClock, actors: KnownActors, more_settings: dict[str, Any]
) -> AsyncIterator[ServiceProcess]:
    """The service; `job_context` is what its jobs run in."""
    settings = Settings(
        database=DatabaseSettings.model_validate(
            {"app_url": urls.app_url, "worker_url": urls.worker_url}
        ),
        bus="log",
        cookie_key=KEY,
        **more_settings,
    )
    async with ServiceProcess(build(settings), settings, clock=clock, access=actors) as started:
        yield started


@pytest.fixture
def client_of(process: ServiceProcess, actors: KnownActors) -> ClientOf:
    """Makes a client that is logged in as an actor or in a session, or as nobody."""

    def make(who: Actor | Session | None) -> httpx2.AsyncClient:
        client = httpx2.AsyncClient(transport=httpx2.ASGITransport(process.asgi), base_url=BASE)
        if isinstance(who, Actor):
            client.cookies.set(COOKIE, actors.log_in(who))
        elif who is not None:
            client.cookies.set(COOKIE, actors.seal(who))
        return client

    return make


@pytest.fixture
def looked(
    worker: Transactions[SqlArrangementsUnitOfWork],
) -> Callable[[date], Awaitable[int]]:
    """Have the worker look at open items on a later day."""

    async def look(day: date) -> int:
        then = FixedClock(datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC))
        return await look_at_open_items(JobContext(worker, then))

    return look
