"""The bus without a broker: a consumer follows the source's log itself."""

from contextlib import suppress

from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_messaging import cursors
from samenspel_messaging.cursors import CursorMoved
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.effects import Effects, Stretch
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
                after = await cursors.load(conn, consumer, source)
        entries = await self._reader.read(after, BATCH)
        if not entries:
            self._after = after
            await self._wakeup.wait(self._pace.next(), since=seen)
            return
        self._pace.found()
        end = {entry.part: entry.pos for entry in entries}
        wanted = self._effects.consumer.aggregates
        batch = [Delivery.of(entry) for entry in entries if entry.aggregate in wanted]
        with suppress(CursorMoved):
            await self._effects.apply(batch, stretch=self._stretch(after, end))
            self._after = after | end

    def _stretch(self, after: dict[int, int], end: dict[int, int]) -> Stretch:
        source = self._reader.source
        return Stretch(
            start={(source, part): after.get(part, 0) for part in end},
            end={(source, part): pos for part, pos in end.items()},
        )
