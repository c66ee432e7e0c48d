"""What the relay promises: nothing unconfirmed is counted as sent, nothing overtakes.

No reader may heal itself here: that would hide what was lost on the way.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from uuid import uuid4

import aio_pika
import pytest
from aio_pika.abc import AbstractQueue
from prometheus_client import REGISTRY

from samenspel_contracts.envelope import Envelope
from samenspel_messaging.link import BrokerLink
from samenspel_messaging.log import LogReader, SqlLogReader
from samenspel_messaging.loops import Pulse
from samenspel_messaging.relay import Relay
from samenspel_messaging.scope import Scope
from samenspel_messaging.sequencer import Lease, Sequencer
from samenspel_messaging.topology import Names
from samenspel_messaging.wakeup import Wakeup
from samenspel_testkit.broker import Broker
from samenspel_testkit.probes import eventually, same
from samenspel_testkit.processes import Process
from samenspel_testkit.toy_processes import Part, command
from samenspel_testkit.toy_services import ALLIANCE, Toy
from samenspel_testkit.toys import Away, Toys, running, unit_in

POLISHED = "support-request.handed-over.v1"
SENT = "SELECT part, pos FROM bus.sink_cursor WHERE pos > 0 ORDER BY part"
MET = "SELECT max(pos) FROM bus.consumer_cursor WHERE consumer = 'numbers'"
TAKE_LEASE = """
    UPDATE bus.log_lease
    SET epoch = epoch + 1, lease_until = clock_timestamp() + interval '1 minute'
"""


@pytest.fixture
def bus_url(broker: Broker) -> str:
    return broker.url


class LosingTheLease:
    """A log; whoever reads something from it loses the lease to somebody else at that moment."""

    def __init__(self, toys: Toys, log: LogReader) -> None:
        self._toys, self._log, self.reads = toys, log, 0

    @property
    def source(self) -> str:
        return self._log.source

    async def read(self, after: Mapping[int, int], limit: int) -> list[Envelope]:
        self.reads += 1
        entries = await self._log.read(after, limit)
        if self.reads == 1:
            await self._toys.query(self._toys.source.worker_url, TAKE_LEASE)
        return entries


async def test_what_was_sent_but_not_confirmed_does_not_count_as_sent(toys: Toys) -> None:
    await toys.new_toy()
    async with await Process.start(
        *command(toys, Part(service="intake")), env={"SAMENSPEL_FAILPOINT": "after-publish"}
    ) as process:
        assert await process.ended(within=30) == -9

    assert await toys.query(toys.source.owner_url, SENT) == []


async def test_of_two_messages_under_way_the_one_that_no_queue_took_is_known(toys: Toys) -> None:
    async with _queue(toys) as queue:
        await queue.unbind(Names("intake").events, "p00.*.support-request.#")
    async with toys.transactions(Scope.begin(ALLIANCE)) as uow:
        for part in (0, 1):
            toy = Toy(id=uuid4(), alliance_id=ALLIANCE, unit_id=unit_in(part))
            toy.count()
            uow.toys.save(toy)
    before = _returned()

    async with running(toys.source_worker()):
        await eventually(lambda: _returned() > before)
        await eventually(lambda: _sent_is(toys, [(1, 1)]), within=3)


async def test_what_follows_in_an_aggregate_waits_for_what_no_queue_took(toys: Toys) -> None:
    await _take_only(toys, POLISHED)
    toy = await toys.new_toy(unit=unit_in(0))
    await toys.count(toy, polish=True)
    before = _returned()

    async with running(toys.source_worker()):
        await eventually(lambda: _returned() > before)
        await toys.declare()
        async with running(toys.reader_worker(feed=Away())):
            await eventually(lambda: _sent_is(toys, [(0, 2)]))
            await eventually(lambda: toys.has_applied({toy: [1]}))
    assert await toys.holds() == []


async def test_what_comes_after_later_events_of_its_part_takes_effect_all_the_same(
    toys: Toys,
) -> None:
    await _take_only(toys, POLISHED)
    unit = unit_in(0)
    early, late = await toys.new_toy(unit=unit), await toys.new_toy(counts=0, unit=unit)
    await toys.count(late, polish=True)

    async with running(toys.source_worker(), toys.reader_worker(feed=Away())):
        await eventually(lambda: _has_met(toys, 2))
        assert await toys.query(toys.source.owner_url, SENT) == []
        await toys.declare()
        await eventually(lambda: toys.has_applied({early: [1]}))


async def test_a_relay_whose_lease_was_taken_while_it_sent_moves_no_cursor(toys: Toys) -> None:
    engine = toys.engine(toys.source.worker_url)
    await toys.new_toy()
    lease = Lease(engine, owner="mine")
    await lease.hold()
    await Sequencer(engine, lease).move()
    log = LosingTheLease(toys, SqlLogReader(engine, source="intake"))
    link = BrokerLink(str(toys.amqp_url), name="test")
    relay = Relay(
        engine=engine,
        reader=log,
        lease=lease,
        link=link,
        names=Names("intake"),
        wakeup=Wakeup(),
        pulse=Pulse("intake"),
    )
    stop = asyncio.Event()
    session = asyncio.create_task(relay.session(stop))
    await eventually(lambda: session.done() or log.reads > 1)
    stop.set()
    await session
    await link.close()

    assert lease.epoch is None
    assert await toys.query(toys.source.owner_url, SENT) == []


@asynccontextmanager
async def _queue(toys: Toys) -> AsyncIterator[AbstractQueue]:
    async with await aio_pika.connect(str(toys.amqp_url)) as connection:
        channel = await connection.channel()
        yield await channel.get_queue(Names("reporting").shard("numbers", 0))


async def _take_only(toys: Toys, event: str) -> None:
    """Have the queue take nothing of part 0 but one type of event, until `declare`."""
    async with _queue(toys) as queue:
        await queue.unbind(Names("intake").events, "p00.*.support-request.#")
        await queue.bind(Names("intake").events, f"p00.*.{event}")


def _returned() -> float:
    labels = {"service": "intake"}
    return REGISTRY.get_sample_value("samenspel_mq_returned_total", labels) or 0


async def _sent_is(toys: Toys, expected: list[tuple[int, int]]) -> bool:
    return same(await toys.query(toys.source.owner_url, SENT), expected)


async def _has_met(toys: Toys, pos: int) -> bool:
    return bool((await toys.query(toys.reader.owner_url, MET))[0][0] == pos)
