"""Brings a consumer what it missed, from the log of the source, through the consumer's guard."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_contracts.envelope import Envelope
from samenspel_kernel.clock import SystemClock
from samenspel_messaging import cursors
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.courses import Healed
from samenspel_messaging.cursors import CursorMoved
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.effects import Effects
from samenspel_messaging.log import NOT_THIS_PART, LogReader
from samenspel_messaging.metrics import GAP_OPEN, HEALED
from samenspel_messaging.partitions import PARTITIONS
from samenspel_messaging.remembering import is_too_old

NAME = "catch-up"
PAGE = 256
LOOK_SECONDS = 2.5
FIRST_SECONDS = 2.5
"""So long after the start it does not look."""
GAP_SECONDS = 5.0
ANEW_SECONDS = 600.0
"""A whole log is read again at most so often; each time in vain doubles it."""
COMPLAIN_SECONDS = 60.0

logger = structlog.get_logger(__name__)

Place = tuple[str, str, int]
"""A consumer, a source, and a part of its log."""

# Waits for an event that has neither come nor is held. If what waits lies before the safe position
# then that position was not safe.
GAPS = text("""
    SELECT h.consumer, h.source, h.part, count(*) AS gaps, bool_or(h.pos <= c.safe_pos) AS wrong
    FROM bus.held_event AS h
    JOIN bus.consumer_cursor AS c USING (consumer, source, part)
    LEFT JOIN bus.applied AS a ON a.consumer = h.consumer AND a.agg_id = h.agg_id
    WHERE h.state = 'gap' AND h.consumer = ANY(CAST(:consumers AS text[]))
      AND h.first_failed_at < clock_timestamp() - make_interval(secs => :seconds)
      AND h.agg_seq > coalesce(a.agg_seq, 0) + 1
      AND NOT EXISTS (
          SELECT 1 FROM bus.held_event AS before
          WHERE before.consumer = h.consumer AND before.agg_id = h.agg_id
            AND before.agg_seq = h.agg_seq - 1 AND before.state IN ('retry', 'gap', 'parked'))
    GROUP BY h.consumer, h.source, h.part
""")
UNSAFE = text("""
    SELECT consumer, source, part FROM bus.consumer_cursor
    WHERE safe_pos < pos AND consumer = ANY(CAST(:consumers AS text[]))
