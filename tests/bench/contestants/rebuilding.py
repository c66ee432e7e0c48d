"""Ours: makes reporting's items anew from the logs, as `samenspel-reporting rebuild` does."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine
from tests.bench.contestants.told import ready, report, run

from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.rebuild import Rebuild
from samenspel_platform.database import create_engine
from samenspel_reporting.consumers import PROJECTIONS
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork

ITEMS = next(projection for projection in PROJECTIONS if projection.name == "items")
CONNECTIONS = 4


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that a rebuild took to fill its tables, and in all; and the rows that they have."""

    filling: float
    whole: float
    rows: int


async def main(warm_up: dict[str, Any], of: dict[str, Any]) -> None:
    """Fill, compare and swap, in a process that has done it before: at `warm_up`, then `of`."""
    await _rebuild(**warm_up, begin=_to_nobody)
    taken = await _rebuild(**of, begin=ready)
    report(**asdict(taken))


async def _rebuild(
    owner_url: str, worker_url: str, feeds: dict[str, str], begin: Callable[[], None]
) -> Taken:
    async with AsyncExitStack() as open_:
        engines: list[AsyncEngine] = []

        def engine(url: str) -> AsyncEngine:
            made = create_engine(url, pool_size=CONNECTIONS, command_timeout=3600)
            open_.push_async_callback(made.dispose)
            engines.append(made)
            return made

        rebuild = Rebuild(
            ITEMS,
            service="reporting",
            owner=engine(owner_url),
            worker=engine(worker_url),
            readers={name: SqlLogReader(engine(url), source=name) for name, url in feeds.items()},
            make_uow=SqlReportingUnitOfWork,
        )
        await open_.enter_async_context(rebuild.alone())
        await rebuild.begin(afresh=True)
        await _connect(engines)
        begin()
        began = perf_counter()
        await rebuild.catch_up(_to_nobody)
        filled = perf_counter()
        comparison = await rebuild.compare(_to_nobody)
        await rebuild.swap(_to_nobody)
        rows = sum(table.green.rows for table in comparison.tables)
        return Taken(filled - began, perf_counter() - began, rows)


async def _connect(engines: list[AsyncEngine]) -> None:
    """Fill the pools: a connection that asks for its types takes the same time for any log."""
    async with AsyncExitStack() as stack:
        for engine in engines * CONNECTIONS:
            await stack.enter_async_context(engine.connect())


def _to_nobody(_: int = 0) -> None:
    """Tell nobody of the progress."""


if __name__ == "__main__":
    run(main)
