"""A running intake on a database of the test's own, with a made-up alliance in it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx2
import pytest
from pydantic import SecretStr

from samenspel_intake.bootstrap import build
from samenspel_intake.domain.alliance import alliance_id_of, school_id_of, unit_id_of
from samenspel_intake.gateways.oidc import calls
from samenspel_intake.gateways.school_register import read_register
from samenspel_intake.gateways.unit_map_file import read_unit_map
from samenspel_intake.jobs.loading import bring_in_register, bring_in_unit_map
from samenspel_intake.settings import IssuerSettings, Settings
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.ids import PersonId, new_id
from samenspel_messaging.scope import Scope
from samenspel_platform.cookies import COOKIE
from samenspel_platform.process import ServiceProcess
from samenspel_platform.provisioning import ServiceUrls
from samenspel_platform.settings import DatabaseSettings
from samenspel_testkit.access import KnownActors
from samenspel_testkit.clocks import FixedClock
from samenspel_testkit.identity_provider import SmallProvider
from samenspel_testkit.probes import PATIENCE_SECONDS

from .organisations import FATIMA, JOOST, a_provider

DATA = Path(__file__).parents[1] / "data"
MONDAY = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
ORIGIN = "http://127.0.0.1:8000"
ALLIANCE = alliance_id_of("PO9901")
KEY = "a key of the tests, long enough to seal with"


@dataclass
class Intake:
    """The service, and clients of people in it."""

    process: ServiceProcess
    clock: FixedClock
    scope: Scope
    actors: KnownActors

    def client(self, actor: Actor | None) -> httpx2.AsyncClient:
        client = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(self.process.asgi), base_url=ORIGIN
        )
        if actor is not None:
            client.cookies.set(COOKIE, self.actors.log_in(actor))
        return client


def an_actor(role: Role, *, school_id: UUID | None = None, unit_id: UUID | None = None) -> Actor:
    return Actor(
        person_id=PersonId(new_id()),
        alliance_id=ALLIANCE,
        role=role,
        name="Fatima El Amrani",
        school_id=school_id,
        unit_id=unit_id,
    )


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those who vouch answer from this same busy process: what is late here is not away."""
    monkeypatch.setattr(calls, "TIMEOUT_SECONDS", PATIENCE_SECONDS)


@pytest.fixture
async def entree(clock: FixedClock) -> AsyncIterator[SmallProvider]:
    """The federation of schools."""
    async for provider in a_provider(clock, dict(FATIMA)):
        yield provider


@pytest.fixture
async def own(clock: FixedClock) -> AsyncIterator[SmallProvider]:
    """The alliance's own accounts."""
    async for provider in a_provider(clock, dict(JOOST)):
        yield provider


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def coordinator() -> Actor:
    """The coordinator of school 99BB00, in unit Zuid."""
    return an_actor(Role.SCHOOL_COORDINATOR, school_id=school_id_of("99BB00"))


@pytest.fixture
def stranger() -> Actor:
    """The coordinator of a school in the same alliance."""
    return an_actor(Role.SCHOOL_COORDINATOR, school_id=school_id_of("99CC00"))


@pytest.fixture
def unit_coordinator() -> Actor:
    """The coordinator of unit Zuid."""
    return an_actor(Role.UNIT_COORDINATOR, unit_id=unit_id_of("PO9901", "zuid"))


@pytest.fixture
async def urls(service_databases: Callable[[str], Awaitable[ServiceUrls]]) -> ServiceUrls:
    return await service_databases("intake")


@pytest.fixture
def demo() -> bool:
    """Whether it is a demonstration."""
    return True


@pytest.fixture
def issuers() -> tuple[IssuerSettings, ...]:
    """Who vouches for staff."""
    return ()


@pytest.fixture
def public_url() -> str:
    """Where browsers find it."""
    return ORIGIN


@pytest.fixture
async def intake(
    urls: ServiceUrls,
    clock: FixedClock,
    demo: bool,
    issuers: tuple[IssuerSettings, ...],
    public_url: str,
) -> AsyncIterator[Intake]:
    settings = Settings(
        database=DatabaseSettings(
            app_url=SecretStr(urls.app_url), worker_url=SecretStr(urls.worker_url), pool_size=2
        ),
        bus="log",
        cookie_key=SecretStr(KEY),
        lookup_key=SecretStr(KEY),
        letter_key=SecretStr(KEY),
        token_key=SecretStr(KEY),
        public_url=public_url,
        demo=demo,
        issuers=issuers,
    )
    register = read_register((DATA / "schools-2017.csv").read_bytes())
    unit_map = read_unit_map((DATA / "unit-map.yaml").read_bytes())
    actors = KnownActors(KEY, clock=clock)
    async with ServiceProcess(build(settings), settings, clock=clock, access=actors) as process:
        await bring_in_register(register.locations, process.job_context)
        await bring_in_unit_map(unit_map, process.job_context)
        yield Intake(process, clock, Scope.begin(ALLIANCE), actors)
