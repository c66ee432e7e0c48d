"""A worker on the first of December, that goes on until somebody kills it."""

import asyncio
import sys
from datetime import UTC, datetime

from pydantic import SecretStr

from samenspel_arrangements.bootstrap import build
from samenspel_arrangements.settings import Settings
from samenspel_platform.process import ServiceProcess
from samenspel_platform.settings import DatabaseSettings
from samenspel_testkit.clocks import FixedClock

DECEMBER = datetime(2027, 12, 1, 11, tzinfo=UTC)
KEY = "a cookie key for tests only, long enough"


async def main(url: str, intake: str) -> None:
    """Work: look at what is open, tell of it, order letters and make them."""
    database = DatabaseSettings.model_validate({"app_url": url, "worker_url": url})
    settings = Settings(
        database=database, bus="log", cookie_key=KEY, feeds={"intake": SecretStr(intake)}
    )
    async with ServiceProcess(build(settings), settings, clock=FixedClock(DECEMBER)) as process:
        await process.run_worker(asyncio.Event())


asyncio.run(main(*sys.argv[1:]))
