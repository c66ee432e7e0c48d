"""The pytest plugin: real servers, started when a test first needs them."""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from importlib.util import find_spec

import pytest
import pytest_asyncio
from hypothesis import settings
from playwright.async_api import Browser, Page

from samenspel_platform.http_server import settle
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.broker import Broker, bring_users, rabbit_version
from samenspel_testkit.broker_rights import BrokerRights, settings_of_project
from samenspel_testkit.browser import open_browser
from samenspel_testkit.databases import Databases
from samenspel_testkit.postgres import find_postgres, version_of
from samenspel_testkit.rabbit import RabbitServer, find_rabbit
from samenspel_testkit.scratch import scratch
from samenspel_testkit.smtp import SmtpServer

DatabaseFactory = Callable[[str], Awaitable[ServiceUrls]]
SERVERS = pytest.StashKey[dict[str, str]]()
TEMPORARY = "TMPDIR"


def ran_against(request: pytest.FixtureRequest, server: str) -> None:
    """Note with a test which server it runs against."""
    request.node.user_properties.append(("server", request.config.stash[SERVERS][server]))


def pytest_configure(config: pytest.Config) -> None:
    """Prepare to remember which servers ran; keep what is thrown away in memory, if that may be."""
    settings.register_profile("samenspel", deadline=None)  # speed is measured in tests/bench
    settings.load_profile("samenspel")
    config.addinivalue_line("markers", "viewport(width, height): size of the browser's page")
    config.stash[SERVERS] = {}
    _look_once_for("sniffio")
    if TEMPORARY not in os.environ and (made := scratch()):  # workers of a run get it from it
        os.environ[TEMPORARY] = tempfile.tempdir = str(made.folder)

        def give_up() -> None:
            del os.environ[TEMPORARY]
            tempfile.tempdir = None
            made.close()

        config.add_cleanup(give_up)


def pytest_collection_finish() -> None:
    """Keep what is imported by now out of each look for garbage: a sixth of a run's work."""
    settle()


def _look_once_for(module: str) -> None:
    """Remember that a module is not installed: httpx2 looks for this one at each request."""
    if module not in sys.modules and find_spec(module) is None:
        sys.modules[module] = None  # type: ignore[assignment]  # Python's own way to say so


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def postgres_admin_url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """URL of a role that may make databases; for this kit only, tests use the service's roles."""
    server = find_postgres()
    try:
        version = await version_of(server.admin_url)
        request.config.stash[SERVERS]["PostgreSQL"] = f"PostgreSQL {version} ({server.origin})"
        yield server.admin_url
    finally:
        server.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def databases(postgres_admin_url: str) -> AsyncIterator[Databases]:
    """Makes databases from templates that live as long as the run."""
    made = Databases(postgres_admin_url)
    yield made
    await made.drop_templates()


@pytest_asyncio.fixture
async def service_databases(
    databases: Databases, request: pytest.FixtureRequest
) -> AsyncIterator[DatabaseFactory]:
    """Factory of fresh, migrated databases: `urls = await service_databases("intake")`."""
    ran_against(request, "PostgreSQL")
    names: list[str] = []

    async def make(service: str) -> ServiceUrls:
        name, urls = await databases.migrated(service)
        names.append(name)
        return urls

    yield make
    await databases.drop(*names)


@pytest_asyncio.fixture
async def empty_database(
    databases: Databases, request: pytest.FixtureRequest
) -> AsyncIterator[DatabaseFactory]:
    """Factory of databases with roles and nothing else: `urls = await empty_database("toy")`."""
    ran_against(request, "PostgreSQL")
    names: list[str] = []

    async def make(service: str) -> ServiceUrls:
        name, urls = await databases.empty(service)
        names.append(name)
        return urls

    yield make
    await databases.drop(*names)


@pytest.fixture(scope="session")
def broker_rights(pytestconfig: pytest.Config) -> BrokerRights:
    """Who may do what on the broker in production."""
    return BrokerRights.of_project(pytestconfig.rootpath)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def rabbit_server(
    request: pytest.FixtureRequest, broker_rights: BrokerRights
) -> AsyncIterator[RabbitServer]:
    """The server behind every `broker`, set as in production, with production's users."""
    server = find_rabbit(settings_of_project(request.config.rootpath))
    try:
        version = await rabbit_version(server)
        await bring_users(server, broker_rights)
        request.config.stash[SERVERS]["RabbitMQ"] = f"RabbitMQ {version} ({server.origin})"
        yield server
    finally:
        server.close()


@pytest_asyncio.fixture
async def broker(
    rabbit_server: RabbitServer, broker_rights: BrokerRights, request: pytest.FixtureRequest
) -> AsyncIterator[Broker]:
    """A virtual host of the test's own: `.url_of(user)`, and `.stop()`/`.start()` for outages."""
    ran_against(request, "RabbitMQ")
    mine = Broker(rabbit_server, broker_rights)
    await mine.open()
    yield mine
    await mine.close()


@pytest_asyncio.fixture
async def smtp_server() -> AsyncIterator[SmtpServer]:
    """An SMTP server: `.host`, `.port`, `.messages`, `.refuse(n)`, `.drop_after_data(n)`."""
    server = await SmtpServer.start()
    yield server
    await server.close()


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium (`await browser.new_page(viewport=...)`)."""
    async with open_browser() as started:
        yield started


@pytest_asyncio.fixture
async def page(browser: Browser, request: pytest.FixtureRequest) -> Page:
    """A page 1280 wide; `@pytest.mark.viewport(360, 800)` makes it another size."""
    mark = request.node.get_closest_marker("viewport")
    width, height = mark.args if mark else (1280, 900)
    return await browser.new_page(viewport={"width": width, "height": height}, locale="nl-NL")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests ran against which servers."""
    ran = [
        report
        for outcome in ("passed", "failed", "xfailed", "xpassed")
        for report in terminalreporter.stats.get(outcome, [])
        if report.when == "call"
    ]
    counts = Counter(
        server
        for report in ran
        for server in {value for name, value in report.user_properties if name == "server"}
    )
    if ran:
        against = [f"{server}: {count} tests" for server, count in sorted(counts.items())]
        terminalreporter.write_line("; ".join([*against, f"{len(ran)} tests in all"]))
