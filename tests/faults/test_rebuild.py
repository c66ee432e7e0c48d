"""F22: a read model is made anew while events come, and whoever makes it is killed at half."""

import pytest
from tests.faults.scale import SCALE
from tests.faults.world import World

from samenspel_testkit.processes import Process
from samenspel_testkit.toy_processes import Part, command
from samenspel_testkit.toy_services import TALLYING

STOOD_STILL_SECONDS = 0.5
READ_MODEL = "SELECT toy_id, number, counted FROM tally ORDER BY toy_id"
FOLDED = """
    SELECT agg_id, max(CAST(data ->> 'reason' AS integer)), count(*)
    FROM bus.event_log WHERE data ? 'reason' GROUP BY agg_id ORDER BY agg_id
"""


@pytest.mark.fault("F22", "rebuild killed at half, under load, and resumed")
async def test_a_rebuild_that_was_killed_goes_on_and_ends_as_the_log_says(world: World) -> None:
    toys = world.toys
    world.readers = [TALLYING.name]
    await toys.declare([TALLYING.consumer])
    await world.load.prepare(SCALE.rebuilt_toys, counts=100)
    await world.intake()
    await world.reporting(consumer=TALLYING.name)
    await world.settled()
    rebuild = command(toys, Part(service="rebuild"))
    async with world.writing():
        env = {"SAMENSPEL_FAILPOINT": "before-consumer-commit@2"}
        async with await Process.start(*rebuild, env=env) as killed:
            assert await killed.ended(within=120) == -9, "\n".join(killed.output[-12:])
        async with await Process.start(*rebuild) as resumed:
            assert await resumed.ended(within=120) == 0, "\n".join(resumed.output[-12:])
    await world.settled()

    assert "goes on" in resumed.output
    passed = int((await resumed.line("passed")).split()[1])
    assert passed > 0
    # Whether both were equal says nothing under load: what the reader has met is no prefix.
    still = (await resumed.line("still")).split()[-1]
    assert float(still) <= STOOD_STILL_SECONDS
    model = await toys.query(toys.reader.owner_url, READ_MODEL)
    folded = await toys.query(toys.source.owner_url, FOLDED)
    assert [tuple(row) for row in model] == [tuple(row) for row in folded]
    await world.concludes(
        faults=1, note=f"resumed at {passed}; the reader stood still {float(still):.2f} s"
    )
