"""The toys, over each bus."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.toys import Toys


@pytest.fixture(params=["log", "amqp"])
def bus_url(request: pytest.FixtureRequest) -> str | None:
    if request.param == "log":
        return None
    # Named for the summary, which counts the tests per server by their fixtures.
    request.node.fixturenames.append("rabbit_server")
    url: str = request.getfixturevalue("broker").url
    return url


@pytest_asyncio.fixture
async def toys(empty_database: DatabaseFactory, bus_url: str | None) -> AsyncIterator[Toys]:
    made = await Toys.make(
        await empty_database("intake"), await empty_database("reporting"), bus_url
    )
    yield made
    await made.close()
