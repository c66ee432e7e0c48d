"""What each role of a service may not do to the spine."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy.exc import ProgrammingError

from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.toys import Toys

LOG_ROW = """
    INSERT INTO bus.event_log (part, pos, event_id, source, alliance_id, agg_type, agg_id, agg_seq,
        type, occurred_at, correlation_id, data)
    VALUES (0, 1, gen_random_uuid(), 's', gen_random_uuid(), 't', gen_random_uuid(), 1, 't', now(),
        gen_random_uuid(), '{}')
"""


@pytest_asyncio.fixture
async def toys(empty_database: DatabaseFactory) -> AsyncIterator[Toys]:
    made = await Toys.make(await empty_database("intake"), await empty_database("reporting"), None)
    yield made
    await made.close()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1 FROM bus.outbox",
        "DELETE FROM bus.outbox",
        "UPDATE bus.outbox SET part = 1",
        "SELECT 1 FROM bus.event_log",
        LOG_ROW,
        "SELECT * FROM bus.feed(array_fill(0::bigint, array[16]), 1)",
        "UPDATE bus.log_lease SET epoch = 9",
        "SELECT 1 FROM bus.held_event",
    ],
)
async def test_the_app_only_adds_to_the_outbox(toys: Toys, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        await toys.query(toys.source.app_url, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bus.event_log SET data = '{}'",
        "DELETE FROM bus.event_log",
        "TRUNCATE bus.event_log",
        "UPDATE bus.log_count SET events = 0",
    ],
)
async def test_the_worker_never_rewrites_the_log(toys: Toys, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        await toys.query(toys.source.worker_url, statement)


@pytest.mark.parametrize(
    "statement",
    ["SELECT 1 FROM bus.event_log", "SELECT 1 FROM bus.outbox", "SELECT 1 FROM toy", LOG_ROW],
)
async def test_the_feed_reads_the_log_through_its_function_alone(
    toys: Toys, statement: str
) -> None:
    await toys.query(
        toys.source.feed_url, "SELECT * FROM bus.feed(array_fill(0::bigint, array[16]), 1)"
    )
    with pytest.raises(ProgrammingError, match="permission denied"):
        await toys.query(toys.source.feed_url, statement)
