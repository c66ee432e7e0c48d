"""The counts of a log are those of its events, also of those from before there were counts."""

from collections.abc import AsyncIterator

import pytest_asyncio

from samenspel_contracts.envelope import Envelope
from samenspel_messaging import cursors, schema, watermarks
from samenspel_messaging.counting import Cursor
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.toy_services import Reader
from samenspel_testkit.toys import Toys, running

COUNTED = "SELECT part, agg_type, events FROM bus.log_count ORDER BY 1, 2"
COUNT = "SELECT part, agg_type, count(*) FROM bus.event_log GROUP BY 1, 2 ORDER BY 1, 2"
HEADS_SENT = """
    UPDATE bus.sink_cursor AS c SET pos = h.pos FROM bus.log_head AS h WHERE h.part = c.part
"""


@pytest_asyncio.fixture
async def toys(empty_database: DatabaseFactory) -> AsyncIterator[Toys]:
    made = await Toys.make(await empty_database("intake"), await empty_database("reporting"), None)
    yield made
    await made.close()


async def log(toys: Toys, number: int) -> list[Envelope]:
    """Have so many more events logged; gives all."""
    before = len(await toys.feed().read({}, 1000))
    for _ in range(number):
        await toys.new_toy()

    async def logged() -> bool:
        return len(await toys.feed().read({}, 1000)) == before + number

    async with running(toys.source_worker()):
        await eventually(logged)
    return await toys.feed().read({}, 1000)


async def test_the_counts_are_those_of_the_log(toys: Toys) -> None:
    await log(toys, 30)
    owner = toys.source.owner_url

    assert await toys.query(owner, COUNTED) == await toys.query(owner, COUNT) != []


async def test_what_was_logged_before_is_counted_too(toys: Toys) -> None:
    await log(toys, 20)
    async with toys.engine(toys.source.owner_url).begin() as conn:
        again: list[str] = []
        schema.remove_v2(again.append, service="intake")
        schema.install_v2(again.append, service="intake")
        for statement in again:
            await conn.exec_driver_sql(statement)
    await log(toys, 10)
    owner = toys.source.owner_url

    assert await toys.query(owner, COUNTED) == await toys.query(owner, COUNT) != []


async def test_a_watermark_has_only_the_parts_of_which_all_was_sent(toys: Toys) -> None:
    entries = await log(toys, 20)
    parts = {entry.part for entry in entries}
    await toys.query(toys.source.owner_url, HEADS_SENT)
    behind = min(parts)
    await toys.query(
        toys.source.owner_url, f"UPDATE bus.sink_cursor SET pos = pos - 1 WHERE part = {behind}"
    )
    async with toys.engine(toys.source.worker_url).connect() as conn:
        marks = await watermarks.read_marks(conn)

    assert set(marks) == parts - {behind}
    for part, mark in marks.items():
        assert (
            mark.pos
            == mark.expected(["support-request"])
            == sum(entry.part == part for entry in entries)
        )


async def test_other_aggregates_are_counted_from_zero(toys: Toys) -> None:
    consumer = Reader().consumer()
    engine = toys.engine(toys.reader.worker_url)
    counted = "UPDATE bus.consumer_cursor SET pos = 9, seen = 9, safe_pos = 9, safe_seen = 9"
    async with engine.begin() as conn:
        await cursors.create(conn, [consumer])
    await toys.query(toys.reader.worker_url, counted)
    async with engine.begin() as conn:
        await cursors.create(conn, [consumer])
        assert (await cursors.load(conn, "numbers", "intake"))[3] == Cursor(9, 9, 9, 9)
    await toys.query(toys.reader.owner_url, "UPDATE bus.consumer_cursor SET bound = 'pupil'")
    async with engine.begin() as conn:
        await cursors.create(conn, [consumer])
        assert (await cursors.load(conn, "numbers", "intake"))[3] == Cursor(pos=9)
