"""What the spine promises of consumers whose events come by several queues."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from uuid import UUID, uuid4

import pytest
from aio_pika import connect
from aio_pika.exceptions import ChannelNotFoundEntity

from samenspel_messaging import topology
from samenspel_messaging.topology import Names
from samenspel_testkit.broker import Broker
from samenspel_testkit.probes import eventually
from samenspel_testkit.toy_services import Reader
from samenspel_testkit.toys import Toys, running

NAMES = Names("reporting")


@pytest.fixture
def bus_url(broker: Broker) -> str:
    return broker.url


async def test_a_change_of_shards_under_way_loses_nothing_and_keeps_the_order(toys: Toys) -> None:
    units = [uuid4() for _ in range(24)]
    ids = [await toys.new_toy(unit=unit) for unit in units]
    counted: dict[UUID, int] = dict.fromkeys(ids, 1)
    async with (
        running(toys.source_worker(), *(toys.reader_worker(look_seconds=0.2) for _ in range(2))),
        _counting(toys, counted),
    ):
        for shards in (4, 16, 2, 8, 1):
            await _change(toys, shards)
            enough = sum(counted.values()) + 30
            await eventually(partial(_have_counted, counted, enough))
            assert await topology.shards_of(
                str(toys.amqp_url), service="reporting", consumers=[Reader().consumer()]
            ) == {"numbers": shards}
    async with running(toys.source_worker(), toys.reader_worker(look_seconds=0.2)):
        await eventually(lambda: toys.has_applied(_up_to(counted)))
    assert {hold.state for hold in await toys.holds()} <= {"released"}
    assert not await _exists(toys, 1)


async def test_a_queue_that_nobody_reads_is_not_deleted_before_it_is_empty(toys: Toys) -> None:
    await _change(toys, 2)
    ids = [await toys.new_toy(unit=uuid4()) for _ in range(12)]
    async with running(toys.source_worker()):
        await eventually(lambda: _waiting(toys, 1))
    change = asyncio.create_task(_change(toys, 1))
    async with running(toys.source_worker(), toys.reader_worker(look_seconds=0.2)):
        await change
        await eventually(lambda: toys.has_applied({toy: [1] for toy in ids}))
    assert not await _exists(toys, 1)


async def test_a_plain_declaration_keeps_the_shards(toys: Toys) -> None:
    await _change(toys, 4)
    await toys.declare()

    assert await topology.shards_of(
        str(toys.amqp_url), service="reporting", consumers=[Reader().consumer()]
    ) == {"numbers": 4}


async def test_workers_share_the_shards(toys: Toys) -> None:
    await _change(toys, 4)
    readers = [Reader(), Reader()]
    first, second = (toys.reader_worker(r.consumer(), look_seconds=0.3) for r in readers)
    ids = [await toys.new_toy(unit=uuid4()) for _ in range(24)]
    counted: dict[UUID, int] = dict.fromkeys(ids, 1)
    async with (
        running(toys.source_worker(), first, second),
        _counting(toys, counted),
    ):
        await eventually(lambda: all(len(reader.seen) > 20 for reader in readers))
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied(_up_to(counted)))


@asynccontextmanager
async def _counting(toys: Toys, counted: dict[UUID, int]) -> AsyncIterator[None]:
    """Have toys count on, one after the other, and note how far they are."""
    dice, stop = random.Random(7), asyncio.Event()

    async def count() -> None:
        while not stop.is_set():
            toy = dice.choice(list(counted))
            await toys.count(toy)
            counted[toy] += 1

    task = asyncio.create_task(count())
    try:
        yield
    finally:
        stop.set()
        await task


def _up_to(counted: dict[UUID, int]) -> dict[UUID, list[int]]:
    return {toy: [*range(1, number + 1)] for toy, number in counted.items()}


def _have_counted(counted: dict[UUID, int], enough: int) -> bool:
    return sum(counted.values()) > enough


async def _change(toys: Toys, shards: int) -> None:
    await topology.apply(
        str(toys.amqp_url),
        service="reporting",
        consumers=[Reader().consumer()],
        shards={"numbers": shards},
    )


async def _exists(toys: Toys, shard: int) -> bool:
    try:
        await _messages(toys, shard)
    except ChannelNotFoundEntity:
        return False
    return True


async def _waiting(toys: Toys, shard: int) -> bool:
    return await _messages(toys, shard) > 0


async def _messages(toys: Toys, shard: int) -> int:
    connection = await connect(str(toys.amqp_url))
    async with connection, connection.channel() as channel:
        queue = await channel.declare_queue(NAMES.shard("numbers", shard), passive=True)
        return int(queue.declaration_result.message_count or 0)
