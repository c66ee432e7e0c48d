"""Ours: a use case again and again, with its event or without."""

import asyncio
from time import perf_counter
from uuid import UUID

from tests.bench.contestants.told import ready, report, run
from tests.bench.contestants.writing import SilentUnitOfWork, TellingUnitOfWork, count_on, make

from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import create_engine, sessions_of

TOYS_EACH = 25
WARM_UP_SECONDS = 0.5


async def main(app_url: str, telling: bool, tasks: int, seconds: float) -> None:
    """Do it for so long, by so many tasks at a time, each on toys of its own."""
    engine = create_engine(app_url, pool_size=tasks)
    make_uow = TellingUnitOfWork if telling else SilentUnitOfWork
    transactions = Transactions(sessions_of(engine), make_uow, Wakeup())
    toys = [(await make(transactions, number)).id for number in range(tasks * TOYS_EACH)]

    async def one_after_another(mine: list[UUID], until: float) -> int:
        done = 0
        while perf_counter() < until:
            await count_on(transactions, mine[done % len(mine)])
            done += 1
        return done

    async def rate(during: float) -> float:
        began = perf_counter()
        every = (one_after_another(toys[task::tasks], began + during) for task in range(tasks))
        return sum(await asyncio.gather(*every)) / (perf_counter() - began)

    await rate(WARM_UP_SECONDS)
    ready()
    report(rate=await rate(seconds))
    await engine.dispose()


if __name__ == "__main__":
    run(main)
