"""The four services, each on its own database, over a real RabbitMQ, with the rights they have."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
from pydantic import SecretStr
from sqlalchemy import text

from samenspel_demo.telling import DemoStory
from samenspel_intake.application.register_person import RegisterPerson, register_person
from samenspel_intake.domain.alliance import school_id_of, unit_id_of
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import SystemClock
from samenspel_messaging import topology
from samenspel_messaging.scope import Scope
from samenspel_platform.access_tokens import TokenSigner
from samenspel_platform.cookies import COOKIE
from samenspel_platform.database import create_engine
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.settings import DatabaseSettings
from samenspel_standalone.front import Front
from samenspel_standalone.system import SERVICES
from samenspel_testkit.access import KnownActors
from samenspel_testkit.broker import Broker
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.processes import Process

KEY = "the-cookie-key-of-the-end-to-end-tests"
BASE = "http://127.0.0.1:8000"


class Stack:
    """All four services; their workers run in this process, or in one that can be killed."""

    def __init__(
        self,
        urls: Mapping[str, ServiceUrls],
        broker: Broker,
        processes: Mapping[str, ServiceProcess],
        actors: KnownActors,
    ) -> None:
        self.urls, self.broker, self.processes = urls, broker, processes
        self.front = Front({n: p.asgi for n, p in processes.items()}, default="intake")
        self.actors = actors
        self._stop = asyncio.Event()
        self._workers: list[asyncio.Task[None]] = []

    def start_workers(self, *names: str) -> None:
        """Run the workers of these services in this process."""
        for name in names:
            work = self.processes[name].run_worker(self._stop)
            self._workers.append(asyncio.create_task(work, name=f"worker {name}"))

    async def stop(self) -> None:
        """Stop the workers of this process, gracefully."""
        self._stop.set()
        await asyncio.gather(*self._workers)

    async def worker_process(self, name: str, **env: str) -> Process:
        """Run a service's worker in a process of its own."""
        urls = self.urls[name]
        settings = {
            "DATABASE__WORKER_URL": urls.worker_url,
            "BUS": "amqp",
            "AMQP_URL": self.broker.url_of(name),
            "OPERATIONS_PORT": "0",
            "LETTER_KEY": KEY,
            "LOOKUP_KEY": KEY,
        }
        command = Path(sys.executable).parent / f"samenspel-{name}"
        return await Process.start(str(command), "worker", env={**settings, **env})

    def client(self, actor: Actor | None = None) -> httpx2.AsyncClient:
        """Give a browser-like client, logged in as the actor."""
        cookies = {COOKIE: self.actors.log_in(actor)} if actor else {}
        return httpx2.AsyncClient(
            transport=httpx2.ASGITransport(self.front), base_url=BASE, cookies=cookies
        )

    def operations(self, name: str) -> httpx2.AsyncClient:
        """Give a client of a service's operations end-points."""
        transport = httpx2.ASGITransport(self.processes[name].asgi)
        return httpx2.AsyncClient(transport=transport, base_url=BASE)

    async def ask(self, service: str, query: str, alliance: object = None, **values: Any) -> Any:
        """Ask one value of a service's database, as its worker, within an alliance."""
        engine = create_engine(self.urls[service].worker_url, pool_size=1)
        try:
            async with engine.begin() as conn:
                await conn.execute(
                    text("SELECT set_config('app.alliance', :a, true)"), {"a": str(alliance or "")}
                )
                return await conn.scalar(text(query), values)
        finally:
            await engine.dispose()


@pytest.fixture
def public_url() -> str:
    """Where the services are found."""
    return BASE


@pytest.fixture
async def stack(
    service_databases: DatabaseFactory, broker: Broker, public_url: str
) -> AsyncIterator[Stack]:
    """The four services with declared queues; their workers are not running yet."""
    published = TokenSigner(KEY, other=None, public_url=public_url).public_keys
    urls = {name: await service_databases(name) for name in SERVICES}
    actors = KnownActors(KEY, clock=SystemClock())
    async with AsyncExitStack() as opened:
        processes: dict[str, ServiceProcess] = {}
        for name, bootstrap in SERVICES.items():
            settings = bootstrap.Settings(
                database=DatabaseSettings(
                    app_url=SecretStr(urls[name].app_url),
                    worker_url=SecretStr(urls[name].worker_url),
                ),
                bus="amqp",
                amqp_url=SecretStr(broker.url_of(name)),
                cookie_key=SecretStr(KEY),
                letter_key=SecretStr(KEY),
                lookup_key=SecretStr(KEY),
                token_key=SecretStr(KEY),
                jwks=json.dumps(published.as_dict()),
                public_url=public_url,
                demo=True,
            )
            service = bootstrap.build(settings)
            await topology.apply(
                broker.url_of("topology"), service=name, consumers=service.consumers
            )
            process = ServiceProcess(service, settings, access=actors)
            processes[name] = await opened.enter_async_context(process)
        made = Stack(urls, broker, processes, actors)
        yield made
        await made.stop()


@dataclass(frozen=True, slots=True)
class Town:
    """The demo's alliance with its schools, and the people who act in a test."""

    alliance_id: UUID
    school_coordinator: Actor
    unit_coordinator: Actor
    director: Actor


@pytest.fixture
async def town(stack: Stack) -> Town:
    """An alliance with three units; one coordinator of a school, one of its unit, a director."""
    intake = stack.processes["intake"].job_context
    arrangements = stack.processes["arrangements"].job_context
    story = DemoStory(intake, arrangements)
    await story.enter_alliance()
    people = []
    for command in (
        RegisterPerson(
            alliance_id=story.alliance.id,
            name="Marieke Vink",
            role=Role.SCHOOL_COORDINATOR,
            email="marieke@school.example",
            school_id=school_id_of("99AA00"),
        ),
        RegisterPerson(
            alliance_id=story.alliance.id,
            name="Fatima Aydin",
            role=Role.UNIT_COORDINATOR,
            unit_id=unit_id_of(story.alliance.number, "noord"),
        ),
        RegisterPerson(alliance_id=story.alliance.id, name="Anneke Sluis", role=Role.DIRECTOR),
    ):
        async with intake.transactions(Scope.begin(story.alliance.id)) as uow:
            person = await register_person(command, uow=uow, clock=intake.clock)
        people.append(person.as_actor())
    return Town(story.alliance.id, *people)
