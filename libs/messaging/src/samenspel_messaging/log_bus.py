"""The bus without a broker: a consumer follows the source's log itself."""

from contextlib import suppress

from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_messaging import cursors
from samenspel_messaging.courses import Followed
from samenspel_messaging.cursors import CursorMoved
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.effects import Effects
from samenspel_messaging.log import LogReader
from samenspel_messaging.wakeup import Pace, Wakeup

BATCH = 256


class LogFollower:
    """Takes one consumer through the log of one source; effect and cursor go together."""

    def __init__(
        self,
        effects: Effects,
        *,
        engine: AsyncEngine,
        reader: LogReader,
        wakeup: Wakeup,
        pace: Pace,
    ) -> None:
        self._effects, self._engine = effects, engine
        self._reader, self._wakeup, self._pace = reader, wakeup, pace
        self._after: dict[int, int] | None = None

    @property
    def name(self) -> str:
        """Which loop this is."""
        return f"log:{self._effects.consumer.name}<{self._reader.source}"

    async def step(self) -> None:
        """Apply what is new, or wait a moment for it."""
        seen = self._wakeup.count
        # Until the step is known to have committed, only the database knows where we are.
        after, self._after = self._after, None
        if after is None:
            async with self._engine.connect() as conn:
                consumer, source = self._effects.consumer.name, self._reader.source
                found = await cursors.load(conn, consumer, source)
            after = {part: cursor.pos for part, cursor in found.items()}
        entries = await self._reader.read(after, BATCH)
        if not entries:
            self._after = after
            await self._wakeup.wait(self._pace.next(), since=seen)
            return
        self._pace.found()
        wanted = self._effects.consumer.aggregates
        batch = [Delivery.of(entry) for entry in entries if entry.aggregate in wanted]
        course = Followed.of(self._reader.source, after, entries, wanted)
        with suppress(CursorMoved):
            await self._effects.apply(batch, course=course)
            self._after = after | {entry.part: entry.pos for entry in entries}
