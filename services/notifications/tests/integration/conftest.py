import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
import uvicorn

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import ContactRecordedV1, SupportRequestReceiptConfirmedV1
from samenspel_contracts.registry import EventData
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import AllianceId, PersonId
from samenspel_messaging.scope import Scope
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_notifications.bootstrap import CONSUMERS
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork
from samenspel_platform.cookies import COOKIE
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.access import KnownActors
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.services import build

COOKIE_KEY = "a cookie key of the tests, long enough"
MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
LogIn = Callable[..., httpx2.AsyncClient]
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

    async def deliver(
        event: EventData,
        *,
        of: UUID = alliance,
        unit: UUID | None = None,
        about: UUID | None = None,
    ) -> None:
        envelope = Envelope(
            id=uuid4(),
            source="urn:test",
            type=event.type,
            subject=about or uuid4(),
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


@pytest.fixture
def units() -> tuple[UUID, UUID]:
    """The units in the north and in the south."""
    return uuid4(), uuid4()


@pytest.fixture
async def three_messages(tell: Tell, clock: FixedClock, units: tuple[UUID, UUID]) -> None:
    """One in the north that waits for an address, then one in the north and one in the south."""
    north, south = units
    for unit, email in ((north, None), (north, "noor@voorbeeld.example"), (south, "s@v.example")):
        pupil = uuid4()
        await tell(
            ContactRecordedV1(
                contact_id=uuid4(),
                kind="parent",
                pupil_id=pupil,
                name="Noor de Vries",
                email=email,
                language="nl",
            )
        )
        await tell(
            SupportRequestReceiptConfirmedV1(
                support_request_id=uuid4(), pupil_id=pupil, response_last_day=clock.now().date()
            ),
            unit=unit,
        )
        clock.advance(minutes=1)


@pytest.fixture
def demo() -> bool:
    """Whether the service runs as a demonstration."""
    return True


@pytest.fixture
def actors(clock: FixedClock) -> KnownActors:
    """Who is logged in."""
    return KnownActors(COOKIE_KEY, clock=clock)


@pytest.fixture
async def process(
    urls: ServiceUrls, clock: FixedClock, demo: bool, actors: KnownActors
) -> AsyncIterator[ServiceProcess]:
    """The service as it runs, at a fixed time."""
    service, settings = build("notifications", urls, demo=demo, cookie_key=COOKIE_KEY)
    async with ServiceProcess(service, settings, clock=clock, access=actors) as made:
        yield made


@pytest.fixture
def cookie_of(actors: KnownActors, alliance: UUID) -> Callable[..., dict[str, str]]:
    """Give what makes the session cookie of someone in a role."""

    def make(
        role: Role, *, unit: UUID | None = None, school: UUID | None = None, of: UUID = alliance
    ) -> dict[str, str]:
        actor = Actor(
            person_id=PersonId(uuid4()),
            alliance_id=AllianceId(of),
            role=role,
            name="Sanne de Wit",
            unit_id=unit,
            school_id=school,
        )
        return {COOKIE: actors.log_in(actor)}

    return make


@pytest.fixture
def log_in(process: ServiceProcess, cookie_of: Callable[..., dict[str, str]]) -> LogIn:
    """Give what logs someone in."""

    def make(role: Role, **more: UUID) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            transport=httpx2.ASGITransport(process.asgi),
            base_url="http://127.0.0.1:8000",
            cookies=cookie_of(role, **more),
        )

    return make


@pytest.fixture
async def address(process: ServiceProcess) -> AsyncIterator[str]:
    """The service on a port of this machine, for a browser."""
    server = uvicorn.Server(uvicorn.Config(process.asgi, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    await eventually(lambda: server.started, because="the server starts")
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving
