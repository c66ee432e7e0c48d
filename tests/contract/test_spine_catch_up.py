"""What got lost between the source's log and a consumer comes after all, and once."""

from collections.abc import Mapping
from uuid import UUID, uuid4

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage

from samenspel_contracts.envelope import Envelope
from samenspel_messaging import topology
from samenspel_messaging.log import FeedAway, LogReader
from samenspel_messaging.topology import Names
from samenspel_testkit.broker import Broker
from samenspel_testkit.probes import eventually, same
from samenspel_testkit.toy_services import Reader
from samenspel_testkit.toys import Toys, running


@pytest.fixture
def bus_url(broker: Broker) -> str:
    return broker.url


class Away:
    """A feed that can be reached or not."""

    def __init__(self, feed: LogReader) -> None:
        self._feed, self.tries, self.back = feed, 0, False

    @property
    def source(self) -> str:
        return self._feed.source

    async def read(self, after: Mapping[int, int], limit: int) -> list[Envelope]:
        self.tries += 1
        if not self.back:
            raise FeedAway("by a test")
        return await self._feed.read(after, limit)


@pytest.mark.parametrize("ordered", [True, False])
async def test_a_lost_event_comes_without_another_of_its_aggregate(
    toys: Toys, *, ordered: bool
) -> None:
    consumer = Reader().consumer(ordered=ordered)
    await toys.declare([consumer])
    toy = await toys.new_toy(counts=3)
    await _lose_all(toys, consumer.name)

    async with running(toys.source_worker(), toys.reader_worker(consumer)):
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}, in_any_order=True))
        await toys.count(toy)
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3, 4]}, in_any_order=True))
        await eventually(lambda: _all_is_safe(toys))
    assert await toys.holds() == []


async def test_a_queue_that_gets_nothing_any_more_is_noticed(toys: Toys) -> None:
    toy = await toys.new_toy()
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1]}, in_any_order=True))
        connection = await aio_pika.connect(str(toys.amqp_url))
        async with connection, connection.channel() as channel:
            other = await channel.declare_queue("q.other")
            await other.bind(Names("intake").events, "#")  # so that nothing is returned
            ours = await channel.get_queue(Names("reporting").shard("numbers", 0))
            for queue in topology.queues_of(Names("reporting"), [Reader().consumer()]):
                for key in queue.keys if queue.name == ours.name else ():
                    await ours.unbind(queue.exchange, key)
        await toys.count(toy)
        await eventually(lambda: toys.has_applied({toy: [1, 2]}, in_any_order=True))


async def test_a_gap_is_filled_from_the_log(toys: Toys) -> None:
    toy = await toys.new_toy(counts=2)
    await _lose_all(toys, "numbers")
    await toys.count(toy)
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}, in_any_order=True))
        await eventually(lambda: _all_is_safe(toys))
    assert {hold.state for hold in await toys.holds()} <= {"released"}


async def test_a_whole_queue_that_was_purged_comes_again_once_and_in_order(toys: Toys) -> None:
    units = [uuid4() for _ in range(10)]
    ids = [await toys.new_toy(counts=5, unit=units[n % 10]) for n in range(100)]
    await _lose_all(toys, "numbers")
    async with running(toys.source_worker(), toys.reader_worker()):
        for toy in ids[:20]:
            await toys.count(toy)
        expected = {toy: [*range(1, 7 if toy in ids[:20] else 6)] for toy in ids}
        await eventually(lambda: toys.has_applied(expected, in_any_order=True))
        await eventually(lambda: _all_is_safe(toys))


async def test_what_one_shard_lost_comes_again(toys: Toys) -> None:
    consumer = Reader().consumer()
    await topology.apply(
        str(toys.amqp_url), service="reporting", consumers=[consumer], shards={"numbers": 4}
    )
    ids = [await toys.new_toy(counts=3) for _ in range(20)]
    await _lose_all(toys, "numbers", shard=2)

    async with running(toys.source_worker(), toys.reader_worker(consumer)):
        await eventually(
            lambda: toys.has_applied({toy: [1, 2, 3] for toy in ids}, in_any_order=True)
        )
        await eventually(lambda: _all_is_safe(toys))


@pytest.mark.parametrize("bus", ["amqp", "log"])
async def test_what_a_release_binds_anew_is_read_from_the_beginning(toys: Toys, bus: str) -> None:
    toy = await toys.new_toy(counts=3)
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}, in_any_order=True))
        await eventually(lambda: _all_is_safe(toys))
    # As if it had not been interested in toys until now.
    await toys.query(
        toys.reader.owner_url,
        """WITH e AS (DELETE FROM effect), a AS (DELETE FROM bus.applied)
           UPDATE bus.consumer_cursor SET bound = 'pupil'""",
    )
    after = Toys(toys.source, toys.reader, toys.amqp_url if bus == "amqp" else None)
    async with running(after.source_worker(), after.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}, in_any_order=True))
        await eventually(lambda: _all_is_safe(toys))
    await after.close()


async def test_what_was_lost_over_the_broker_comes_without_one(toys: Toys) -> None:
    lost = await toys.new_toy(counts=2)
    await _lose_all(toys, "numbers")
    later = await toys.new_toy(counts=2)
    async with running(toys.source_worker(), toys.reader_worker(feed=Away(toys.feed()))):
        await eventually(lambda: toys.has_applied({later: [1, 2]}, in_any_order=True))
    without = Toys(toys.source, toys.reader, None)
    async with running(without.source_worker(), without.reader_worker()):
        await eventually(lambda: toys.has_applied({lost: [1, 2], later: [1, 2]}, in_any_order=True))
        await eventually(lambda: _all_is_safe(toys))
    await without.close()


async def test_a_count_that_cannot_be_true_is_made_anew(toys: Toys) -> None:
    toy = await toys.new_toy(counts=3)
    await _lose_all(toys, "numbers")
    # As after a log was restored to an earlier day.
    await toys.query(
        toys.reader.owner_url,
        """INSERT INTO bus.consumer_cursor
           SELECT 'numbers', 'intake', part, 0, 99, 0, 0, 'support-request'
           FROM generate_series(0, 15) AS part""",
    )
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}, in_any_order=True))
        await eventually(lambda: _all_is_safe(toys))


async def test_while_the_feed_is_away_the_rest_goes_on(toys: Toys) -> None:
    toy = await toys.new_toy()
    await _lose_all(toys, "numbers")
    feed = Away(toys.feed())
    async with running(toys.source_worker(), toys.reader_worker(feed=feed)):
        await eventually(lambda: feed.tries)
        other = await toys.new_toy(counts=2)
        await eventually(lambda: toys.has_applied({other: [1, 2]}, in_any_order=True))
        feed.back = True
        await eventually(lambda: toys.has_applied({toy: [1], other: [1, 2]}, in_any_order=True))


async def test_what_was_delivered_out_of_order_is_no_loss(toys: Toys) -> None:
    ids = [await toys.new_toy(counts=4) for _ in range(5)]
    async with running(toys.source_worker()):
        await eventually(lambda: _relayed(toys))
    async with await aio_pika.connect(str(toys.amqp_url)) as connection:
        channel = await connection.channel()
        queue = await channel.get_queue(Names("reporting").shard("numbers", 0))
        taken: list[AbstractIncomingMessage] = []

        async def take(message: AbstractIncomingMessage) -> None:
            taken.append(message)
            await message.ack()

        tag = await queue.consume(take)
        await eventually(lambda: len(taken) >= 20)
        await queue.cancel(tag)
        for message in reversed(taken):
            again = aio_pika.Message(message.body, type=message.type)
            await channel.default_exchange.publish(again, queue.name)
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(
            lambda: toys.has_applied({toy: [1, 2, 3, 4] for toy in ids}, in_any_order=True)
        )
        await eventually(lambda: _all_is_safe(toys))


async def test_what_came_twice_hides_no_loss(toys: Toys) -> None:
    toy = await toys.new_toy(counts=3, unit=UUID(int=1))
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1, 2, 3]}, in_any_order=True))
    await toys.query(toys.source.owner_url, "UPDATE bus.sink_cursor SET pos = 0")
    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: _relayed(toys))
        await eventually(lambda: _waiting(toys, 0))
    lost = await toys.new_toy(counts=3, unit=UUID(int=1))
    await _lose_all(toys, "numbers")

    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(
            lambda: toys.has_applied({toy: [1, 2, 3], lost: [1, 2, 3]}, in_any_order=True)
        )


async def _waiting(toys: Toys, number: int) -> bool:
    """Tell whether so many messages wait in the reader's queue."""
    async with await aio_pika.connect(str(toys.amqp_url)) as connection:
        channel = await connection.channel()
        name = Names("reporting").shard("numbers", 0)
        found = (await channel.declare_queue(name, passive=True)).declaration_result
        return found.message_count == number


async def _lose_all(toys: Toys, consumer: str, *, shard: int = 0) -> None:
    """Have everything sent, and purge it from the consumer's queue."""
    async with running(toys.source_worker()):
        await eventually(lambda: _relayed(toys))
    async with await aio_pika.connect(str(toys.amqp_url)) as connection:
        channel = await connection.channel()
        queue = await channel.get_queue(Names("reporting").shard(consumer, shard))
        await queue.purge()


async def _relayed(toys: Toys) -> bool:
    rows = await toys.query(
        toys.source.owner_url,
        """SELECT sum(h.pos) AS logged, sum(c.pos) AS sent, (SELECT count(*) FROM bus.outbox) AS left
           FROM bus.log_head h JOIN bus.sink_cursor c USING (part)""",
    )
    return bool(rows[0].logged and rows[0].logged == rows[0].sent and not rows[0].left)


async def _all_is_safe(toys: Toys) -> bool:
    """Tell whether the reader knows that it has all that there is."""
    heads = "SELECT part, pos FROM bus.log_head WHERE pos > 0 ORDER BY part"
    safe = "SELECT part, safe_pos AS pos FROM bus.consumer_cursor WHERE safe_pos > 0 ORDER BY part"
    found = await toys.query(toys.reader.owner_url, safe)
    return same(found, await toys.query(toys.source.owner_url, heads))
