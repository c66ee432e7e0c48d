"""Ours: writes at a steady pace, and does not wait for one to end before the next begins."""

import asyncio
from uuid import UUID

from tests.bench.contestants.told import ready, report, run
from tests.bench.contestants.writing import TellingUnitOfWork, count_on, make

from samenspel_kernel.errors import StaleVersion
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import create_engine, sessions_of

AT_ONCE = 16
"""Beyond this it falls behind its pace, which the report tells."""


async def _insist(transactions: Transactions[TellingUnitOfWork], toy_id: UUID) -> None:
    """Try again when the toy's previous time, delayed on a busy machine, came in between."""
    while True:
        try:
            return await count_on(transactions, toy_id, noted=True)
        except StaleVersion:
            await asyncio.sleep(0.01)


async def main(app_url: str, toys: int, per_second: int, seconds: int) -> None:
    """Let the toys count on by turns."""
    engine = create_engine(app_url)
    room = asyncio.Semaphore(AT_ONCE)
    transactions = Transactions(sessions_of(engine), TellingUnitOfWork, Wakeup())
    made = [(await make(transactions, number)).id for number in range(toys)]
    ready()
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with asyncio.TaskGroup() as group:
        for number in range(per_second * seconds):
            await asyncio.sleep(began + number / per_second - loop.time())
            await room.acquire()
            turn = group.create_task(_insist(transactions, made[number % toys]))
            turn.add_done_callback(lambda _: room.release())
    report(rate=per_second * seconds / (loop.time() - began))
    await engine.dispose()


if __name__ == "__main__":
    run(main)
