"""(e) A projection made anew from its sources' logs: how fast, and how that grows."""

import os
from contextlib import AsyncExitStack
from dataclasses import dataclass
from statistics import median
from typing import Any

import asyncpg
from tests.bench.figures import Figure, growth_exponent
from tests.bench.filling import fill_logs
from tests.bench.histories import histories
from tests.bench.lab import Lab
from tests.bench.running import BenchFailed, contestant, result_of

from samenspel_platform.provisioning import ServiceUrls

SIZES = (10_000, 100_000, 1_000_000) if os.environ.get("BENCH_FULL") else (10_000, 50_000, 200_000)
WARM_UP = 5_000
"""Events that each process rebuilds first: compiling and connecting takes the same time for any log."""
SOURCES = ("intake", "arrangements")
HEADS = "SELECT part, pos FROM bus.log_head"
AT_THE_END = """
    INSERT INTO bus.consumer_cursor (consumer, source, part, pos) VALUES ('items', $1, $2, $3)
"""


@dataclass(frozen=True, slots=True)
class Archive:
    """Reporting with a consumer that stands at the end of logs of one size."""

    size: int
    reporting: ServiceUrls
    feeds: dict[str, str]

    @classmethod
    async def make(cls, lab: Lab, size: int) -> "Archive":
        """Make the databases and fill the logs."""
        sources = {name: await lab.migrated(name) for name in SOURCES}
        reporting = await lab.migrated("reporting")
        async with AsyncExitStack() as stack:
            logs = {}
            for name, urls in sources.items():
                logs[name] = await asyncpg.connect(urls.owner_url)
                stack.push_async_callback(logs[name].close)
            reader = await asyncpg.connect(reporting.owner_url)
            stack.push_async_callback(reader.close)
            await fill_logs(logs, histories(size))
            for name, log in logs.items():
                heads = [(name, row["part"], row["pos"]) for row in await log.fetch(HEADS)]
                await reader.executemany(AT_THE_END, heads)
        return cls(size, reporting, {name: urls.feed_url for name, urls in sources.items()})

    @property
    def urls(self) -> dict[str, Any]:
        """What whoever rebuilds it must know."""
        owner_url, worker_url = self.reporting.owner_url, self.reporting.worker_url
        return {"owner_url": owner_url, "worker_url": worker_url, "feeds": self.feeds}

    async def rebuild(self, warm_up: "Archive") -> dict[str, float]:
        """Do it once; give the seconds of filling and of the whole."""
        told = {"warm_up": warm_up.urls, "of": self.urls}
        profiled = self.size == SIZES[-1]
        async with contestant("rebuilding", told, profiled=profiled) as it:
            found = await result_of(it, within=60 + self.size / 500)
        if not found["rows"]:
            raise BenchFailed("the rebuilt tables are empty")
        return found


async def measure(lab: Lab, *, rounds: int) -> list[Figure]:
    """Rebuild from logs of three sizes."""
    warm_up = await Archive.make(lab, WARM_UP)
    archives = [await Archive.make(lab, size) for size in SIZES]
    seconds: dict[int, list[float]] = {size: [] for size in SIZES}
    whole: list[float] = []
    for _ in range(rounds):
        for archive in archives:
            await lab.admin("CHECKPOINT")
            found = await archive.rebuild(warm_up)
            seconds[archive.size].append(found["filling"])
        whole.append(found["whole"])
    medians = {size: median(taken) for size, taken in seconds.items()}
    largest = SIZES[-1]
    rates = ", ".join(f"{size:,}: {size / medians[size]:,.0f}/s" for size in SIZES)
    return [
        Figure(
            name="rebuild of reporting's items",
            value=largest / medians[largest],
            unit="events/s",
            aim="10,000",
            note=f"{rates}; with comparing and swapping {largest / median(whole):,.0f}/s",
        ),
        Figure(
            name="growth of a rebuild's time",
            value=medians[largest],
            unit="s for the largest log",
            peer="events in the log, exponent",
            ratio=growth_exponent(SIZES, [medians[size] for size in SIZES]),
            target=(0.95, 1.05),
            note="1 is linear",
        ),
    ]
