"""A toy's process comes back however often it dies."""

import signal
import subprocess

import pytest_asyncio

from samenspel_testkit.broker import Broker
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually
from samenspel_testkit.respawning import Respawning
from samenspel_testkit.toy_processes import Part, command
from samenspel_testkit.toys import Toys


@pytest_asyncio.fixture
async def toys(empty_database: DatabaseFactory, broker: Broker) -> Toys:
    made = await Toys.make(
        await empty_database("intake"), await empty_database("reporting"), broker.url
    )
    await made.close()
    return made


async def test_it_lives_again_after_each_kill_and_ends_when_asked(toys: Toys) -> None:
    part = Part(service="intake", respawns=True)
    async with await Respawning.start(*command(toys, part)) as process:
        await process.strike()
        await process.strike()
        assert process.kills == 2
        await eventually(lambda: process.output[-1] == "working")
        assert await process.terminate() == 0
    assert len(set(process.lives)) == 3
    assert process.ends == [-signal.SIGKILL, -signal.SIGKILL, 0]


async def test_whoever_kills_the_block_kills_the_life_too(toys: Toys) -> None:
    part = Part(service="intake", respawns=True)
    async with await Respawning.start(*command(toys, part)) as process:
        life = await process.life(1)

    def gone() -> bool:
        asked = ["ps", "-o", "stat=", "-p", str(life)]
        state = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        return not state or state.startswith("Z")  # dead, whether or not anyone took note

    await eventually(gone)


async def test_its_first_lives_may_end_at_failpoints(toys: Toys) -> None:
    part = Part(service="writer", respawns=True, lives=["before-commit@3"])
    async with await Respawning.start(*command(toys, part)) as process:
        await process.died(2)
    assert process.ends == [-signal.SIGKILL, 0]
