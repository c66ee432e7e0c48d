"""F33: everything together, for as long as one likes, by seed."""

import asyncio
import subprocess
from collections.abc import Awaitable, Callable

import asyncpg
import pytest
from tests.faults.fragile import drop_sessions
from tests.faults.scale import SCALE
from tests.faults.test_network import through_proxies
from tests.faults.world import World

from samenspel_testkit.broker import Broker
from samenspel_testkit.postgres import PostgresServer, version_of

LONG_SECONDS = 600.0
GROWTH = {True: 1.05, False: 1.5}
"""How much more memory a worker may have at the end; in the first minutes it fills its caches."""
DEAD_TUPLES = 50_000
DEAD = "SELECT coalesce(sum(n_dead_tup), 0) FROM pg_stat_user_tables WHERE schemaname = 'bus'"
CONNECTED = "SELECT count(*) FROM pg_stat_activity WHERE usename ~ '^(intake|reporting)_worker$'"


def memory(pid: int) -> int:
    """Give what a process has in memory, in KiB."""
    asked = ["ps", "-o", "rss=", "-p", str(pid)]
    return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)


async def connected(server: PostgresServer) -> int:
    admin = await asyncpg.connect(server.admin_url)
    try:
        return int(await admin.fetchval(CONNECTED))
    finally:
        await admin.close()


@pytest.mark.fault("F33", "soak: F1, F5, F11 and F18 mixed")
async def test_everything_together_for_long(
    fragile_world: World, own_postgres: PostgresServer, broker: Broker
) -> None:
    world, dice = fragile_world, fragile_world.dice
    await world.witness.close()
    steady = [await world.intake(), await world.reporting()]
    struck = [await world.intake(), await world.reporting()]
    async with through_proxies(world) as lines:

        async def restart_broker() -> None:
            await broker.kill()
            await asyncio.sleep(dice.uniform(0.0, 3.0))
            await broker.start()

        async def crash_database() -> None:
            await asyncio.to_thread(own_postgres.crash)
            own_postgres.start()
            await version_of(own_postgres.admin_url)

        async def cut() -> None:
            for proxy in (lines.broker, lines.database):
                proxy.cut_after(dice.randint(1, 5_000))

        async def drop() -> None:
            await drop_sessions(own_postgres, 5)

        faults: list[Callable[[], Awaitable[None]]] = [
            *(worker.strike for worker in struck),
            *(cut, drop) * 2,
            restart_broker,
            crash_database,
        ]
        await world.settled()
        had = [memory(worker.lives[-1]) for worker in steady], await connected(own_postgres)
        loop = asyncio.get_running_loop()
        until, strikes = loop.time() + SCALE.soak_seconds, 0
        async with world.writing(SCALE.soak_seconds):
            while loop.time() < until:
                await asyncio.sleep(dice.uniform(0.5, 4.0))
                await dice.choice(faults)()
                strikes += 1
        lines.broker.heal()
        lines.database.heal()
        await world.settled(120)
        has = [memory(worker.lives[-1]) for worker in steady], await connected(own_postgres)

    assert all(len(worker.lives) == 1 for worker in steady)
    limit = GROWTH[SCALE.soak_seconds >= LONG_SECONDS]
    assert all(now <= limit * then for then, now in zip(had[0], has[0], strict=True)), (had, has)
    assert has[1] <= had[1] + 10
    for url in (world.toys.source.owner_url, world.toys.reader.owner_url):
        assert await world.number(url, DEAD) < DEAD_TUPLES
    growth = max(now / then for then, now in zip(had[0], has[0], strict=True))
    await world.concludes(
        faults=strikes,
        note=f"{SCALE.soak_seconds:.0f} s; memory x {growth:.2f}; connections {had[1]}, {has[1]}",
    )
