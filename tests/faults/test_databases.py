"""F18-F20: a database drops sessions, crashes, has an endless transaction, or is fought over."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import asyncpg
import pytest
from tests.faults.fragile import drop_sessions
from tests.faults.scale import SCALE, SEED
from tests.faults.world import World, p99

from samenspel_kernel.clock import SystemClock
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.history import Outcome
from samenspel_testkit.postgres import PostgresServer, version_of

RECOVERED_SECONDS = 15.0
WRITERS, FOUGHT_OVER, TRIES = 50, 5, 3


@pytest.mark.fault("F18", "random sessions ended, five in a second")
async def test_a_database_that_drops_sessions_loses_and_doubles_nothing(
    fragile_world: World, own_postgres: PostgresServer
) -> None:
    world = fragile_world
    await world.intake()
    await world.reporting()
    await world.settled()
    async with world.writing():
        dropped = await drop_sessions(own_postgres, SCALE.database_kills)
    await world.settled()

    await world.testimony()
    await world.concludes(faults=dropped)


@pytest.mark.fault("F18", "database stopped at once, and started again")
async def test_a_database_that_crashes_loses_and_doubles_nothing(
    fragile_world: World, own_postgres: PostgresServer
) -> None:
    world = fragile_world
    await world.intake()
    await world.reporting()
    await world.settled()
    crashes = max(2, SCALE.rounds)
    async with world.writing():
        for _ in range(crashes):
            await asyncio.sleep(world.dice.uniform(1.0, 2.5))
            await asyncio.to_thread(own_postgres.crash)
            own_postgres.start()
            await version_of(own_postgres.admin_url)
    recovered = await world.settled(RECOVERED_SECONDS)

    await world.testimony()
    await world.concludes(faults=crashes, note=f"all at rest {recovered:.1f} s after the load")


@pytest.mark.fault("F19", "endless transactions, with and without a write")
async def test_an_endless_transaction_delays_nobody(world: World) -> None:
    await world.intake()
    await world.reporting()
    await world.settled()
    async with open_transactions(world.toys.source), open_transactions(world.toys.reader):
        since = SystemClock().now()
        async with world.writing(SCALE.transaction_seconds):
            pass
        await world.settled()
        lags = await world.lags(since)
        assert p99(lags) <= 1.0

    await world.concludes(faults=4, note=f"p99 during them {p99(lags):.2f} s")


@asynccontextmanager
async def open_transactions(urls: ServiceUrls) -> AsyncIterator[None]:
    """Have two open in a service's database: one that has written, one that has only looked."""
    async with AsyncExitStack() as stack:
        for statement in ("CREATE TABLE half_done (id integer)", "SELECT count(*) FROM pg_class"):
            connection = await asyncpg.connect(urls.owner_url)
            stack.push_async_callback(connection.close)
            await connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            await connection.execute(statement)
        yield


@pytest.mark.fault("F20", "50 writers fight over 5 aggregates")
async def test_writers_that_fight_over_aggregates_succeed_in_three_tries(world: World) -> None:
    await world.intake()
    await world.reporting()
    toys = list(world.load.toys)[:FOUGHT_OVER]
    loop = asyncio.get_running_loop()
    until = loop.time() + SCALE.seconds
    tried = gave_up = conflicts = 0

    async def write(number: int) -> None:
        nonlocal tried, gave_up, conflicts
        dice = random.Random(SEED + number)
        while loop.time() < until:
            await asyncio.sleep(dice.uniform(0.0, 4 * WRITERS / SCALE.rate))
            tried += 1
            for attempt in range(TRIES):
                operation = await world.load.count(dice.choice(toys))
                if operation.outcome is Outcome.OK:
                    break
                conflicts += 1
                await asyncio.sleep(dice.uniform(0.0, 0.5 * 2**attempt))
            else:
                gave_up += 1

    await asyncio.gather(*(write(number) for number in range(WRITERS)))
    await world.settled()

    assert conflicts > 0
    assert gave_up <= 0.05 * tried
    await world.concludes(
        faults=conflicts, note=f"{tried - gave_up} of {tried} succeeded within 3 tries"
    )
