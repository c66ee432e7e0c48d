"""What operators see: where things are, never what is in them."""

from collections.abc import AsyncIterator

import pytest_asyncio

from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.operations import outbox_age, relay_lag, tail_log
from samenspel_messaging.sequencer import Lease, Sequencer
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.toys import Toys


@pytest_asyncio.fixture
async def toys(empty_database: DatabaseFactory) -> AsyncIterator[Toys]:
    made = await Toys.make(await empty_database("intake"), await empty_database("reporting"), None)
    yield made
    await made.close()


async def test_the_tail_of_the_log_shows_no_data(toys: Toys) -> None:
    engine = toys.engine(toys.source.worker_url)
    toy = await toys.new_toy(counts=3)
    assert await outbox_age(engine) > 0
    lease = Lease(engine, owner="mine")
    await lease.hold()
    await Sequencer(engine, lease).move()
    assert await outbox_age(engine) == 0
    assert await relay_lag(engine) == 3

    reader = SqlLogReader(engine, source="intake")
    entries = [entry async for entry in tail_log(reader, after={}, follow=False)]
    assert [(entry.subject, entry.aggseq) for entry in entries] == [(toy, 1), (toy, 2), (toy, 3)]
    assert not hasattr(entries[0], "data")
    assert [entry async for entry in tail_log(reader, follow=False)] == []
