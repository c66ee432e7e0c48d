"""What a reader of a queue promises, without the healing that would hide what it lost."""

import asyncio
from collections.abc import Mapping
from functools import partial
from uuid import UUID

import pytest

from samenspel_contracts.envelope import Envelope
from samenspel_kernel.errors import RuleViolation
from samenspel_messaging import topology
from samenspel_messaging.consumers import Consumer
from samenspel_testkit.broker import Broker
from samenspel_testkit.probes import eventually
from samenspel_testkit.processes import Process
from samenspel_testkit.toy_processes import Part, command
from samenspel_testkit.toy_services import Reader
from samenspel_testkit.toys import Away, Toys, running, unit_in

SENT = """
    SELECT sum(h.pos) AS logged, sum(c.pos) AS sent, (SELECT count(*) FROM bus.outbox) AS waiting
    FROM bus.log_head AS h JOIN bus.sink_cursor AS c USING (part)
"""
SEND_AGAIN = "UPDATE bus.sink_cursor SET pos = 0"


@pytest.fixture
def bus_url(broker: Broker) -> str:
    return broker.url


@pytest.mark.parametrize("failpoint", ["in-handler", "before-consumer-commit"])
async def test_what_was_not_committed_is_delivered_again(toys: Toys, failpoint: str) -> None:
    toy = await toys.new_toy(counts=2)
    async with running(toys.source_worker()):
        async with await Process.start(
            *command(toys, Part(service="reporting")), env={"SAMENSPEL_FAILPOINT": failpoint}
        ) as process:
            assert await process.ended(within=30) == -9
        async with running(toys.reader_worker(feed=Away())):
            await eventually(lambda: toys.has_applied({toy: [1, 2]}, in_any_order=True))


@pytest.mark.parametrize("ordered", [True, False])
async def test_what_is_sent_again_takes_effect_once(toys: Toys, *, ordered: bool) -> None:
    consumer = Reader().consumer(ordered=ordered)
    await toys.declare([consumer])
    ids = [await toys.new_toy(counts=3) for _ in range(3)]
    await _apply_all(toys, consumer, dict.fromkeys(ids, 3))
    await toys.query(toys.source.owner_url, SEND_AGAIN)
    await toys.count(ids[0])

    await _apply_all(toys, consumer, dict.fromkeys(ids, 3) | {ids[0]: 4})
    assert await toys.holds() == []


async def test_what_was_parked_is_not_tried_again_when_it_is_sent_again(toys: Toys) -> None:
    refusing = Reader(judge=_refuse)
    await toys.new_toy()
    async with running(toys.source_worker(), toys.reader_worker(refusing.consumer(), feed=Away())):
        await eventually(lambda: _parked(toys))
    tries = refusing.seen.total()
    await toys.query(toys.source.owner_url, SEND_AGAIN)
    other = Reader()
    async with running(toys.source_worker(), toys.reader_worker(other.consumer(), feed=Away())):
        await eventually(lambda: _relayed(toys))
        toy = await toys.new_toy()
        await eventually(lambda: toys.has_applied({toy: [1]}, in_any_order=True))

    assert (tries, other.seen.total()) == (2, 1)


async def test_what_waits_in_a_queue_is_applied_in_its_order_and_completely(toys: Toys) -> None:
    expected = {await toys.new_toy(counts=40): [*range(1, 41)] for _ in range(5)}
    async with running(toys.source_worker()):
        await eventually(lambda: _relayed(toys))
        async with running(toys.reader_worker(feed=Away())):
            await eventually(lambda: toys.has_applied(expected, in_any_order=True))
    assert await toys.effects() == expected
    assert await toys.holds() == []


async def test_a_queue_that_goes_is_emptied_and_left_by_readers_who_come_later(
    toys: Toys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topology, "LEAVE_SECONDS", 10.0)
    consumer = Reader().consumer()
    await toys.declare([consumer], shards=2)
    ids = [await toys.new_toy(unit=unit) for unit in (unit_in(0), unit_in(1))]
    async with running(toys.source_worker()):
        await eventually(lambda: _relayed(toys))
    told: list[int] = []
    change = asyncio.create_task(
        topology.apply(
            str(toys.amqp_url),
            service="reporting",
            consumers=[consumer],
            shards={"numbers": 1},
            waiting=lambda queue, left: told.append(left),
        )
    )
    await eventually(lambda: told or change.done())
    async with running(*(toys.reader_worker(look_seconds=0.2, feed=Away()) for _ in range(2))):
        await change
        await eventually(lambda: toys.has_applied({toy: [1] for toy in ids}, in_any_order=True))


async def _apply_all(toys: Toys, consumer: Consumer, counts: Mapping[UUID, int]) -> None:
    """Have all sent and applied, so that nothing is left in the queue."""
    async with running(toys.source_worker(), toys.reader_worker(consumer, feed=Away())):
        await eventually(lambda: _relayed(toys))
        expected = {toy: [*range(1, n + 1)] for toy, n in counts.items()}
        await eventually(partial(toys.has_applied, expected, in_any_order=True))


def _refuse(envelope: Envelope, number: str) -> None:
    raise RuleViolation("toy.is-lost")


async def _parked(toys: Toys) -> bool:
    return [hold.state for hold in await toys.holds()] == ["parked"]


async def _relayed(toys: Toys) -> bool:
    (row,) = await toys.query(toys.source.owner_url, SENT)
    return bool(row.logged and row.logged == row.sent and not row.waiting)
