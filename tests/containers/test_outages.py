"""In containers: each is killed while people work. Nothing is lost, nothing is done twice."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

import pytest
from tests.containers.accounts import at_rest, settle
from tests.containers.composed import CONTAINERS, Composed, become
from tests.containers.docker_cli import docker
from tests.containers.journey import travel
from tests.containers.patient import Pace, PatientClient

from samenspel_testkit.probes import eventually

REQUESTS_PER_SECOND = 20
JOURNEYS_AT_ONCE = 24
BACK_WITHIN_SECONDS = 30
SETTLED_WITHIN_SECONDS = 120


@dataclass
class Traffic:
    """People who ask, hand over, accept and grant, all at once, until they are stopped."""

    school: PatientClient
    unit: PatientClient
    pace: Pace
    made: int = 0
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _travellers: list[asyncio.Task[None]] = field(default_factory=list)

    @classmethod
    @asynccontextmanager
    async def begin(cls, address: str) -> AsyncIterator["Traffic"]:
        """Start it; leaving the block waits until every journey that was begun is made."""
        pace = Pace(REQUESTS_PER_SECOND)
        async with PatientClient(address, pace) as school, PatientClient(address, pace) as unit:
            await become(school, "Marieke Vink")
            await become(unit, "Fatima Aydin")
            traffic = cls(school, unit, pace)
            async with asyncio.TaskGroup() as group:
                for _ in range(JOURNEYS_AT_ONCE):
                    group.create_task(traffic._travel())
                try:
                    yield traffic
                finally:
                    traffic._stop.set()

    async def makes(self, more: int, *, within: float) -> None:
        """Wait until so many more journeys were made."""
        goal = self.made + more
        await eventually(lambda: self.made >= goal, within=within, because=f"{more} more journeys")

    async def _travel(self) -> None:
        while not self._stop.is_set():
            await travel(self.school, self.unit)
            self.made += 1


async def test_each_container_is_killed_in_turn_and_nothing_is_lost(system: Composed) -> None:
    before = await at_rest(system)
    began, back = monotonic(), dict[str, float]()
    async with Traffic.begin(system.address) as traffic:
        await traffic.makes(5, within=60)
        for container in CONTAINERS:
            killed = monotonic()
            await asyncio.to_thread(kill_and_start, system.id_of(container))
            await system.back(container, within=BACK_WITHIN_SECONDS)
            await traffic.makes(1, within=BACK_WITHIN_SECONDS - (monotonic() - killed))
            back[container] = monotonic() - killed
            await traffic.makes(5, within=60)
    rate = traffic.pace.passed / (monotonic() - began)
    await settle(system, before.after(traffic.made), within=SETTLED_WITHIN_SECONDS)
    print(  # noqa: T201 - what a person wants to read of this test
        f"\n{traffic.made} journeys, {traffic.pace.passed} requests ({rate:.1f}/s), "
        f"{traffic.school.repeated + traffic.unit.repeated} repeated; killed and back after: "
        + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in back.items())
    )
    assert rate > REQUESTS_PER_SECOND * 0.8


@pytest.mark.parametrize(
    "container", ["postgres", "rabbitmq", "intake-api", "intake-worker", "proxy"]
)
async def test_what_crashes_comes_back_by_itself(system: Composed, container: str) -> None:
    was = system.state(container)
    os.kill(was["Pid"], signal.SIGKILL)
    await eventually(lambda: system.state(container)["Pid"] not in (0, was["Pid"]), within=10)
    await system.back(container, within=BACK_WITHIN_SECONDS)


def kill_and_start(container_id: str) -> None:
    """Kill a container and start it: the engine lets be what a person killed."""
    docker("kill", container_id)
    docker("start", container_id)
