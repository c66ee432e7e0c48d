"""Which workers of a service there are, so that they share what each alone would take."""

import asyncio

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_messaging.loops import sleep_unless

BEATS_MISSED = 3
FORGET_SECONDS = 3600

BEAT = text("""
    INSERT INTO bus.worker (name) VALUES (:name)
    ON CONFLICT (name) DO UPDATE SET seen_at = clock_timestamp()
""")
COUNT = text("""
    SELECT count(*) FROM bus.worker
    WHERE seen_at > clock_timestamp() - make_interval(secs => :seconds)
""")
FORGET = text("""
    DELETE FROM bus.worker
    WHERE name = :name OR seen_at < clock_timestamp() - make_interval(secs => :seconds)
""")


class Presence:
    """Says from time to time that this worker is there, and counts who else is."""

    def __init__(self, engine: AsyncEngine, *, name: str, every_seconds: float) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._name, self._every = name, every_seconds
        self.workers = 1

    async def step(self, stop: asyncio.Event) -> None:
        """Say it, count, and wait for the next time."""
        async with self._engine.connect() as conn:
            await conn.execute(BEAT, {"name": self._name})
            found = await conn.scalar(COUNT, {"seconds": self._every * BEATS_MISSED})
            self.workers = int(found or 1)
        await sleep_unless(stop, self._every)

    async def leave(self) -> None:
        """Let the others know at once; also forget those who never did."""
        async with self._engine.connect() as conn:
            await conn.execute(FORGET, {"name": self._name, "seconds": FORGET_SECONDS})
