"""The order of what is written, with transactions laid into each other by hand."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from samenspel_kernel.errors import StaleVersion
from samenspel_messaging.scope import Scope
from samenspel_messaging.sequencer import Lease, Sequencer
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.toy_services import ALLIANCE, Toy, ToyUnitOfWork
from samenspel_testkit.toys import Toys

LOGGED = "SELECT agg_seq FROM bus.event_log WHERE agg_id = :toy ORDER BY pos"
LAST_ID = "SELECT last_value FROM bus.outbox_id_seq"
WAITING = """
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest_asyncio.fixture
async def toys(empty_database: DatabaseFactory) -> AsyncIterator[Toys]:
    made = await Toys.make(await empty_database("intake"), await empty_database("reporting"), None)
    yield made
    await made.close()


@pytest_asyncio.fixture
async def sequencer(toys: Toys) -> Sequencer:
    engine = toys.engine(toys.source.worker_url)
    lease = Lease(engine, owner="mine")
    await lease.hold()
    return Sequencer(engine, lease)


async def test_what_got_its_number_early_and_was_committed_late_is_logged(
    toys: Toys, sequencer: Sequencer
) -> None:
    async with toys.transactions(Scope.begin(ALLIANCE)) as early:
        await _add_toy(early)
        await toys.new_toy()
        assert await sequencer.move() == 1
    assert await sequencer.move() == 1


async def test_order_is_that_of_the_locks_not_of_the_transactions_age(
    toys: Toys, sequencer: Sequencer
) -> None:
    toy_id = await toys.new_toy()
    async with toys.transactions(Scope.begin(ALLIANCE)) as old:
        await _add_toy(old)
        await toys.count(toy_id)
        toy = await old.toys.get(toy_id)
        toy.count()
        old.toys.save(toy)
    await sequencer.move()

    assert [row.agg_seq for row in await _logged(toys, toy_id)] == [1, 2, 3]


async def test_what_is_loaded_anew_after_a_save_tells_all_that_happened(
    toys: Toys, sequencer: Sequencer
) -> None:
    toy_id = await toys.new_toy()
    async with toys.transactions(Scope.begin(ALLIANCE)) as uow:
        for _ in range(2):
            toy = await uow.toys.get(toy_id)
            toy.count()
            uow.toys.save(toy)
    await sequencer.move()

    assert [row.agg_seq for row in await _logged(toys, toy_id)] == [1, 2, 3]


async def test_no_number_is_drawn_before_the_aggregates_row_is_locked(toys: Toys) -> None:
    toy_id, owner = await toys.new_toy(), toys.source.owner_url
    before = await toys.query(owner, LAST_ID)
    async with toys.engine(owner).begin() as locking:
        await locking.exec_driver_sql(f"SELECT 1 FROM toy WHERE id = '{toy_id}' FOR UPDATE")
        counting = asyncio.create_task(toys.count(toy_id))
        await eventually(lambda: toys.query(toys.source.app_url, WAITING))
        assert await toys.query(owner, LAST_ID) == before
    await counting


async def test_who_changes_what_someone_else_changed_meanwhile_says_nothing(
    toys: Toys, sequencer: Sequencer
) -> None:
    toy_id = await toys.new_toy()
    with pytest.raises(StaleVersion):
        async with toys.transactions(Scope.begin(ALLIANCE)) as slow:
            toy = await slow.toys.get(toy_id)
            toy.count()
            await toys.count(toy_id)
            slow.toys.save(toy)
    await sequencer.move()

    assert [row.agg_seq for row in await _logged(toys, toy_id)] == [1, 2]


async def test_it_is_told_alike_when_a_query_after_the_change_finds_out(toys: Toys) -> None:
    toy_id = await toys.new_toy()
    with pytest.raises(StaleVersion):
        async with toys.transactions(Scope.begin(ALLIANCE)) as slow:
            toy = await slow.toys.get(toy_id)
            toy.count()
            await toys.count(toy_id)
            slow.toys.save(toy)
            await slow.toys.find(uuid4())


async def _add_toy(uow: ToyUnitOfWork) -> None:
    """Draw a number for an event of another toy."""
    toy = Toy(id=uuid4(), alliance_id=ALLIANCE, unit_id=uuid4())
    toy.count()
    uow.toys.save(toy)
    await uow.record_facts()


async def _logged(toys: Toys, toy_id: UUID) -> list[Any]:
    return await toys.query(toys.source.owner_url, LOGGED, toy=toy_id)
