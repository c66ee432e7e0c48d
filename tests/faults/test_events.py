"""F14-F16, F29: events that can't be borne, come three times, or that nobody can read."""

import asyncio

import aio_pika
import pytest
from prometheus_client import REGISTRY
from tests.faults.scale import SCALE
from tests.faults.world import LOGGED, World, p99

from samenspel_kernel.clock import SystemClock
from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.resolving import retry_now
from samenspel_messaging.topology import Names, routing_key
from samenspel_testkit.broker import Broker
from samenspel_testkit.probes import eventually, same
from samenspel_testkit.toy_services import Reader
from samenspel_testkit.toys import running

QUEUE = Names("reporting").shard("numbers", 0)
OPEN_HOLDS = """
    SELECT agg_id, error_class, count(*) AS number FROM bus.held_event
    WHERE state IN ('retry', 'gap', 'parked') GROUP BY agg_id, error_class
"""
EVENTS = "SELECT event_seq FROM toy WHERE id = :toy"
MISREAD = (
    """CREATE FUNCTION misread() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.agg_id = '{toy}' THEN
                NEW.type := replace(NEW.type, '.v1', '.v2');
            ELSE
                NEW.data := NEW.data || '{{"somethingNew": [1]}}';
            END IF;
            RETURN NEW;
        END $$""",
    """CREATE TRIGGER misread BEFORE INSERT ON bus.outbox
        FOR EACH ROW EXECUTE FUNCTION misread()""",
)


@pytest.mark.fault("F14", "poison: a handler always raises for one toy")
async def test_poison_keeps_its_own_aggregate_waiting_and_no_other(world: World) -> None:
    poisoned = next(iter(world.load.toys))
    await world.intake()
    reader = await world.reporting(poison=[str(poisoned)])
    await world.settled(held=1)
    since = SystemClock().now()
    async with world.writing():
        for _ in range(4):
            await world.load.count(poisoned)
    waiting = await world.number(world.toys.source.owner_url, EVENTS, toy=poisoned)
    await world.settled(held=waiting)
    holds = await world.toys.query(world.toys.reader.owner_url, OPEN_HOLDS)
    assert {hold.agg_id for hold in holds} == {poisoned}
    others = await world.lags(since)
    assert p99(others) <= 1.0

    await reader.terminate()
    await world.reporting()  # the one that can bear it
    consumer = Reader().consumer()
    assert await retry_now(world.toys.engine(world.toys.reader.worker_url), [consumer]) == 1
    await world.settled()

    await world.concludes(
        faults=1, note=f"{waiting} waited, released in order; p99 of the others {p99(others):.2f} s"
    )


@pytest.mark.fault("F15", "poison: a handler kills the process, again and again")
async def test_what_kills_its_reader_is_parked_and_its_neighbours_are_not(
    world: World, broker: Broker
) -> None:
    limit = SCALE.deliveries
    await broker.ctl(
        *("set_policy", "-p", "{vhost}", "fuse", f"^{QUEUE}$", f'{{"delivery-limit": {limit}}}'),
        *("--apply-to", "queues"),
    )
    poisoned = next(iter(world.load.toys))
    await world.intake()
    reader = await world.reporting(poison=[str(poisoned)], dies=True)
    async with world.writing():
        await eventually(lambda: _parked(world), within=limit * 15)
    await eventually(lambda: _only_waiting(world, poisoned), within=60)
    waiting = await world.number(world.toys.source.owner_url, EVENTS, toy=poisoned)
    await world.settled(held=waiting)

    # The broker counts what returns; and the log may offer it once more before it is parked.
    assert len(reader.ends) <= limit + 3
    await world.concludes(faults=len(reader.ends), note=f"parked after {len(reader.ends)} deaths")


async def _parked(world: World) -> bool:
    holds = await world.toys.query(world.toys.reader.owner_url, OPEN_HOLDS)
    return any(hold.error_class == "crash" for hold in holds)


async def _only_waiting(world: World, toy: object) -> bool:
    holds = await world.toys.query(world.toys.reader.owner_url, OPEN_HOLDS)
    return same({hold.agg_id for hold in holds}, {toy})


def _known(consumer: str) -> float:
    labels = {"service": "reporting", "consumer": consumer, "outcome": "known"}
    return REGISTRY.get_sample_value("samenspel_consumer_events_total", labels) or 0.0


@pytest.mark.fault("F16", "every event three times, shuffled")
async def test_what_comes_three_times_takes_effect_once(world: World) -> None:
    consumers = [Reader().consumer(), Reader().consumer(ordered=False)]
    world.readers = [consumer.name for consumer in consumers]
    await world.toys.declare(consumers)
    before = {name: _known(name) for name in world.readers}
    async with running(world.toys.source_worker(), world.toys.reader_worker(*consumers)):
        async with world.writing():
            sent = await _again(world, {})
            await asyncio.sleep(1)
            sent = await _again(world, sent)
        await world.settled()
        await _again(world, sent)
        extra = 2 * await world.number(world.toys.source.owner_url, LOGGED)
        expected = {name: before[name] + extra for name in world.readers}
        await eventually(lambda: {name: _known(name) for name in world.readers} == expected)
    await world.concludes(faults=extra, note="2 readers, ordered and not")


async def _again(world: World, after: dict[int, int]) -> dict[int, int]:
    """Publish twice more, in any order, what the relay has sent since; gives how far it was."""
    rows = await world.toys.query(
        world.toys.source.owner_url, "SELECT part, pos FROM bus.sink_cursor"
    )
    sent = {row.part: row.pos for row in rows}
    reader = SqlLogReader(world.toys.engine(world.toys.source.worker_url), source="intake")
    entries = [e for e in await reader.read(after, 10_000) if e.pos <= sent[e.part]] * 2
    world.dice.shuffle(entries)
    connection = await aio_pika.connect(str(world.toys.amqp_url))
    async with connection, connection.channel() as channel:
        exchange = await channel.get_exchange(Names("intake").events)
        for start in range(0, len(entries), 200):
            await asyncio.gather(
                *(
                    exchange.publish(aio_pika.Message(entry.to_wire()), routing_key(entry))
                    for entry in entries[start : start + 200]
                )
            )
    return sent


@pytest.mark.fault("F29", "fields and types that are too new, and garbage")
async def test_what_a_reader_cannot_read_waits_and_the_rest_goes_on(world: World) -> None:
    strange, garbage = next(iter(world.load.toys)), 5
    for statement in MISREAD:
        await world.toys.query(world.toys.source.owner_url, statement.format(toy=strange))
    await world.intake()
    reader = await world.reporting()
    connection = await aio_pika.connect(str(world.toys.amqp_url))
    async with connection, connection.channel() as channel, world.writing():
        exchange = await channel.get_exchange(Names("intake").events)
        for number in range(garbage):
            await world.load.count(strange)
            message = aio_pika.Message(b"{not an event %d" % number)
            await exchange.publish(message, "p03.alliance.support-request.withdrawn.v1")
    waiting = await world.number(world.toys.source.owner_url, EVENTS, toy=strange)
    await world.settled(held=waiting - 1)  # its first was written before

    holds = await world.toys.query(world.toys.reader.owner_url, OPEN_HOLDS)
    assert {hold.agg_id for hold in holds} == {strange, None}
    kinds = {hold.error_class: hold.number for hold in holds}
    assert kinds == {"schema": 1, "gap": waiting - 2, "unreadable": garbage}
    assert len(reader.lives) == 1
    await world.concludes(faults=garbage + waiting - 1, note="held: none dropped, no crash")
