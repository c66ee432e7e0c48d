from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio
from tests.architecture.asking import Asking
from tests.architecture.household import KEY, Household, come_into_being, running

from samenspel_kernel.clock import SystemClock
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.access import KnownActors
from samenspel_testkit.databases import Databases
from samenspel_testkit.plugin import ran_against
from samenspel_testkit.services import SERVICES


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Told:
    """A household whose services stopped, and the databases that remember it."""

    household: Household
    remembered: Mapping[str, str]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def told(databases: Databases) -> AsyncIterator[Told]:
    """The household, told once."""
    made = {name: await databases.migrated(name) for name in SERVICES}
    actors = KnownActors(KEY, clock=SystemClock())
    async with running({name: urls for name, (_, urls) in made.items()}, actors) as processes:
        household = await come_into_being(processes, actors)
    yield Told(household, {name: database for name, (database, _) in made.items()})
    await databases.drop(*(database for database, _ in made.values()))


@pytest.fixture
def actors() -> KnownActors:
    return KnownActors(KEY, clock=SystemClock())


@pytest.fixture
async def asking(
    told: Told, databases: Databases, actors: KnownActors, request: pytest.FixtureRequest
) -> AsyncIterator[Asking]:
    """Anyone, before a household that is the test's own."""
    ran_against(request, "PostgreSQL")
    copies = {n: await databases.copied(n, source) for n, source in told.remembered.items()}
    urls: dict[str, ServiceUrls] = {name: url for name, (_, url) in copies.items()}
    async with running(urls, actors) as processes:
        yield Asking(replace(told.household, processes=processes), actors)
    await databases.drop(*(database for database, _ in copies.values()))
