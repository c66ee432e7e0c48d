"""F17, F23: events that are late or lost at a reader's door, and events that are offered again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import aio_pika
import pytest
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage
from tests.faults.scale import SCALE
from tests.faults.world import World

from samenspel_messaging.effects import Effects
from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.partitions import PARTITIONS
from samenspel_messaging.replay import ReplayRefused, last_positions, replay
from samenspel_messaging.topology import Names, queues_of
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import sessions_of
from samenspel_testkit.toy_services import Reader, ToyUnitOfWork

QUEUE = Names("reporting").shard("numbers", 0)
EDGE = "q.edge"
LATE, DROPPED = 0.05, 0.01
CONVERGED_SECONDS = 30.0
START = dict.fromkeys(range(PARTITIONS), 0)


@dataclass(slots=True)
class Edge:
    """What went wrong at the door so far."""

    late: int = 0
    dropped: int = 0


@asynccontextmanager
async def careless_edge(world: World) -> AsyncIterator[Edge]:
    """Stand between the exchange and the reader's queue; lose some, keep some back for a while."""
    edge = Edge()
    connection = await aio_pika.connect(str(world.toys.amqp_url))
    async with connection, connection.channel() as channel, asyncio.TaskGroup() as late:

        async def pass_on(message: AbstractIncomingMessage) -> None:
            fate = world.dice.random()
            if fate < DROPPED:
                edge.dropped += 1
            elif fate < DROPPED + LATE:
                edge.late += 1
                late.create_task(give(message, world.dice.uniform(0.0, SCALE.late_seconds)))
            else:
                await give(message)

        async def give(message: AbstractIncomingMessage, after: float = 0.0) -> None:
            await asyncio.sleep(after)
            copy = aio_pika.Message(message.body, type=message.type, delivery_mode=2)
            await channel.default_exchange.publish(copy, QUEUE)

        edge_queue = await channel.declare_queue(EDGE, durable=True)
        await _rebind(channel)
        tag = await edge_queue.consume(pass_on, no_ack=True)
        yield edge
        await edge_queue.cancel(tag)


async def _rebind(channel: AbstractChannel) -> None:
    """Have everything that is for the reader's queue go to the edge instead."""
    edge, door = await channel.get_queue(EDGE), await channel.get_queue(QUEUE)
    for queue in queues_of(Names("reporting"), [Reader().consumer()]):
        if queue.name == QUEUE:
            for key in queue.keys:
                await edge.bind(queue.exchange, key)
                await door.unbind(queue.exchange, key)


@pytest.mark.fault("F17", "1 in 20 late, 1 in 100 lost at the reader's door")
async def test_what_is_late_or_lost_at_the_door_is_fetched_from_the_log(world: World) -> None:
    async with careless_edge(world) as edge:
        await world.intake()
        await world.reporting(heals=True)
        async with world.writing():
            pass
        healed = await world.settled(CONVERGED_SECONDS)

    assert edge.late
    assert edge.dropped
    await world.concludes(
        faults=edge.late + edge.dropped,
        note=f"{edge.dropped} lost; whole again {healed:.1f} s after the load",
    )


@pytest.mark.fault("F23", "the whole log offered again while events come")
async def test_a_replay_under_load_changes_nothing(world: World) -> None:
    await world.intake()
    await world.reporting()
    engine = world.toys.engine(world.toys.reader.worker_url)
    log = SqlLogReader(world.toys.engine(world.toys.source.feed_url), source="intake")
    consumer = Reader().consumer()
    effects = Effects(
        consumer,
        service="reporting",
        sessions=sessions_of(engine),
        make_uow=ToyUnitOfWork,
        wakeup=Wakeup(),
    )
    await world.settled()
    offered = 0
    async with world.writing():
        for _ in range(SCALE.rounds):
            await asyncio.sleep(1)
            to = await last_positions(log)
            async for so_far in replay(effects, log, after={}, to=to):
                done = so_far
            offered += done.passed
    await world.settled()

    outward = Effects(
        replace(consumer, outward=True),
        service="reporting",
        sessions=sessions_of(engine),
        make_uow=ToyUnitOfWork,
        wakeup=Wakeup(),
    )
    with pytest.raises(ReplayRefused):
        await anext(replay(outward, log, after=START, to=await last_positions(log)))
    await world.concludes(faults=offered, note="a reader that acts outward refuses")
