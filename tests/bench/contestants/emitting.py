"""Ours: a use case again and again, with its event or without."""

import asyncio
from itertools import count as counting
from time import perf_counter
from uuid import UUID

from tests.bench.contestants.told import ready, report, run
from tests.bench.contestants.writing import SilentUnitOfWork, TellingUnitOfWork, count_on, make

from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import create_engine, sessions_of

TOYS_EACH = 25
WARM_UP = 50


async def main(app_url: str, telling: bool, tasks: int, times: int) -> None:
    """Do it so often in all, by so many tasks at a time, each on toys of its own."""
    engine = create_engine(app_url, pool_size=tasks)
    make_uow = TellingUnitOfWork if telling else SilentUnitOfWork
    transactions = Transactions(sessions_of(engine), make_uow, Wakeup())
    toys = [(await make(transactions, number)).id for number in range(tasks * TOYS_EACH)]

    async def one_after_another(mine: list[UUID], most: int) -> None:
        for number in counting():
            if number == most:
                return
            await count_on(transactions, mine[number % len(mine)])

    async def all_do(most: int) -> None:
        every = (one_after_another(toys[task::tasks], most // tasks) for task in range(tasks))
        await asyncio.gather(*every)

    await all_do(WARM_UP * tasks)
    ready()
    began = perf_counter()
    await all_do(times)
    report(rate=times / (perf_counter() - began))
    await engine.dispose()


if __name__ == "__main__":
    run(main)
