"""F30, F31: a rolling deploy, and another bus, while clients go on writing."""

import pytest
from tests.faults.scale import SCALE
from tests.faults.world import World, p99

from samenspel_kernel.clock import SystemClock
from samenspel_testkit.respawning import Respawning
from samenspel_testkit.toy_processes import Part
from samenspel_testkit.toys import Toys

STOPPED_SECONDS = 25.0
PARKED = "SELECT count(*) FROM bus.held_event WHERE error_class <> 'gap'"


@pytest.mark.fault("F30", "rolling deploy: each worker stopped and replaced")
async def test_a_rolling_deploy_holds_nothing_up(world: World) -> None:
    workers = {
        service: [await world.play(Part(service=service)) for _ in range(2)]
        for service in ("intake", "reporting")
    }
    await world.settled()
    since = SystemClock().now()
    stopped = 0
    async with world.writing():
        for _ in range(SCALE.rounds):
            for service, running in workers.items():
                new = await world.play(Part(service=service))
                await new.line("working")
                old = running.pop(0)
                running.append(new)
                assert await old.terminate(within=STOPPED_SECONDS) == 0
                stopped += 1
    await world.settled()

    assert await world.number(world.toys.reader.owner_url, PARKED) == 0
    lags = await world.lags(since)
    assert p99(lags) <= 2.0
    await world.testimony()
    await world.concludes(faults=stopped, note=f"p99 {p99(lags):.2f} s")


@pytest.mark.fault("F31", "from the log to the broker and back, data alive")
async def test_the_bus_is_swapped_without_loss(world: World) -> None:
    over_log = Toys(world.toys.source, world.toys.reader, None)
    swaps = 2 * max(1, SCALE.rounds // 2)
    intake, reporting = await _start(world, over_log)
    for number in range(swaps):
        async with world.writing(2.0):
            pass
        # Stopped in this order, the reader leaves things in its queue that it never gets again.
        assert await reporting.terminate(within=STOPPED_SECONDS) == 0
        async with world.writing(1.0):
            pass
        assert await intake.terminate(within=STOPPED_SECONDS) == 0
        intake, reporting = await _start(world, world.toys if number % 2 == 0 else over_log)
    async with world.writing(1.0):
        pass
    # The broker's cursor stands still without a broker; so the last bus is the broker again.
    await world.settled_over_log()
    for worker in (intake, reporting):
        assert await worker.terminate(within=STOPPED_SECONDS) == 0
    await _start(world, world.toys)
    await world.settled()

    await world.testimony()
    await world.concludes(faults=swaps + 1)


async def _start(world: World, toys: Toys) -> list[Respawning]:
    workers = [
        await world.play(Part(service=service, heals=True), toys=toys)
        for service in ("intake", "reporting")
    ]
    for worker in workers:
        await worker.line("working")
    return workers