""")


class CatchUp:
    """Heals one part of one source for one consumer at a time, a page of its log a step."""

    def __init__(
        self,
        *,
        service: str,
        engine: AsyncEngine,
        effects: Mapping[str, Effects],
        feeds: Mapping[str, LogReader],
        gap_seconds: float = GAP_SECONDS,
        silent_seconds: float = float("inf"),
    ) -> None:
        """Watermarks that don't come for `silent_seconds` are no longer waited for."""
        self._service, self._engine, self._effects = service, engine, effects
        self._feeds, self._gap_seconds, self._silent_seconds = feeds, gap_seconds, silent_seconds
        self._look_every = min(LOOK_SECONDS, gap_seconds)
        self._asked: dict[Place, bool] = {}
        self._news = asyncio.Event()
        self._anew: dict[Place, tuple[float, float]] = {}
        self._heard: dict[Place, float] = {}
        self._began: float | None = None
        self._looked = self._complained = float("-inf")

    def ask(self, consumer: str, source: str, part: int, *, anew: bool = False) -> None:
        """Have a part read again from where it was known to be complete, or `anew` from zero."""
        place = consumer, source, part
        self._asked[place] = anew or self._asked.get(place, False)
        self._news.set()

    def heard(self, consumer: str, source: str, parts: Iterable[int]) -> None:
        """Note that a watermark came by the queue of these parts."""
        now = asyncio.get_running_loop().time()
        self._heard.update(((consumer, source, part), now) for part in parts)

    async def ask_unsafe(self) -> None:
        """Ask for all parts of which it isn't known that they are complete as far as was read."""
        async with self._engine.connect() as conn:
            for row in await conn.execute(UNSAFE, {"consumers": list(self._effects)}):
                self.ask(row.consumer, row.source, row.part)

    async def step(self, stop: asyncio.Event) -> None:
        """Heal a page of what was asked for, or wait for something to be asked."""
        now = asyncio.get_running_loop().time()
        if self._began is None:
            self._began = now
        # What is missing may be what killed the worker before: the queues, which count how often
        # they gave it, and the parker come first.
        if now - max(self._looked, self._began + FIRST_SECONDS) >= self._look_every:
            self._looked = now
            self._look_for_silence(now)
            await self._look_for_gaps()
        if not self._asked:
            await self._wait(stop)
            return
        place = next(iter(self._asked))
        anew = self._asked.pop(place)
        try:
            more = await self._heal(place, anew=anew)
        except BaseException:
            self._asked.setdefault(place, anew)  # behind the others; one source may be away
            raise
        if more:
            self._asked.setdefault(place, False)  # its next page, in its turn

    async def _wait(self, stop: asyncio.Event) -> None:
        self._news.clear()
        waits = [asyncio.create_task(self._news.wait()), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait(
                waits,
                timeout=self._look_every,
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            for wait in waits:
                wait.cancel()

    def _look_for_silence(self, now: float) -> None:
        """Ask for the parts of which nothing was heard; their queue may get nothing any more.

        Or another worker reads it; then the log has nothing that is not known.
        """
        for consumer, effects in self._effects.items():
            for source, part in product(effects.consumer.sources, range(PARTITIONS)):
                place = consumer, source, part
                if now - self._last_heard(place) >= self._silent_seconds:
                    self._heard[place] = now
                    self.ask(*place)

    def _last_heard(self, place: Place) -> float:
        return self._heard.get(place, self._began or 0.0)

    async def _look_for_gaps(self) -> None:
        open_ = dict.fromkeys(self._effects, 0)
        async with self._engine.connect() as conn:
            values = {"consumers": list(self._effects), "seconds": self._gap_seconds}
            for row in await conn.execute(GAPS, values):
                open_[row.consumer] += row.gaps
                self.ask(row.consumer, row.source, row.part, anew=row.wrong)
        for consumer, gaps in open_.items():
            GAP_OPEN.labels(self._service, consumer).set(gaps)

    async def _heal(self, place: Place, *, anew: bool) -> bool:
        """Read and apply a page; tells whether there may be more."""
        consumer, source, part = place
        feed = self._feeds.get(source)
        if feed is None:
            self._complain(source)
            return False
        async with self._engine.begin() as conn:
            restart = anew and self._may_start_anew(place)
            if restart:
                await cursors.restart(conn, consumer, source, part)
            after = (await cursors.load(conn, consumer, source))[part].safe_pos
        if restart:
            self._started_anew(place)
        entries = await feed.read({**NO_PART, part: after}, PAGE)
        if not entries:
            return False
        effects = self._effects[consumer]
        ours = effects.consumer.aggregates
        course = Healed.of(source, {part: after}, entries, ours)
        try:
            outcomes = await effects.apply(offered(entries, effects.consumer), course=course)
        except CursorMoved:
            return True
        if missed := outcomes.total() - outcomes["known"]:
            HEALED.labels(self._service, consumer, source).inc(missed)
            logger.warning(
                "spine.healed",
                service=self._service,
                consumer=consumer,
                source=source,
                part=part,
                events=missed,
            )
        return True

    def _may_start_anew(self, place: Place) -> bool:
        last, pause = self._anew.get(place, (float("-inf"), 0.0))
        return asyncio.get_running_loop().time() - last >= pause

    def _started_anew(self, place: Place) -> None:
        _, pause = self._anew.get(place, (0.0, ANEW_SECONDS / 2))
        self._anew[place] = asyncio.get_running_loop().time(), pause * 2
        consumer, source, part = place
        logger.error(
            "spine.recount", service=self._service, consumer=consumer, source=source, part=part
        )

    def _complain(self, source: str) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._complained >= COMPLAIN_SECONDS:
            self._complained = now
            logger.error("spine.no-feed", service=self._service, source=source)


def offered(entries: Sequence[Envelope], consumer: Consumer) -> list[Delivery]:
    """Choose from a log what a consumer is offered again.

    Not what an independent one may have applied so long ago that it has forgotten it.
    """
    now = SystemClock().now()
    return [
        Delivery.of(entry)
        for entry in entries
        if entry.aggregate in consumer.aggregates
        and (consumer.ordered or not is_too_old(entry.id, now))
    ]


NO_PART = dict.fromkeys(range(PARTITIONS), NOT_THIS_PART)
