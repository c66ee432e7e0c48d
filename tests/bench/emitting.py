"""(c) What telling costs: a use case with its event against the same without."""

from collections.abc import Awaitable, Callable
from functools import partial

import asyncpg
from tests.bench.figures import Figure, Rounds
from tests.bench.lab import Lab
from tests.bench.running import contestant, result_of

from samenspel_testkit.toys import Toys

TASKS = {1: "one at a time", 8: "eight at a time"}
SECONDS = 5


async def measure(lab: Lab, *, rounds: int) -> list[Figure]:
    """Run both in turn, one task at a time and eight."""
    found = Rounds()
    async with lab.toys() as toys:
        runs: dict[str, Callable[[], Awaitable[float]]] = {
            f"{tasks} {'telling' if telling else 'silent'}": partial(
                _run, lab, toys, telling=telling, tasks=tasks
            )
            for tasks in TASKS
            for telling in (True, False)
        }
        await found.run(runs, rounds)
    return [
        Figure(
            name=f"use case with its event, {words}",
            value=found.rate(f"{tasks} telling"),
            unit="transactions/s",
            peer="the same without events",
            ratio=found.ratio(f"{tasks} telling", f"{tasks} silent"),
            target=0.6,
            note=f"without {found.rate(f'{tasks} silent'):,.0f}/s",
        )
        for tasks, words in TASKS.items()
    ]


async def _run(lab: Lab, toys: Toys, *, telling: bool, tasks: int) -> float:
    connection = await asyncpg.connect(toys.source.owner_url)
    await connection.execute("TRUNCATE toy, bus.outbox")
    await connection.close()
    await lab.admin("CHECKPOINT")
    what = {"telling": telling, "tasks": tasks, "seconds": SECONDS}
    told = {"app_url": toys.source.app_url, **what}
    profiled = telling and tasks > 1
    async with contestant("emitting", told, profiled=profiled) as process:
        return float((await result_of(process))["rate"])
