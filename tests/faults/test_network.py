"""F11: the network between the workers and their broker, or their database, lets them down."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

import pytest
from tests.faults.scale import SCALE
from tests.faults.world import World

from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.fault_proxy import FaultProxy, Way
from samenspel_testkit.probes import eventually
from samenspel_testkit.toy_processes import Part
from samenspel_testkit.toys import Toys

NOTICED_SECONDS = 35.0
HEARTBEAT_SECONDS = 2
LATE_SECONDS = {"broker": 0.2, "database": 0.01}


@dataclass(frozen=True, slots=True)
class Lines:
    """What the workers' connections go through: a proxy to the broker, and one to the databases."""

    broker: FaultProxy
    database: FaultProxy
    toys: Toys


@asynccontextmanager
async def through_proxies(world: World) -> AsyncIterator[Lines]:
    """Let the workers reach everything by way of proxies; clients and checks go straight."""
    toys = world.toys
    async with AsyncExitStack() as stack:
        broker = await stack.enter_async_context(FaultProxy.before(str(toys.amqp_url)))
        database = await stack.enter_async_context(FaultProxy.before(toys.source.owner_url))
        beyond = Toys(
            _through(database, toys.source),
            _through(database, toys.reader),
            broker.url(str(toys.amqp_url)),
        )
        stack.push_async_callback(beyond.close)
        for service in ("intake", "reporting"):
            await world.play(
                Part(
                    service=service,
                    respawns=True,
                    heartbeat_seconds=HEARTBEAT_SECONDS,
                ),
                toys=beyond,
            )
        yield Lines(broker, database, beyond)


def _through(proxy: FaultProxy, urls: ServiceUrls) -> ServiceUrls:
    return ServiceUrls(
        proxy.url(urls.owner_url),
        proxy.url(urls.app_url),
        proxy.url(urls.worker_url),
        proxy.url(urls.feed_url),
    )


@pytest.mark.fault("F11", "broker 0.2 s late each way, database 0.01 s")
async def test_a_slow_network_only_makes_things_later(world: World) -> None:
    async with through_proxies(world) as lines:
        await world.settled()
        lines.broker.latency = LATE_SECONDS["broker"]
        lines.database.latency = LATE_SECONDS["database"]
        async with world.writing():
            pass
        settled = await world.settled(120)

        await world.testimony()
        await world.concludes(faults=2, note=f"all at rest {settled:.1f} s after the load")


def _was_cut(proxy: FaultProxy, before: int) -> bool:
    return proxy.cuts > before


def _is_called_anew(proxy: FaultProxy, before: int) -> bool:
    """Tell whether both workers have tried to connect anew."""
    return proxy.accepted > before + 1


@pytest.mark.parametrize("which", ["broker", "database"])
@pytest.mark.fault("F11", "connections cut after a random number of bytes")
async def test_connections_cut_anywhere_lose_and_double_nothing(world: World, which: str) -> None:
    async with through_proxies(world) as lines:
        await world.settled()
        proxy: FaultProxy = getattr(lines, which)
        cuts = 0
        async with world.writing():
            for _ in range(SCALE.cuts):
                proxy.cut_after(world.dice.randint(1, 5_000))
                await eventually(partial(_was_cut, proxy, proxy.cuts), within=30)
                cuts += 1
        proxy.heal()
        await world.settled()

        heard = await world.testimony()
        await world.concludes(
            faults=proxy.cuts, note=f"{cuts} times, to the {which}; {heard.again} published again"
        )


@pytest.mark.parametrize(
    ("how", "ways"),
    [
        ("nothing to the broker", [Way.TO_SERVER]),
        ("nothing from the broker", [Way.TO_CLIENT]),
        ("half-open", []),
    ],
)
@pytest.mark.fault("F11", "broker silent, connections stay open")
async def test_a_silent_broker_is_noticed_and_nothing_is_lost(
    world: World, how: str, ways: list[Way]
) -> None:
    noticed = 0.0
    async with through_proxies(world) as lines:
        for _ in range(SCALE.silences):
            await world.settled()
            if ways:
                lines.broker.black_hole(*ways)
            else:
                lines.broker.half_open()
            loop = asyncio.get_running_loop()
            began, connected = loop.time(), lines.broker.accepted
            async with world.writing(1.0):
                await eventually(
                    partial(_is_called_anew, lines.broker, connected), within=NOTICED_SECONDS
                )
            noticed = max(noticed, loop.time() - began)
            lines.broker.heal()
        await world.settled()

        await world.testimony()
        await world.concludes(faults=SCALE.silences, note=f"{how}; noticed in {noticed:.1f} s")


@pytest.mark.fault("F11", "database silent for 5 s, then all reset")
async def test_a_silent_database_delays_and_loses_nothing(world: World) -> None:
    async with through_proxies(world) as lines:
        await world.settled()
        async with world.writing():
            for _ in range(SCALE.silences):
                lines.database.black_hole()
                await asyncio.sleep(5)
                lines.database.reset()
                lines.database.heal()
        await world.settled()

        await world.testimony()
        await world.concludes(faults=SCALE.silences)
