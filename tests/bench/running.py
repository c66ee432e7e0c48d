"""Contestants: programs in processes of their own, told what to do by one JSON argument."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import asyncpg
from tests.bench.contestants.told import MEASURED, READY
from tests.bench.lab import ROOT

from samenspel_testkit.processes import Process

PROFILES = ROOT / ".bench"


class BenchFailed(Exception):
    """A contestant did not do its work; its rate would mean nothing."""


@asynccontextmanager
async def contestant(
    name: str, told: Mapping[str, Any], *, profiled: bool = False
) -> AsyncIterator[Process]:
    """Run `tests.bench.contestants.<name>` until the block ends; it is connected and works.

    With PROFILE=1 those to be `profiled` are sampled by py-spy.
    """
    command = [sys.executable, "-m", f"tests.bench.contestants.{name}", json.dumps(told)]
    async with AsyncExitStack() as stack:
        process = await stack.enter_async_context(await Process.start(*command, cwd=ROOT))
        await process.line(READY)
        if profiled and os.environ.get("PROFILE"):
            await stack.enter_async_context(_sampled(name, process.pid))
        yield process
        await process.terminate()


@asynccontextmanager
async def _sampled(name: str, pid: int) -> AsyncIterator[None]:
    """Write a profile to `.bench/`, to be opened in speedscope.app."""
    PROFILES.mkdir(exist_ok=True)
    to = PROFILES / f"{name}.speedscope.json"
    command = ["record", "--pid", str(pid), "--format", "speedscope", "--output", str(to)]
    program = str(Path(sys.executable).parent / "py-spy")
    spy = await Process.start(program, *command, "--rate", "200", "--duration", "600")
    async with spy:
        yield
        await spy.ended()  # by itself, as the process has ended; it writes then what it has


async def result_of(process: Process, *, within: float = 300.0) -> dict[str, Any]:
    """Give what a contestant that measures itself prints at its end."""
    line = await process.line(MEASURED, within=within)
    found: dict[str, Any] = json.loads(line.removeprefix(MEASURED))
    return found


async def reaches(
    connection: asyncpg.Connection, sql: str, wanted: int, *, within: float, every: float = 0.05
) -> None:
    """Ask until the answer is at least so much; BenchFailed if it takes too long."""
    until = monotonic() + within
    while (now := await connection.fetchval(sql) or 0) < wanted:
        if monotonic() > until:
            raise BenchFailed(f"{now} of {wanted} after {within:g} s: {sql}")
        await asyncio.sleep(every)


async def sampled_rate(
    connection: asyncpg.Connection, done: str, count: int, *, within: float = 300.0
) -> float:
    """Watch how many are done until all are; give how many a second, from the first that were."""
    until = monotonic() + within
    first: tuple[float, int] | None = None
    while True:
        at, now = monotonic(), int(await connection.fetchval(done) or 0)
        if first is None and now > 0:
            first = at, now
        if first and now >= count:
            return (now - first[1]) / (at - first[0])
        if at > until:
            raise BenchFailed(f"{now} of {count} after {within:g} s: {done}")
        await asyncio.sleep(0.02)
