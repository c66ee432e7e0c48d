"""F5-F10: the broker dies, restarts, closes what it likes, is full, or has nowhere to send."""

import asyncio
from functools import partial

import aio_pika
import pytest
from tests.faults.scale import SCALE
from tests.faults.world import World, p99

from samenspel_kernel.clock import SystemClock
from samenspel_messaging.topology import Names, queues_of
from samenspel_testkit.broker import Broker
from samenspel_testkit.probes import eventually, same
from samenspel_testkit.toy_services import Reader

DRAINED_SECONDS = 30.0
RESTORED_SECONDS = 20.0
QUEUE = Names("reporting").shard("numbers", 0)
PARKED = Names("reporting").parked
WATERMARK = "vm_memory_high_watermark"


async def has_consumers(world: World, queue: str = QUEUE) -> bool:
    """Ask the queue itself; what the management API tells is some seconds old."""
    connection = await aio_pika.connect(str(world.toys.amqp_url), timeout=5)
    async with connection, connection.channel() as channel:
        found = await channel.declare_queue(queue, passive=True)
        return bool(found.declaration_result.consumer_count)


async def every_queue_is_read(world: World, *, within: float = RESTORED_SECONDS) -> float:
    """Give the seconds until every queue has its reader again."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    for queue in (QUEUE, PARKED):
        await eventually(partial(has_consumers, world, queue), within=within)
    return loop.time() - began


def no_command_failed(world: World) -> bool:
    """Tell whether all went well but what was rolled back on purpose."""
    counts = world.history.counts()
    return not counts["unknown"] and counts["failed"] < 0.2 * sum(counts.values())


@pytest.mark.smoke
@pytest.mark.fault("F5", "broker killed, and away for a while")
async def test_a_killed_broker_stops_no_command_and_loses_nothing(
    world: World, broker: Broker
) -> None:
    await world.intake()
    await world.reporting()
    slowest = 0.0
    async with world.writing():
        for away in SCALE.outages:
            await asyncio.sleep(world.dice.uniform(1.0, 2.0))
            await broker.kill()
            await asyncio.sleep(away)
            await broker.start()
            slowest = max(slowest, await every_queue_is_read(world, within=DRAINED_SECONDS))
    drained = await world.settled(DRAINED_SECONDS)

    assert no_command_failed(world)
    since = SystemClock().now()
    async with world.writing(3.0):
        pass
    await world.settled()
    last = await world.lags(since)
    assert p99(last) <= 1.0
    await world.testimony()
    await world.concludes(
        faults=len(SCALE.outages),
        note=f"readers back in {slowest:.1f} s, drained in {drained:.1f} s, then p99 {p99(last):.2f} s",
    )


@pytest.mark.fault("F6", "broker restarted in good order, readers connected")
async def test_after_each_restart_every_queue_has_its_reader(world: World, broker: Broker) -> None:
    await world.intake()
    await world.reporting()
    slowest = 0.0
    for _ in range(SCALE.restarts):
        await every_queue_is_read(world)
        async with world.writing(1.0):
            await broker.stop()
            await broker.start()
            slowest = max(slowest, await every_queue_is_read(world))
        await world.settled(DRAINED_SECONDS)

    await world.testimony()
    await world.concludes(faults=SCALE.restarts, note=f"readers back in {slowest:.1f} s")


@pytest.mark.fault("F7", "all connections closed by the broker")
async def test_closed_connections_are_made_again(world: World, broker: Broker) -> None:
    await world.intake()
    await world.reporting()
    closed = 0
    async with world.writing():
        for _ in range(SCALE.closings):
            await every_queue_is_read(world)
            closed += await eventually(broker.close_connections, within=15)
            await every_queue_is_read(world)
    await world.settled()

    await world.testimony()
    await world.concludes(faults=closed)


@pytest.mark.fault("F7", "a reader's queue deleted, and declared again")
async def test_a_queue_that_was_deleted_is_read_again(world: World) -> None:
    await world.intake()
    await world.reporting(heals=True)
    await world.settled()
    async with await aio_pika.connect(str(world.toys.amqp_url)) as connection:
        channel = await connection.channel()
        for _ in range(SCALE.closings):
            await channel.queue_delete(QUEUE)
            await world.toys.declare()
            await every_queue_is_read(world)
            async with world.writing(0.5):
                pass
            await world.settled()

    await world.concludes(faults=SCALE.closings, note="empty when deleted")


@pytest.mark.fault("F7", "a channel closed: the reader kept a message too long")
async def test_a_reader_that_is_too_slow_for_the_broker_repeats_nothing(
    world: World, broker: Broker
) -> None:
    for setting in ("consumer_timeout", "channel_tick_interval"):
        await broker.ctl("eval", f"application:set_env(rabbit, {setting}, 1000).")
    try:
        await world.intake()
        reader = await world.reporting(slow_seconds=0.03)
        async with world.writing(3.0):
            pass
        await world.settled(120)
    finally:
        await broker.ctl("eval", "application:set_env(rabbit, consumer_timeout, 3600000).")
        await broker.ctl("eval", "application:set_env(rabbit, channel_tick_interval, 60000).")

    closings = sum("spine.paused" in line for line in reader.output)
    await world.concludes(faults=closings)


@pytest.mark.fault("F8", "memory alarm: publishers are blocked")
async def test_during_a_memory_alarm_readers_go_on_and_afterwards_all_arrives(
    world: World, broker: Broker
) -> None:
    await world.intake()
    async with world.writing(3.0):
        pass
    await eventually(lambda: _all_sent(world), within=30)
    backlog = await world.number(world.toys.source.owner_url, "SELECT sum(pos) FROM bus.log_head")
    await broker.ctl("set_" + WATERMARK, "0.00001")
    try:
        await world.reporting()
        async with world.writing(SCALE.alarm_seconds):
            await eventually(lambda: _dealt_with(world, backlog), within=30)
    finally:
        await broker.ctl("set_" + WATERMARK, "absolute", "600MB")
    drained = await world.settled(60)

    assert no_command_failed(world)
    await world.testimony()
    await world.concludes(
        faults=1, note=f"{backlog} read during the alarm; drained {drained:.1f} s after it"
    )


async def _all_sent(world: World) -> bool:
    return await world.unsent() == 0


async def _dealt_with(world: World, events: int) -> bool:
    query = "SELECT coalesce(sum(agg_seq), 0) FROM bus.applied"
    return await world.number(world.toys.reader.owner_url, query) >= events


@pytest.mark.fault("F9", "a full queue: the broker refuses what is published")
async def test_a_full_queue_keeps_its_source_waiting_and_loses_nothing(
    world: World, broker: Broker
) -> None:
    policy = ("-p", "{vhost}", "full", f"^{QUEUE}$", '{"max-length": 100}', "--apply-to", "queues")
    await broker.ctl("set_policy", *policy)
    await world.intake()
    async with world.writing():
        await eventually(lambda: _is_stuck(world), within=30)
    waiting = await world.unsent()
    assert waiting > 0
    await world.reporting()
    drained = await world.settled()

    assert no_command_failed(world)
    heard = await world.testimony()
    await world.concludes(
        faults=1,
        note=f"{waiting} waited at the source; drained in {drained:.1f} s; {heard.again} again",
    )


async def _is_stuck(world: World) -> bool:
    unsent = await world.unsent()
    return unsent > 100


@pytest.mark.fault("F10", "an event that no queue takes: a binding is gone")
async def test_what_no_queue_takes_stops_its_part_alone_and_is_told(world: World) -> None:
    missing, keys = 3, _keys(world)
    async with await aio_pika.connect(str(world.toys.amqp_url)) as connection:
        channel = await connection.channel()
        await world.witness.close()
        queue = await channel.get_queue(QUEUE)
        relay = await world.intake()
        await world.reporting()
        await world.settled()
        for key in keys[missing]:
            await queue.unbind(Names("intake").events, key)
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with world.writing():
            await relay.line("relay.returned", within=15)
            told = loop.time() - began
        await eventually(lambda: _behind(world, [missing]), within=15)
        await world.toys.declare()
    await world.settled()

    await world.concludes(faults=1, note=f"told in {told:.1f} s; one part waited, 15 went on")


def _keys(world: World) -> dict[int, list[str]]:
    keys: dict[int, list[str]] = {}
    for queue in queues_of(Names("reporting"), [Reader().consumer()]):
        for key in queue.keys:
            if key.startswith("p"):
                keys.setdefault(int(key[1:3]), []).append(key)
    return keys


BEHIND = """
    SELECT h.part FROM bus.log_head AS h JOIN bus.sink_cursor AS c USING (part)
    WHERE c.pos < h.pos ORDER BY part
"""


async def _behind(world: World, parts: list[int]) -> bool:
    rows = await world.toys.query(world.toys.source.owner_url, BEHIND)
    return same([row.part for row in rows], parts)
