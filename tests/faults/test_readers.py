"""F12, F13: readers are killed anywhere, or believe to be in charge still."""

import asyncio

import pytest
from tests.faults.scale import SCALE
from tests.faults.world import World

from samenspel_testkit.broker import Broker
from samenspel_testkit.probes import eventually

TAKEN_OVER_SECONDS = 12.0
READER = ("in-handler", "before-consumer-commit", "after-consumer-commit")


@pytest.mark.smoke
@pytest.mark.fault("F12", "reader killed in handler, and round its commit")
async def test_a_reader_killed_anywhere_applies_each_event_once(world: World) -> None:
    dice, kills = world.dice, SCALE.reader_kills
    lives = [f"{dice.choice(READER)}@{dice.randint(1, 30)}" for _ in range(kills)]
    await world.intake()
    reader = await world.reporting(lives=lives)
    async with world.writing():
        await reader.died(kills, within=kills * 5)
    await world.settled()

    assert set(reader.ends) == {-9}
    await world.concludes(faults=kills)


@pytest.mark.fault("F12", "readers of 4 shards killed at random moments")
async def test_readers_killed_at_random_take_over_from_each_other(world: World) -> None:
    await world.toys.declare(shards=4)
    await world.intake()
    readers = [await world.reporting() for _ in range(2)]
    kills = SCALE.reader_kills // 2
    async with world.writing():
        for _ in range(kills):
            await asyncio.sleep(world.dice.uniform(0.1, 0.8))
            await world.dice.choice(readers).strike()
    await world.settled()

    await world.concludes(faults=kills)


@pytest.mark.fault("F13", "one of two readers of 4 shards killed for good")
async def test_the_other_reader_takes_all_shards_over(world: World) -> None:
    await world.toys.declare(shards=4)
    await world.intake()
    first, _ = [await world.reporting() for _ in range(2)]
    async with world.writing(2.0):
        pass
    await world.settled()
    first.kill()
    async with world.writing(1.0):
        pass
    taken = await world.settled(TAKEN_OVER_SECONDS)

    await world.concludes(faults=1, note=f"taken over within {taken:.1f} s")


@pytest.mark.fault("F13", "reader loses its queue while its handler sleeps")
async def test_a_reader_that_lost_its_queue_in_mid_handler_breaks_no_order(
    world: World, broker: Broker
) -> None:
    await world.intake()
    for _ in range(2):
        await world.reporting(slow_seconds=0.02)
    closed = 0
    async with world.writing():
        for _ in range(SCALE.closings):
            await asyncio.sleep(1.0)
            closed += await eventually(broker.close_connections, within=15)
    await world.settled(120)

    await world.concludes(faults=closed)


@pytest.mark.fault("F13", "reader frozen in mid-work, then thawed")
async def test_a_reader_that_wakes_up_too_late_repeats_nothing(
    world: World, broker: Broker
) -> None:
    await world.intake()
    readers = [await world.reporting() for _ in range(2)]
    freezes = SCALE.rounds
    async with world.writing():
        for number in range(freezes):
            await asyncio.sleep(world.dice.uniform(0.3, 1.0))
            async with readers[number % 2].frozen():
                await eventually(broker.close_connections, within=15)  # as after lost heartbeats
                await asyncio.sleep(1.0)
    await world.settled()

    await world.concludes(faults=freezes)


@pytest.mark.fault("F13", "shards made more and fewer, a reader killed each time")
async def test_the_number_of_shards_changes_under_load_without_loss(world: World) -> None:
    numbers = (4, 2, 8, 1) * max(1, SCALE.rounds // 4)
    await world.intake()
    readers = [await world.reporting() for _ in range(2)]
    async with world.writing():
        for shards in numbers:
            change = asyncio.create_task(world.toys.declare(shards=shards))
            await asyncio.sleep(world.dice.uniform(0.1, 1.0))
            await world.dice.choice(readers).strike()
            await change
    await world.settled()

    await world.testimony()
    await world.concludes(faults=len(numbers), note="1, 4, 2, 8 and 1 shards")
