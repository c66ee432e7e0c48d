"""Rebuilding read models from the logs, beside those in use, while the service goes on."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import SupportRequestActionPlannedV1
from samenspel_kernel.errors import RuleViolation
from samenspel_messaging import rebuild_tables, topology
from samenspel_messaging.rebuild import Projection, RebuildRefused
from samenspel_messaging.rebuild_filling import LogTooShort
from samenspel_messaging.resolving import discard
from samenspel_messaging.scope import Scope
from samenspel_messaging.wakeup import Wakeup
from samenspel_messaging.worker import OverBroker, SpineWorker
from samenspel_reporting.consumers import CONSUMERS, PROJECTIONS
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork
from samenspel_testkit.probes import eventually

ITEMS, REGISTER, _ = PROJECTIONS
LEDGER = "SELECT agg_id, agg_seq FROM bus.applied WHERE consumer = 'items'"
HOLDS = """
    SELECT consumer, state, agg_id, agg_seq FROM bus.held_event
    WHERE state <> 'released' ORDER BY agg_id, agg_seq, consumer
"""
Tell = Callable[..., list[Envelope]]


def to_nobody(_: int) -> None:
    """Nobody looks."""


async def test_a_rebuild_gives_the_same_tables_and_the_same_ledger(
    reporting: Any, told: Tell
) -> None:
    await reporting.logs.append(told())
    async with reporting.running():
        await eventually(reporting.caught_up)
    before, ledger = await reporting.rows(ITEMS), set(await reporting.query(LEDGER))
    assert all(before.values())

    compared = await reporting.rebuilt(ITEMS)

    assert compared.equal
    assert [each.table for each in compared.tables] == list(ITEMS.tables)
    assert [each.live.rows for each in compared.tables] == [len(rows) for rows in before.values()]
    assert await reporting.rows(ITEMS) == before == await reporting.rows(ITEMS, ITEMS.old)
    assert set(await reporting.query(LEDGER)) == ledger
    left = await reporting.query("SELECT DISTINCT consumer FROM bus.consumer_cursor")
    assert {row.consumer for row in left} == {"items", "register", "access"}


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
async def test_whatever_was_wrong_in_the_tables_is_mended(
    reporting: Any, told: Tell, projection: Projection
) -> None:
    await reporting.logs.append(told())
    async with reporting.running():
        for each in PROJECTIONS:
            await eventually(partial(reporting.caught_up, each.name))
    before = await reporting.rows(projection)
    for table in projection.tables:
        await reporting.query(f"DELETE FROM {table} WHERE ctid = (SELECT min(ctid) FROM {table})")

    compared = await reporting.rebuilt(projection)

    assert not compared.equal
    assert all(each.only_green > 0 == each.only_live for each in compared.tables)
    assert await reporting.rows(projection) == before


@asynccontextmanager
async def telling(reporting: Any, told: Tell) -> AsyncIterator[None]:
    """Events go on coming as long as the block lasts."""
    enough = asyncio.Event()

    async def tell() -> None:
        seed = 100
        while not enough.is_set():
            seed += 1
            events = told(stories=2, seed=seed)
            while events and not enough.is_set():
                await reporting.logs.append(events[:10])
                del events[:10]
                await asyncio.sleep(0.2)

    task = asyncio.create_task(tell())
    try:
        yield
    finally:
        enough.set()
        await task


@pytest.fixture(params=["log", "amqp"])
def bus_url(request: pytest.FixtureRequest) -> str | None:
    if request.param == "log":
        return None
    request.node.fixturenames.append("rabbit_server")
    url: str = request.getfixturevalue("broker").url
    return url


async def spines(reporting: Any, bus_url: str | None) -> Sequence[SpineWorker]:
    """Make the workers of reporting and, over a broker, of those that it reads."""
    if bus_url is None:
        return [reporting.spine()]
    for name in reporting.logs.urls:
        await topology.apply(bus_url, service=name, consumers=())
    await topology.apply(bus_url, service="reporting", consumers=CONSUMERS)
    sources = [
        SpineWorker(
            service=name,
            engine=reporting.logs.engine(urls.worker_url),
            make_uow=SqlReportingUnitOfWork,
            consumers=(),
            bus=OverBroker(bus_url),
            wakeup=Wakeup(),
        )
        for name, urls in reporting.logs.urls.items()
    ]
    return [*sources, reporting.spine(OverBroker(bus_url))]


async def test_events_that_come_meanwhile_are_lost_in_neither(
    reporting: Any, told: Tell, bus_url: str | None
) -> None:
    await reporting.logs.append(told())
    async with reporting.running(*await spines(reporting, bus_url)):
        async with telling(reporting, told):
            for _ in range(3):
                await reporting.rebuilt(ITEMS)
        await eventually(reporting.caught_up, within=90)
        await reporting.logs.append(told(seed=2))
        await eventually(reporting.caught_up, within=90)
        assert await reporting.query(HOLDS) == []
        ledger = set(await reporting.query(LEDGER))

        assert (await reporting.rebuilt(ITEMS)).equal
    assert (
        set(await reporting.query(LEDGER))
        == ledger
        == await reporting.logs.last_of_each(ITEMS.consumer)
    )


async def test_the_new_tables_are_as_the_old_ones_in_all_that_the_catalogue_knows(
    reporting: Any, told: Tell, full_story: Callable[..., Any]
) -> None:
    async def shapes() -> Any:
        async with reporting.owner.begin() as conn:
            found = [await rebuild_tables.shapes(conn, "public", p.tables) for p in PROJECTIONS]
        return found

    before = await shapes()
    assert any("policy tenant" in line for line in before[0]["item"])
    assert any("item_by_unit_ix" in line for line in before[0]["item"])
    assert any("grant SELECT to reporting_app" in line for line in before[0]["item"])

    for projection in PROJECTIONS:
        await reporting.rebuilt(projection)

    assert await shapes() == before


async def test_after_a_swap_an_alliance_still_sees_its_own_rows_only(
    reporting: Any, as_app: Any, full_story: Callable[..., Any]
) -> None:
    mine, other = full_story(), full_story()
    await reporting.logs.append([*mine.events, *other.events])
    async with reporting.running():
        await eventually(reporting.caught_up)
    await reporting.rebuilt(ITEMS)

    async with as_app(Scope.begin(mine.alliance)) as uow:
        seen = {
            row.alliance_id
            for row in await uow.session.execute(text("SELECT alliance_id FROM item"))
        }
    assert seen == {mine.alliance}


async def test_what_was_begun_goes_on_where_it_was(reporting: Any, told: Tell) -> None:
    await reporting.logs.append(told())
    async with reporting.running():
        await eventually(reporting.caught_up)
    rebuild = reporting.rebuild(ITEMS)
    assert not await rebuild.begin()
    await rebuild.catch_up(to_nobody)
    await rebuild.compare(to_nobody)
    done, total = await rebuild.progress()
    assert done == total > 0

    again = reporting.rebuild(ITEMS)

    assert await again.begin()
    assert await again.progress() == (done, total)
    assert not await again.begin(afresh=True)
    assert await again.progress() == (0, total)


async def test_tables_that_were_migrated_meanwhile_are_made_anew(
    reporting: Any, told: Tell
) -> None:
    rebuild = reporting.rebuild(ITEMS)
    await rebuild.begin()
    await reporting.query("ALTER TABLE item ADD COLUMN colour text")
    with pytest.raises(RebuildRefused, match="changed meanwhile: item; column"):
        await rebuild.swap(to_nobody)

    assert not await reporting.rebuild(ITEMS).begin()
    assert (await reporting.rebuilt(ITEMS)).equal


async def test_a_table_that_others_refer_to_is_refused(reporting: Any) -> None:
    await reporting.query(
        "CREATE TABLE note (alliance_id uuid, item_id uuid,"
        " FOREIGN KEY (alliance_id, item_id) REFERENCES item)"
    )

    with pytest.raises(RebuildRefused, match="referenced by"):
        await reporting.rebuild(ITEMS).begin()

    assert not await reporting.query("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'rebuild%'")


async def test_only_one_rebuild_runs_at_a_time(reporting: Any) -> None:
    async with reporting.rebuild(ITEMS).alone():
        with pytest.raises(RebuildRefused, match="Another rebuild is running"):
            async with reporting.rebuild(REGISTER).alone():
                pytest.fail("two at a time")
    async with reporting.rebuild(REGISTER).alone():
        pass


async def test_what_acts_outward_or_keeps_no_order_is_refused(reporting: Any) -> None:
    outward = replace(ITEMS, consumer=replace(ITEMS.consumer, outward=True))
    with pytest.raises(RebuildRefused, match="items acts outward"):
        reporting.rebuild(outward)
    unordered = replace(ITEMS, consumer=replace(ITEMS.consumer, ordered=False))
    with pytest.raises(RebuildRefused, match="items keeps no order"):
        reporting.rebuild(unordered)


async def test_a_source_without_a_feed_is_refused(reporting: Any) -> None:
    reporting.logs.urls.pop("arrangements")
    with pytest.raises(RebuildRefused, match="no feed of arrangements"):
        reporting.rebuild(ITEMS)


async def test_a_log_that_ends_before_the_consumers_position_is_not_taken_for_the_whole(
    reporting: Any, told: Tell
) -> None:
    await reporting.logs.append(told())
    async with reporting.running():
        await eventually(reporting.caught_up)
    await reporting.query(
        "UPDATE bus.consumer_cursor SET pos = pos + 1000 WHERE consumer = 'items'"
    )
    rebuild = reporting.rebuild(ITEMS)
    await rebuild.begin()

    with pytest.raises(LogTooShort):
        await rebuild.catch_up(to_nobody)


def refusing(wrong: set[Any]) -> Projection:
    """Give the items with a handler that refuses some events."""
    does = ITEMS.consumer.handlers[SupportRequestActionPlannedV1]

    async def on_planned(event: Any, envelope: Envelope, uow: Any) -> None:
        if envelope.id in wrong:
            raise RuleViolation("request.is-odd")
        await does(event, envelope, uow)

    handlers = dict(ITEMS.consumer.handlers)
    handlers[SupportRequestActionPlannedV1] = on_planned
    return replace(ITEMS, consumer=replace(ITEMS.consumer, handlers=handlers))


def planned(events: Sequence[Envelope]) -> list[Envelope]:
    """Give the events that `refusing` can refuse."""
    return [e for e in events if e.type == SupportRequestActionPlannedV1.type]


async def test_what_is_held_in_the_rebuild_waits_for_the_consumer_afterwards(
    reporting: Any, told: Tell
) -> None:
    events = told()
    odd = planned(events)[0]
    await reporting.logs.append(events)
    async with reporting.running():
        await eventually(reporting.caught_up)

    compared = await reporting.rebuilt(refusing({odd.id}))

    assert not compared.equal
    assert (compared.held, compared.held_green) == (0, 1)
    found = await reporting.query(HOLDS)
    assert [tuple(row) for row in found] == [("items", "parked", odd.subject, odd.aggseq)]
    ledger = {row.agg_id: row.agg_seq for row in await reporting.query(LEDGER)}
    assert ledger[odd.subject] == odd.aggseq - 1


async def test_what_the_consumer_held_and_the_rebuild_could_apply_waits_no_more(
    reporting: Any, told: Tell
) -> None:
    events = told()
    odd = planned(events)[0]
    await reporting.logs.append(events)

    async def only_the_odd_one_is_held() -> bool:
        return [row.state for row in await reporting.query(HOLDS)] == ["parked"]

    async with reporting.running(reporting.spine(consumers=[refusing({odd.id}).consumer])):
        await eventually(reporting.caught_up)
        await eventually(only_the_odd_one_is_held)

    compared = await reporting.rebuilt(ITEMS)

    assert (compared.held, compared.held_green) == (1, 0)
    assert await reporting.query(HOLDS) == []
    assert set(await reporting.query(LEDGER)) == await reporting.logs.last_of_each(ITEMS.consumer)


async def test_what_was_discarded_takes_no_effect_in_a_rebuild_either(
    reporting: Any, told: Tell
) -> None:
    events = told()
    odd, later = planned(events)[:2]
    await reporting.logs.append(events)
    live = refusing({odd.id, later.id}).consumer
    async with reporting.running(reporting.spine(consumers=[live])):
        await eventually(reporting.caught_up)
        await discard(reporting.worker, live, odd.id, by="anna", reason="made by a test")
        await eventually(reporting.nothing_waits_behind)
    before = await reporting.rows(ITEMS)
    rebuild = reporting.rebuild(refusing({later.id}))
    await rebuild.begin()
    assert (await rebuild.compare(to_nobody)).equal

    await discard(reporting.worker, live, later.id, by="anna", reason="made by a test")
    assert (await rebuild.compare(to_nobody)).equal
    await rebuild.swap(to_nobody)

    assert await reporting.rows(ITEMS) == before
    states = [(row.consumer, row.state) for row in await reporting.query(HOLDS)]
    assert states == [("items", "discarded")] * 2


async def test_an_effect_is_not_kept_that_was_discarded_since(reporting: Any, told: Tell) -> None:
    events = told()
    odd = planned(events)[0]
    await reporting.logs.append(events)
    live = refusing({odd.id}).consumer
    async with reporting.running(reporting.spine(consumers=[live])):
        await eventually(reporting.caught_up)
    rebuild = reporting.rebuild(ITEMS)
    await rebuild.begin()
    await rebuild.compare(to_nobody)
    await discard(reporting.worker, live, odd.id, by="anna", reason="made by a test")

    with pytest.raises(RebuildRefused, match="--afresh"):
        await rebuild.swap(to_nobody)

    assert (await reporting.rebuilt(ITEMS)).equal


async def test_a_handler_that_writes_into_another_projections_tables_touches_nothing_in_use(
    reporting: Any, told: Tell
) -> None:
    async def on_planned(event: Any, envelope: Envelope, uow: Any) -> None:
        await uow.projections.change_unit(envelope.subject, name="Noord", alliance_name="Brug")

    await reporting.logs.append(told())
    async with reporting.running():
        await eventually(reporting.caught_up)
        await eventually(lambda: reporting.caught_up("register"))
    before = await reporting.rows(REGISTER)
    handlers = dict(ITEMS.consumer.handlers)
    handlers[SupportRequestActionPlannedV1] = on_planned
    rebuild = reporting.rebuild(replace(ITEMS, consumer=replace(ITEMS.consumer, handlers=handlers)))
    await rebuild.begin()

    compared = await rebuild.compare(to_nobody)

    assert compared.held_green > 0
    assert await reporting.rows(REGISTER) == before
