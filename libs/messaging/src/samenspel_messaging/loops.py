"""How the worker's loops wait, survive trouble with their neighbours, and show that they live."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress

import asyncpg
import structlog
from sqlalchemy.exc import SQLAlchemyError

from samenspel_messaging.metrics import PAUSED

logger = structlog.get_logger(__name__)

DATABASE_TROUBLE = (
    SQLAlchemyError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    OSError,
    TimeoutError,
)
"""What it may look like when a database can't be reached or a statement fails for now."""


FRESH_SECONDS = 30.0
"""A step that went well for so long was no failed attempt; the waiting starts small again."""


class Pulse:
    """When each loop last came round, in the seconds of the event loop."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._seen: dict[str, float] = {}

    def beat(self, loop: str) -> None:
        """Note that the loop came round."""
        self._seen[loop] = asyncio.get_running_loop().time()

    def ended(self, loop: str) -> None:
        """Forget a loop that stopped in good order."""
        self._seen.pop(loop, None)

    def stalled(self, after_seconds: float) -> list[str]:
        """Name the loops that did not come round for so long."""
        now = asyncio.get_running_loop().time()
        return sorted(loop for loop, seen in self._seen.items() if now - seen > after_seconds)

    def trouble(self, loop: str, error: BaseException) -> None:
        """Log and count that a loop has to wait; the error's class only, its text may tell more."""
        self.beat(loop)
        PAUSED.labels(self._service, loop).inc()
        logger.warning("spine.paused", service=self._service, loop=loop, error=type(error).__name__)


async def sleep_unless(stop: asyncio.Event, seconds: float) -> None:
    """Sleep, but wake at once when asked to stop."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()


def backoff(tries: int, *, most: float = 8.0) -> float:
    """Give the seconds to wait after so many failures in a row (from 1), never twice the same."""
    return float(min(most, 0.5 * 2 ** min(tries, 6)) * random.uniform(0.5, 1.0))  # noqa: S311 - jitter


async def keep_going(
    name: str,
    step: Callable[[], Awaitable[None]],
    stop: asyncio.Event,
    *,
    pulse: Pulse,
    trouble: tuple[type[BaseException], ...] = DATABASE_TROUBLE,
    once: bool = False,
) -> None:
    """Repeat a step until asked to stop (or until it has succeeded `once`).

    Trouble with a neighbour only makes it wait.
    """
    time, failures = asyncio.get_running_loop().time, 0
    try:
        while not stop.is_set():
            pulse.beat(name)
            began = time()
            try:
                await step()
                if once:
                    break
                failures = 0
            except trouble as error:
                failures = failures + 1 if time() - began < FRESH_SECONDS else 1
                pulse.trouble(name, error)
                await sleep_unless(stop, backoff(failures))
    finally:
        pulse.ended(name)
