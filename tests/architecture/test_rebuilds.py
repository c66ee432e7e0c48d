"""Work lists and timelines are made anew from the logs of the services, by their commands."""

import sys
from collections.abc import AsyncIterator, Mapping

import asyncpg
import pytest
from tests.architecture.conftest import Told

from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.databases import Databases
from samenspel_testkit.plugin import ran_against
from samenspel_testkit.processes import Process

READ = {"notifications": ("intake", "arrangements"), "arrangements": ("intake",)}
TABLES = {
    "work": ("work_item", "work_pupil", "work_school"),
    "timeline": ("timeline_entry",),
}


@pytest.fixture
async def remembering(
    told: Told, databases: Databases, request: pytest.FixtureRequest
) -> AsyncIterator[Mapping[str, ServiceUrls]]:
    """What the services know of one child's file, when all is told."""
    ran_against(request, "PostgreSQL")
    copies = {n: await databases.copied(n, source) for n, source in told.remembered.items()}
    yield {name: urls for name, (_, urls) in copies.items()}
    await databases.drop(*(database for database, _ in copies.values()))


async def rebuild(
    databases: Mapping[str, ServiceUrls], service: str, *arguments: str
) -> tuple[int, str]:
    """Give the exit code of the command, and what it said."""
    mine = databases[service]
    command = (sys.executable, "-m", f"samenspel_{service}", "rebuild", *arguments)
    feeds = {f"FEEDS__{name.upper()}": databases[name].feed_url for name in READ[service]}
    env = {
        "BUS": "log",
        "COLUMNS": "160",
        "DATABASE__OWNER_URL": mine.owner_url,
        "DATABASE__WORKER_URL": mine.worker_url,
        **feeds,
    }
    async with await Process.start(*command, env=env) as process:
        return await process.ended(within=90), "\n".join(process.output)


async def rows(urls: ServiceUrls, projection: str) -> dict[str, set[str]]:
    connection = await asyncpg.connect(urls.owner_url)
    try:
        return {
            table: {row[0] for row in await connection.fetch(f"SELECT t::text FROM {table} AS t")}
            for table in TABLES[projection]
        }
    finally:
        await connection.close()


async def spoil(urls: ServiceUrls, projection: str) -> None:
    """Lose a row of each table."""
    connection = await asyncpg.connect(urls.owner_url)
    for table in TABLES[projection]:
        lost = f"DELETE FROM {table} WHERE ctid = (SELECT min(ctid) FROM {table})"
        assert await connection.execute(lost) == "DELETE 1"
    await connection.close()


@pytest.mark.parametrize(
    ("service", "projection"), [("notifications", "work"), ("arrangements", "timeline")]
)
async def test_what_was_lost_of_work_and_timeline_is_made_anew_from_the_logs(
    remembering: Mapping[str, ServiceUrls], service: str, projection: str
) -> None:
    before = await rows(remembering[service], projection)
    assert all(before.values())
    await spoil(remembering[service], projection)

    code, said = await rebuild(remembering, service, projection, "--accept-differences")
    assert (code, "They differ." in said, "In place;" in said) == (0, True, True), said
    assert await rows(remembering[service], projection) == before

    code, said = await rebuild(remembering, service, projection, "--check")
    assert (code, "Equal." in said) == (0, True), said
