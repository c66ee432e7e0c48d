"""F1-F3: whoever sends events on is killed, frozen, or not alone."""

import asyncio
from collections.abc import Sequence
from functools import partial

import pytest
from tests.faults.scale import SCALE
from tests.faults.world import World

from samenspel_messaging.relay import WINDOW
from samenspel_testkit.probes import eventually
from samenspel_testkit.respawning import Respawning

NO_WAY_BACK = (
    "CREATE TABLE regression (name text, before bigint, after bigint)",
    "GRANT INSERT ON regression TO PUBLIC",
    """CREATE FUNCTION note_regression() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.pos < OLD.pos THEN
                INSERT INTO public.regression VALUES (TG_TABLE_NAME, OLD.pos, NEW.pos);
            END IF;
            RETURN NEW;
        END $$""",
    """CREATE TRIGGER no_way_back BEFORE UPDATE ON bus.sink_cursor
        FOR EACH ROW EXECUTE FUNCTION note_regression()""",
    """CREATE TRIGGER no_way_back BEFORE UPDATE ON bus.log_head
        FOR EACH ROW EXECUTE FUNCTION note_regression()""",
)
LEASE = "SELECT owner, epoch FROM bus.log_lease WHERE lease_until > clock_timestamp()"
SENT = "SELECT sum(pos) FROM bus.sink_cursor"
TAKE_AWAY = "UPDATE bus.log_lease SET lease_until = '-infinity'"
RESUMED_SECONDS = 12.0


async def watch_for_regressions(world: World) -> None:
    for statement in NO_WAY_BACK:
        await world.toys.query(world.toys.source.owner_url, statement)


async def regressions(world: World) -> int:
    return await world.number(world.toys.source.owner_url, "SELECT count(*) FROM regression")


async def leader(world: World, relays: Sequence[Respawning]) -> tuple[Respawning, int]:
    """Give who has the lease, and its epoch."""

    async def find() -> tuple[Respawning, int]:
        owner, epoch = (await world.toys.query(world.toys.source.owner_url, LEASE))[0]
        pid = int(owner.split(":")[1])
        return next(relay for relay in relays if relay.lives[-1] == pid), epoch

    return await eventually(find, within=RESUMED_SECONDS, because="somebody leads")


async def resumes(world: World, sent: int) -> float:
    """Give the seconds until the relay has come further than this."""
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def further() -> bool:
        return await world.number(world.toys.source.owner_url, SENT) > sent

    await eventually(further, within=RESUMED_SECONDS, because="somebody sends on")
    return loop.time() - began


@pytest.mark.smoke
@pytest.mark.fault("F1", "relay killed at random, another takes over")
async def test_a_relay_killed_at_random_repeats_a_window_at_most(world: World) -> None:
    relays = [await world.intake(), await world.intake()]
    await world.reporting()
    await world.settled()
    slowest = 0.0
    async with world.writing():
        for _ in range(SCALE.relay_kills):
            await asyncio.sleep(world.dice.uniform(0.2, 1.5))
            leading, _ = await leader(world, relays)
            await leading.strike()
            sent = await world.number(world.toys.source.owner_url, SENT)
            slowest = max(slowest, await resumes(world, sent))
    await world.settled()

    heard = await world.testimony()
    assert heard.again <= SCALE.relay_kills * WINDOW
    await world.concludes(
        faults=SCALE.relay_kills,
        note=f"{heard.again} published again; sends on within {slowest:.1f} s",
    )


@pytest.mark.fault("F2", "relay frozen beyond its lease, then thawed")
async def test_a_relay_that_wakes_up_too_late_moves_nothing_back(world: World) -> None:
    await watch_for_regressions(world)
    relays = [await world.intake(), await world.intake()]
    await world.reporting()
    await world.settled()
    freezes = max(2, SCALE.rounds)

    async def taken_over(before: int) -> bool:
        return (await leader(world, relays))[1] > before

    async with world.writing():
        for _ in range(freezes):
            await asyncio.sleep(world.dice.uniform(0.3, 1.0))
            leading, epoch = await leader(world, relays)
            async with leading.frozen():
                await eventually(partial(taken_over, epoch), within=RESUMED_SECONDS)
                await asyncio.sleep(0.5)
    await world.settled()

    heard = await world.testimony()
    assert await regressions(world) == 0
    await world.concludes(
        faults=freezes, note=f"no cursor went back; {heard.again} published again"
    )


@pytest.mark.fault("F3", "two relays that both believe to be alone")
async def test_two_leaders_double_no_position(world: World) -> None:
    await watch_for_regressions(world)
    relays = [await world.intake() for _ in range(2)]
    await world.reporting()
    await world.settled()
    taken = 0
    async with world.writing():
        until = asyncio.get_running_loop().time() + SCALE.seconds
        while asyncio.get_running_loop().time() < until:
            await asyncio.sleep(world.dice.uniform(0.05, 0.3))
            await world.toys.query(world.toys.source.owner_url, TAKE_AWAY)
            taken += 1
    await world.settled()

    heard = await world.testimony()
    assert await regressions(world) == 0
    _, epoch = await leader(world, relays)
    await world.concludes(faults=taken, note=f"{epoch} epochs; {heard.again} published again")
