"""A worker that makes letters and is killed on the way, by SAMENSPEL_FAILPOINT."""

import asyncio
import sys

from samenspel_arrangements.jobs.make_letters import make_letters
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import SystemClock
from samenspel_messaging.unit_of_work import Transactions
from samenspel_messaging.wakeup import Wakeup
from samenspel_platform.database import create_engine, sessions_of
from samenspel_platform.service import JobContext


async def main(url: str) -> None:
    """Make what waits."""
    engine = create_engine(url, pool_size=2)
    transactions = Transactions(sessions_of(engine), SqlArrangementsUnitOfWork, Wakeup())
    await make_letters(JobContext(transactions, SystemClock()))
    await engine.dispose()


asyncio.run(main(sys.argv[1]))
