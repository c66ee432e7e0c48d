"""(g) What the four services cost a processor while nothing happens."""

import asyncio
import secrets
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import psutil
from tests.bench.figures import Figure
from tests.bench.lab import ROOT, Lab

from samenspel_messaging import topology
from samenspel_testkit.broker import Broker
from samenspel_testkit.installation import Installation
from samenspel_testkit.ports import free_port
from samenspel_testkit.processes import Process
from samenspel_testkit.services import SERVICES, build

SETTLE_SECONDS, WATCH_SECONDS = 10, 30
BIN = Path(sys.executable).parent


async def measure(lab: Lab, *, rounds: int) -> list[Figure]:
    """Watch each service's processes over RabbitMQ, then all four in one process without it."""
    return await _over_broker(lab) + await _standalone()


async def _over_broker(lab: Lab) -> list[Figure]:
    async with lab.broker() as broker, AsyncExitStack() as stack:
        pids: dict[str, list[int]] = {}
        for name in SERVICES:
            env = await _prepared(lab, broker, name)
            both = [_running(name, process, env) for process in ("worker", "api")]
            pids[name] = [(await stack.enter_async_context(one)).pid for one in both]
        spent = await _watch(pids)
    return [
        Figure(
            name=f"idle, {name}",
            value=percent,
            unit="% of a core",
            aim="1",
            note="its worker and api, over RabbitMQ",
        )
        for name, percent in spent.items()
    ]


async def _prepared(lab: Lab, broker: Broker, service: str) -> dict[str, str]:
    """Make a service's database and queues, and give the settings of its processes."""
    urls = await lab.migrated(service)
    await topology.apply(
        broker.url_of("topology"), service=service, consumers=build(service)[0].consumers
    )
    return {
        "DATABASE__WORKER_URL": urls.worker_url,
        "DATABASE__APP_URL": urls.app_url,
        "BUS": "amqp",
        "AMQP_URL": broker.url_of(service),
        **{f"{name}_KEY": secrets.token_hex(32) for name in ("COOKIE", "LOOKUP", "LETTER")},
        "OPERATIONS_PORT": "0",
        "PORT": "0",
    }


@asynccontextmanager
async def _running(service: str, process: str, env: Mapping[str, str]) -> AsyncIterator[Process]:
    command = [str(BIN / f"samenspel-{service}"), process]
    async with await Process.start(*command, env=env, cwd=ROOT) as started:
        await started.line("process_started")
        yield started
        await started.terminate()


async def _standalone() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="samenspel-bench-") as folder:
        installation = Installation(Path(folder) / "data", free_port())
        try:
            await asyncio.to_thread(installation.wait_until_up, 180)
            spent = await _watch({"standalone": [installation.pid]})
        finally:
            await asyncio.to_thread(installation.end)
    return [
        Figure(
            name="idle, standalone",
            value=spent["standalone"],
            unit="% of a core",
            aim="4",
            note="all four services in one process, without RabbitMQ",
        )
    ]


async def _watch(pids: Mapping[str, list[int]]) -> dict[str, float]:
    """Give the share of a core that each group of processes takes."""
    await asyncio.sleep(SETTLE_SECONDS)
    before = {name: _seconds(of) for name, of in pids.items()}
    await asyncio.sleep(WATCH_SECONDS)
    return {name: 100 * (_seconds(of) - before[name]) / WATCH_SECONDS for name, of in pids.items()}


def _seconds(pids: list[int]) -> float:
    times = [psutil.Process(pid).cpu_times() for pid in pids]
    return float(sum(t.user + t.system for t in times))
