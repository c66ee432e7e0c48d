"""F4: death at each of the eight places between a client's command and the acknowledgement."""

import pytest
from tests.faults.scale import SCALE
from tests.faults.world import World

from samenspel_messaging.failpoints import NAMES
from samenspel_testkit.history import History
from samenspel_testkit.processes import Process
from samenspel_testkit.toy_processes import Part, command

WRITER = ("before-commit", "after-commit")
RELAY = ("after-sequencing", "after-publish", "after-confirm")
READER = ("in-handler", "before-consumer-commit", "after-consumer-commit")
KILLED = -9


def lives(places: tuple[str, ...]) -> list[str]:
    return [f"{place}@{times}" for place in places for times in SCALE.failpoint_times]


def test_every_place_has_its_turn() -> None:
    assert {*WRITER, *RELAY, *READER} == NAMES


@pytest.mark.smoke
@pytest.mark.fault("F4", "writer killed before and after its commit")
async def test_a_writer_killed_at_its_commit_has_done_all_or_nothing(world: World) -> None:
    await world.intake()
    await world.reporting()
    points = lives(WRITER)
    for seed, point in enumerate(points):
        part = Part(service="writer", seconds=30, seed=seed)
        env = {"SAMENSPEL_FAILPOINT": point.replace("@", "@10")}  # in the midst of its toys
        async with await Process.start(*command(world.toys, part), env=env) as writer:
            assert await writer.ended(within=30) == KILLED
        world.history.operations += History.told(writer.output).operations
    await world.settled()

    assert world.history.counts()["unknown"] >= len(points)
    await world.concludes(faults=len(points), note="2 places")


@pytest.mark.smoke
@pytest.mark.fault("F4", "relay killed at each place under way")
async def test_a_relay_killed_at_each_place_loses_nothing(world: World) -> None:
    points = lives(RELAY)
    async with world.writing():
        relay = await world.intake(lives=points)
        await world.reporting()
        await relay.died(len(points))
    await world.settled()

    assert relay.ends == [KILLED] * len(points)
    heard = await world.testimony()
    await world.concludes(faults=len(points), note=f"3 places; {heard.again} published again")


@pytest.mark.smoke
@pytest.mark.fault("F4", "reader killed at each place under way")
async def test_a_reader_killed_at_each_place_repeats_nothing(world: World) -> None:
    points = lives(READER)
    async with world.writing():
        await world.intake()
        reader = await world.reporting(lives=points)
        await reader.died(len(points))
    await world.settled()

    assert reader.ends == [KILLED] * len(points)
    await world.concludes(faults=len(points), note="3 places")
