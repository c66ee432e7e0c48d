"""What the spine promises when the broker, or a process beside it, lets it down."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage
from prometheus_client import REGISTRY

from samenspel_messaging import topology
from samenspel_messaging.topology import Names
from samenspel_testkit.broker import Broker
from samenspel_testkit.probes import eventually, same
from samenspel_testkit.processes import Process
from samenspel_testkit.toy_processes import Part, command
from samenspel_testkit.toy_services import Reader
from samenspel_testkit.toys import Toys, running

QUEUE = Names("reporting").shard("numbers", 0)


@pytest.fixture
def bus_url(broker: Broker) -> str:
    return broker.url


async def test_what_is_delivered_twice_has_one_effect(toys: Toys) -> None:
    ids = [await toys.new_toy(counts=3) for _ in range(5)]
    expected = {toy: [1, 2, 3] for toy in ids}
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied(expected))
    await toys.query(toys.source.owner_url, "UPDATE bus.sink_cursor SET pos = 0")

    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: _relay_is_done(toys))
        await toys.count(ids[0])
        expected[ids[0]].append(4)
        await eventually(lambda: toys.has_applied(expected))


@pytest.mark.parametrize(
    "failpoint", ["in-handler", "before-consumer-commit", "after-consumer-commit"]
)
async def test_a_reader_killed_anywhere_leaves_one_effect(toys: Toys, failpoint: str) -> None:
    toy = await toys.new_toy()
    async with running(toys.source_worker()):
        async with await Process.start(
            *command(toys, Part(service="reporting")), env={"SAMENSPEL_FAILPOINT": failpoint}
        ) as process:
            assert await process.ended(within=30) == -9
        async with running(toys.reader_worker()):
            await toys.count(toy)
            await eventually(lambda: toys.has_applied({toy: [1, 2]}))
    assert await toys.holds() == []


@pytest.mark.parametrize("failpoint", ["after-sequencing", "after-publish", "after-confirm"])
async def test_a_sender_killed_anywhere_loses_nothing(toys: Toys, failpoint: str) -> None:
    toy = await toys.new_toy(counts=3)
    async with await Process.start(
        *command(toys, Part(service="intake")), env={"SAMENSPEL_FAILPOINT": failpoint}
    ) as process:
        assert await process.ended(within=30) == -9

    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}))


@pytest.mark.parametrize(("failpoint", "saved"), [("before-commit", 0), ("after-commit", 1)])
async def test_a_writer_killed_anywhere_has_saved_and_said_all_or_nothing(
    toys: Toys, failpoint: str, saved: int
) -> None:
    async with await Process.start(
        *command(toys, Part(service="writer")), env={"SAMENSPEL_FAILPOINT": failpoint}
    ) as process:
        assert await process.ended(within=30) == -9
    counts = "SELECT (SELECT count(*) FROM toy), (SELECT count(*) FROM bus.outbox)"
    assert await toys.query(toys.source.owner_url, counts) == [(saved, saved)]


async def test_an_event_that_no_queue_takes_stops_its_part_until_it_is_bound(toys: Toys) -> None:
    async with _channel(toys) as channel:
        await channel.queue_delete(QUEUE)
    before = _returned()
    toy = await toys.new_toy(counts=2)

    async with running(toys.source_worker()):
        await eventually(lambda: _returned() > before)
        cursors = await toys.query(toys.source.owner_url, "SELECT max(pos) FROM bus.sink_cursor")
        assert cursors[0][0] == 0
        await toys.declare()
        async with running(toys.reader_worker()):
            await eventually(lambda: toys.has_applied({toy: [1, 2]}))


async def test_a_payload_that_nobody_can_read_is_parked_and_the_rest_goes_on(toys: Toys) -> None:
    async with _channel(toys) as channel:
        exchange = await channel.get_exchange(Names("intake").events)
        key = "p00.alliance.support-request.withdrawn.v1"
        await exchange.publish(aio_pika.Message(b"{not an event"), key)
        await exchange.publish(aio_pika.Message(b"\xff\x00"), key)
    toy = await toys.new_toy()

    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1]}))
    holds = await toys.holds()
    assert {hold.body for hold in holds} == {b"{not an event", b"\xff\x00"}
    assert {(hold.state, hold.error_class) for hold in holds} == {("parked", "unreadable")}


async def test_what_the_broker_gives_up_on_comes_home_among_the_held_events(toys: Toys) -> None:
    toy = await toys.new_toy()
    async with running(toys.source_worker()):
        await eventually(lambda: _relay_is_done(toys))
    async with _channel(toys) as channel:
        await channel.set_qos(prefetch_count=1)
        queue = await channel.get_queue(QUEUE)

        async def refuse(message: AbstractIncomingMessage) -> None:
            await message.reject(requeue=True)

        tag = await queue.consume(refuse)
        await eventually(lambda: _arrived(toys, Names("reporting").parked))
        await queue.cancel(tag)
    await toys.count(toy)

    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: _hold_states(toys, ["parked", "gap"]))
    assert (await toys.holds())[0].error_class == "crash"


async def test_after_an_outage_of_the_broker_everything_arrives(toys: Toys, broker: Broker) -> None:
    toy = await toys.new_toy()
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1]}))
        await broker.stop()
        await toys.count(toy)
        await asyncio.sleep(3)  # the outage itself
        await toys.count(toy)
        await broker.start()
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}))


async def test_the_topology_is_checked_without_changing_it(toys: Toys) -> None:
    mine = [Reader().consumer()]
    url = str(toys.amqp_url)
    assert await topology.check(url, service="reporting", consumers=mine) == []

    async with _channel(toys) as channel:
        await channel.queue_delete(QUEUE)
        await channel.declare_queue(QUEUE, durable=True, arguments={"x-queue-type": "quorum"})
        await channel.queue_delete(Names("reporting").parked)
    assert await topology.check(url, service="reporting", consumers=mine) == [
        "queue q.reporting.park is missing",
        f"queue {QUEUE} has other arguments",
    ]


def _returned() -> float:
    labels = {"service": "intake"}
    return REGISTRY.get_sample_value("samenspel_mq_returned_total", labels) or 0


@asynccontextmanager
async def _channel(toys: Toys) -> AsyncIterator[AbstractChannel]:
    connection = await aio_pika.connect(str(toys.amqp_url))
    async with connection, connection.channel() as channel:
        yield channel


async def _relay_is_done(toys: Toys) -> bool:
    rows = await toys.query(
        toys.source.owner_url,
        """SELECT sum(h.pos), sum(c.pos) FROM bus.log_head h JOIN bus.sink_cursor c USING (part)""",
    )
    logged, sent = rows[0]
    return bool(logged and logged == sent)


async def _arrived(toys: Toys, queue: str) -> bool:
    """Tell whether anything is in a queue: an event, or a watermark that was refused as often."""
    async with _channel(toys) as channel:
        found = await channel.declare_queue(queue, passive=True)
        return bool(found.declaration_result.message_count)


async def _hold_states(toys: Toys, states: list[str]) -> bool:
    return same([hold.state for hold in await toys.holds()], states)
