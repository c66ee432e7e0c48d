"""Surroundings for the fault tests, and the table at the end."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from tests.faults.scale import SEED
from tests.faults.world import PROPERTY, World

from samenspel_testkit.broker import Broker
from samenspel_testkit.databases import Databases
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.postgres import DURABLE, PostgresServer, find_postgres, version_of

COLUMNS = "{:<5}{:<46}{:>8}{:>8}{:>8}{:>7}{:>7}{:>7}{:>7}  {}"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fault(number, name): which fault a test makes")
    config.addinivalue_line("markers", "smoke: part of every change's run")


@pytest_asyncio.fixture
async def world(
    empty_database: DatabaseFactory, broker: Broker, request: pytest.FixtureRequest
) -> AsyncIterator[World]:
    """Both services over RabbitMQ, none of their processes running yet."""
    source, reader = await empty_database("intake"), await empty_database("reporting")
    async with World.of(source, reader, broker, request) as made:
        yield made


@pytest.fixture(scope="session")
def own_postgres() -> Iterator[PostgresServer]:
    """A server to crash; what it has confirmed is on the disk."""
    server = find_postgres(DURABLE)
    yield server
    server.close()


@pytest_asyncio.fixture
async def fragile_world(
    own_postgres: PostgresServer, broker: Broker, request: pytest.FixtureRequest
) -> AsyncIterator[World]:
    """Both services on the server that may crash."""
    await version_of(own_postgres.admin_url)
    databases = Databases(own_postgres.admin_url)
    (_, source), (_, reader) = await databases.empty("intake"), await databases.empty("reporting")
    async with World.of(source, reader, broker, request) as world:
        yield world


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say for each fault what the load was, how often it struck, and what became of the events."""
    rows: list[dict[str, Any]] = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == PROPERTY
    ]
    if not rows:
        return
    write = terminalreporter.write_line
    terminalreporter.section(f"faults (seed {SEED})")
    write(
        COLUMNS.format("", "", "commands", "events", "faults", "lost", "twice", "order", "held", "")
    )
    for row in sorted(rows, key=lambda row: int(row["fault"][0][1:])):
        number, name = row["fault"]
        counts = row["commands"]
        tried = f"{sum(counts.values())}"
        numbers = (row[n] for n in ("events", "faults", "lost", "twice", "out_of_order", "held"))
        notes = [row["note"], *row["broken"]]
        if unknown := counts.get("unknown"):
            notes.append(f"{unknown} outcomes unknown to the client")
        write(COLUMNS.format(number, name, tried, *numbers, "; ".join(filter(None, notes))))
