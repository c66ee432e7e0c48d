"""Ours: makes reporting's items anew from the logs, as `samenspel-reporting rebuild` does."""

from contextlib import AsyncExitStack
from time import perf_counter

from sqlalchemy.ext.asyncio import AsyncEngine
from tests.bench.contestants.told import ready, report, run

from samenspel_messaging.log import SqlLogReader
from samenspel_messaging.rebuild import Rebuild
from samenspel_platform.database import create_engine
from samenspel_reporting.consumers import PROJECTIONS
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork

ITEMS = next(projection for projection in PROJECTIONS if projection.name == "items")


async def main(owner_url: str, worker_url: str, feeds: dict[str, str]) -> None:
    """Fill, compare and swap once."""
    async with AsyncExitStack() as open_:

        def engine(url: str) -> AsyncEngine:
            made = create_engine(url, pool_size=4, command_timeout=3600)
            open_.push_async_callback(made.dispose)
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
        ready()
        began = perf_counter()
        await rebuild.catch_up(_to_nobody)
        filled = perf_counter()
        comparison = await rebuild.compare(_to_nobody)
        await rebuild.swap(_to_nobody)
        rows = sum(table.green.rows for table in comparison.tables)
        report(filling=filled - began, whole=perf_counter() - began, rows=rows)


def _to_nobody(_: int) -> None:
    """Tell nobody of the progress."""


if __name__ == "__main__":
    run(main)
