"""One leader moves the outbox into the log; everyone else moves nothing."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.sequencer import Lease, Sequencer
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.toys import Toys


@pytest_asyncio.fixture
async def toys(empty_database: DatabaseFactory) -> AsyncIterator[Toys]:
    made = await Toys.make(await empty_database("intake"), await empty_database("reporting"), None)
    yield made
    await made.close()


async def test_a_second_sequencer_moves_nothing(toys: Toys) -> None:
    engine = toys.engine(toys.source.worker_url)
    mine, other = Lease(engine, owner="mine"), Lease(engine, owner="other")
    assert await mine.hold()
    assert not await other.hold()
    await toys.new_toy(counts=3)

    assert await Sequencer(engine, other).move() == 0
    assert await Sequencer(engine, mine).move() == 3


async def test_one_whose_lease_was_taken_moves_nothing(toys: Toys) -> None:
    engine = toys.engine(toys.source.worker_url)
    stale, taker = Lease(engine, owner="stale", seconds=0.2), Lease(engine, owner="taker")
    assert await stale.hold()
    epoch = stale.epoch
    await eventually(taker.hold, because="the lease runs out by the database's clock")
    await toys.new_toy()

    assert await Sequencer(engine, stale).move() == 0
    assert not await stale.hold()
    assert taker.epoch == (epoch or 0) + 1
    assert await Sequencer(engine, taker).move() == 1


async def test_a_lease_that_ran_out_moves_nothing_even_if_nobody_took_it(toys: Toys) -> None:
    engine = toys.engine(toys.source.worker_url)
    lease = Lease(engine, owner="slow", seconds=0.05)
    assert await lease.hold()
    await toys.new_toy()

    async def has_run_out() -> bool:
        query = "SELECT lease_until < clock_timestamp() FROM bus.log_lease"
        return bool((await toys.query(toys.source.worker_url, query))[0][0])

    await eventually(has_run_out)
    assert await Sequencer(engine, lease).move() == 0


async def test_a_lease_given_back_is_free_at_once(toys: Toys) -> None:
    engine = toys.engine(toys.source.worker_url)
    mine, other = Lease(engine, owner="mine"), Lease(engine, owner="other")
    assert await mine.hold()
    await mine.give_back()
    assert await other.hold()


async def test_order_holds_whichever_connection_an_event_was_written_through(toys: Toys) -> None:
    engine = toys.engine(toys.source.worker_url)
    ids = [await toys.new_toy() for _ in range(5)]
    for start in range(5):
        turn = ids[start:] + ids[:start]
        await asyncio.gather(*(toys.count(toy) for toy in turn))
    lease = Lease(engine, owner="mine")
    await lease.hold()
    assert await Sequencer(engine, lease).move() == 30

    entries = await SqlLogReader(engine, source="intake").read({}, 100)
    for toy in ids:
        assert [entry.aggseq for entry in entries if entry.subject == toy] == [*range(1, 7)]


async def test_the_feed_takes_parts_by_turns_and_each_from_the_front(toys: Toys) -> None:
    engine = toys.engine(toys.source.worker_url)
    lease = Lease(engine, owner="mine")
    await lease.hold()
    busy = await toys.new_toy(counts=20)
    for _ in range(10):
        await toys.new_toy()
    await Sequencer(engine, lease).move()
    reader = SqlLogReader(toys.engine(toys.source.feed_url), source="intake")

    first = await reader.read({}, 16)
    assert len(first) == 16
    assert len({entry.part for entry in first}) > 1
    positions: dict[int, int] = {}
    seen = []
    while entries := await reader.read(positions, 7):
        for entry in entries:
            assert entry.pos == positions.get(entry.part, 0) + 1
            positions[entry.part] = entry.pos
            seen.append(entry)
    assert len(seen) == 30
    assert [e.aggseq for e in seen if e.subject == busy] == [*range(1, 21)]


async def test_a_lease_goes_by_the_clock_of_the_database(
    toys: Toys, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = toys.engine(toys.source.worker_url)
    mine, fast = Lease(engine, owner="mine"), Lease(engine, owner="fast")
    assert await mine.hold()
    hour_later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: hour_later)

    assert not await fast.hold()
