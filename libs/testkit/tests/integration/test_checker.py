"""The checker finds each way in which a promise can be broken."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
import pytest_asyncio

from samenspel_testkit.checker import check
from samenspel_testkit.history import History, Outcome
from samenspel_testkit.load import Load
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.toys import Toys, running


@pytest_asyncio.fixture
async def toys(empty_database: DatabaseFactory) -> AsyncIterator[Toys]:
    made = await Toys.make(await empty_database("intake"), await empty_database("reporting"), None)
    yield made
    await made.close()


@pytest_asyncio.fixture
async def history(toys: Toys) -> History:
    """Three toys that counted thrice, all of it applied."""
    history = History()
    load = Load(toys.transactions, history, seed=1)
    await load.prepare(3, counts=3)

    async def applied() -> bool:
        return (await check(toys, history)).clean

    async with running(toys.source_worker(), toys.reader_worker()):
        await eventually(applied)
    return history


async def test_a_story_that_is_one_is_clean(toys: Toys, history: History) -> None:
    found = await check(toys, history)

    assert found.clean
    assert found.events == 9


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("DELETE FROM effect WHERE id = 1", "lost"),
        (
            "INSERT INTO effect (alliance_id, toy_id, number, consumer)"
            " SELECT alliance_id, toy_id, number, consumer FROM effect WHERE id = 9",
            "twice",
        ),
        ("UPDATE effect SET number = 4 - number WHERE number <> 2", "out_of_order"),
    ],
)
async def test_a_wrong_effect_is_counted(
    toys: Toys, history: History, damage: str, what: str
) -> None:
    await toys.query(toys.reader.owner_url, damage)

    found = await check(toys, history)

    assert not found.clean
    assert getattr(found, what) > 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE bus.log_head SET pos = pos + 1 WHERE pos > 0",
        "UPDATE bus.event_log SET agg_seq = 9 WHERE agg_seq = 2",
        "UPDATE toy SET number = number + 1",
        "UPDATE toy SET event_seq = event_seq + 1",
        "DELETE FROM toy WHERE id = (SELECT min(id::text) FROM toy)::uuid",
        "INSERT INTO bus.outbox SELECT 1, part, gen_random_uuid(), source, alliance_id, unit_id,"
        " agg_type, agg_id, 4, type, occurred_at, correlation_id, causation_id, traceparent, data"
        " FROM bus.event_log LIMIT 1",
    ],
)
async def test_a_log_that_does_not_fit_is_told(toys: Toys, history: History, damage: str) -> None:
    damage = damage.replace("outbox SELECT", "outbox OVERRIDING SYSTEM VALUE SELECT")
    await toys.query(toys.source.owner_url, damage)

    assert (await check(toys, history)).broken


async def test_an_event_that_was_passed_without_being_dealt_with_is_told(
    toys: Toys, history: History
) -> None:
    await toys.query(toys.reader.owner_url, "UPDATE bus.applied SET agg_seq = agg_seq - 1")

    assert (await check(toys, history)).broken


async def test_what_clients_were_told_must_be_so(toys: Toys, history: History) -> None:
    history.end(history.begin(uuid4(), 2), Outcome.OK)
    assert (await check(toys, history)).lost == 2

    history.operations.pop()
    history.operations[0].outcome = Outcome.FAILED
    assert (await check(toys, history)).broken

    history.operations[0].outcome = Outcome.UNKNOWN
    assert (await check(toys, history)).clean
    history.operations[0].events = 4
    assert (await check(toys, history)).broken
