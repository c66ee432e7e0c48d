"""What the spine promises, over each bus: nothing lost, nothing twice, order per aggregate."""

import asyncio
import random
from uuid import UUID

import pytest

from samenspel_kernel.errors import StaleVersion
from samenspel_messaging.scope import Scope
from samenspel_testkit.probes import eventually
from samenspel_testkit.toy_services import ALLIANCE, Reader
from samenspel_testkit.toys import Toys, running

DROP_CONNECTIONS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
"""


class Changed(Exception):
    """The caller changed its mind."""


async def test_what_is_rolled_back_was_never_said(toys: Toys) -> None:
    toy = await toys.new_toy()
    with pytest.raises(Changed):
        async with toys.transactions(Scope.begin(ALLIANCE)) as uow:
            found = await uow.toys.get(toy)
            found.count()
            uow.toys.save(found)
            await uow.record_facts()
            raise Changed
    await toys.count(toy)

    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1, 2]}))


async def test_order_holds_per_aggregate_under_concurrent_writers(toys: Toys) -> None:
    ids = [await toys.new_toy(counts=0) for _ in range(4)]
    written: dict[UUID, int] = dict.fromkeys(ids, 0)

    async def write(seed: int) -> None:
        dice = random.Random(seed)
        for _ in range(12):
            toy_id = dice.choice(ids)
            try:
                async with toys.transactions(Scope.begin(ALLIANCE)) as uow:
                    toy = await uow.toys.get(toy_id)
                    toy.count()
                    uow.toys.save(toy)
                    await uow.record_facts()
                    await asyncio.sleep(dice.random() * 0.01)
                    if dice.random() < 0.2:
                        raise Changed
            except (Changed, StaleVersion):
                continue
            written[toy_id] += 1

    async with running(toys.source_worker(), toys.reader_worker()):
        await asyncio.gather(*(write(seed) for seed in range(8)))
        expected = {toy: [*range(1, n + 1)] for toy, n in written.items() if n}
        await eventually(lambda: toys.has_applied(expected))

    heads = await toys.query(
        toys.source.owner_url,
        """SELECT h.part FROM bus.log_head h LEFT JOIN bus.event_log l USING (part)
           GROUP BY h.part, h.pos HAVING count(l.pos) <> h.pos OR coalesce(max(l.pos), 0) <> h.pos
        """,
    )
    assert heads == []


async def test_an_event_that_nobody_handles_is_passed_over(toys: Toys) -> None:
    toy = await toys.new_toy()
    await toys.count(toy, polish=True)
    await toys.count(toy)

    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(lambda: toys.has_applied({toy: [1, 2]}))
    assert await toys.holds() == []


async def test_an_independent_consumer_gets_each_event_once(toys: Toys) -> None:
    consumer = Reader().consumer(ordered=False)
    toy_ids = [await toys.new_toy(counts=3) for _ in range(5)]
    if toys.amqp_url is not None:
        await toys.declare([consumer])

    async with running(toys.source_worker(), toys.reader_worker(consumer)):
        await eventually(
            lambda: toys.has_applied({toy: [1, 2, 3] for toy in toy_ids}, in_any_order=True)
        )


async def test_two_workers_of_a_reader_share_the_work_and_double_nothing(toys: Toys) -> None:
    ids = [await toys.new_toy() for _ in range(6)]
    workers = [toys.reader_worker(), toys.reader_worker()]
    async with running(toys.source_worker(), *workers):
        for _ in range(10):
            await asyncio.gather(*(toys.count(toy) for toy in ids))
        await eventually(lambda: toys.has_applied({toy: [*range(1, 12)] for toy in ids}))
    assert await toys.holds() == []


async def test_a_database_that_drops_its_connections_costs_no_attempt(toys: Toys) -> None:
    ids = [await toys.new_toy() for _ in range(6)]
    async with running(toys.source_worker(), toys.reader_worker()):
        for _ in range(8):
            for url in (toys.reader.worker_url, toys.source.worker_url, toys.source.feed_url):
                await toys.query(url, DROP_CONNECTIONS)
            await asyncio.gather(*(toys.count(toy) for toy in ids))
        expected = {toy: [*range(1, 10)] for toy in ids}
        await eventually(lambda: toys.has_applied(expected))
    assert await toys.holds() == []


async def test_a_graceful_stop_loses_nothing(toys: Toys) -> None:
    toy_ids = [await toys.new_toy(counts=5) for _ in range(10)]
    for _ in range(3):
        async with running(toys.source_worker(), toys.reader_worker()):
            await asyncio.gather(*(toys.count(toy) for toy in toy_ids))

    async with running(toys.source_worker(), toys.reader_worker()):
        expected = {toy: [*range(1, 9)] for toy in toy_ids}
        await eventually(lambda: toys.has_applied(expected))
