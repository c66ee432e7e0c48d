"""Looks for the settings that are best for each peer: `python -m tests.bench.tuning`."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from itertools import product

from rich.console import Console
from rich.table import Table
from tests.bench import drain, relay
from tests.bench.figures import Rounds
from tests.bench.lab import Lab, open_lab

ROUNDS = 3
EVENTS = 2_000
PREFETCHES, POOLS = (1, 5, 10, 20, 50, 100, 200), (5, 10, 20)
WORKERS, FETCHES, FLUSHES = (4, 10, 20), (100, 400), (1, 50)

Runs = Mapping[str, Callable[[], Awaitable[float]]]


def _faststream(stage: drain.Drain) -> Iterator[tuple[str, Callable[[], Awaitable[float]]]]:
    for prefetch, pool in product(PREFETCHES, POOLS):
        if pool <= max(prefetch, min(POOLS)):
            settings = {"prefetch": prefetch, "pool": pool}
            yield str(settings), partial(stage.peer, "drain_faststream", EVENTS, **settings)


def _kombu(stage: drain.Drain) -> Iterator[tuple[str, Callable[[], Awaitable[float]]]]:
    for prefetch in PREFETCHES:
        settings = {"prefetch": prefetch}
        yield str(settings), partial(stage.peer, "drain_kombu", EVENTS, **settings)


def _ceiling(stage: drain.Drain) -> Iterator[tuple[str, Callable[[], Awaitable[float]]]]:
    for prefetch in (64, 128, 256, 512, 1024):
        settings = {"prefetch": prefetch}
        yield str(settings), partial(stage.ceiling, drain.EVENTS, **settings)


def _outbox(stage: relay.Relaying) -> Iterator[tuple[str, Callable[[], Awaitable[float]]]]:
    for workers, fetch, flush in product(WORKERS, FETCHES, FLUSHES):
        settings = {"workers": workers, "fetch": fetch, "flush": flush}
        yield str(settings), partial(stage.outbox, EVENTS, **settings)


async def _tune(lab: Lab, console: Console) -> None:
    async with drain.stage(lab, drain.EVENTS) as draining:
        await _show(console, "FastStream", dict(_faststream(draining)))
        await _show(console, "kombu", dict(_kombu(draining)))
        await _show(console, "aio-pika", dict(_ceiling(draining)))
    async with relay.stage(lab) as relaying:
        await _show(console, "faststream-outbox", dict(_outbox(relaying)))


async def _show(console: Console, peer: str, runs: Runs) -> None:
    found = Rounds()
    with console.status(f"{peer} …"):
        await found.run(runs, ROUNDS)
    table = Table(peer, "events/s")
    for settings in sorted(runs, key=found.rate, reverse=True):
        table.add_row(settings, f"{found.rate(settings):,.0f}")
    console.print(table)


async def main() -> None:
    """Try them all, best first."""
    async with open_lab() as lab:
        await _tune(lab, Console())


if __name__ == "__main__":
    asyncio.run(main())
