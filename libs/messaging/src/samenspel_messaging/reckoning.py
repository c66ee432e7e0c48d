"""Compares watermarks with what a consumer has seen, and has it catch up if that is less."""

from collections.abc import Callable

import structlog
from aiormq.abc import DeliveredMessage
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from samenspel_messaging import cursors
from samenspel_messaging.catch_up import CatchUp
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.counting import Finding
from samenspel_messaging.cursors import Key
from samenspel_messaging.metrics import MISMATCH
from samenspel_messaging.partitions import PARTITIONS
from samenspel_messaging.watermarks import Watermark

logger = structlog.get_logger(__name__)


class Reckoner:
    """Hears the watermarks of one queue of a consumer, each in its place among the events.

    Only for the parts that go through that queue: others may come later in theirs. While `shards`
    changes that may be judged wrongly, which costs a needless look at the log.
    """

    def __init__(
        self,
        consumer: Consumer,
        *,
        service: str,
        shard: int,
        shards: Callable[[], int],
        sessions: async_sessionmaker[AsyncSession],
        catch_up: CatchUp,
    ) -> None:
        self._consumer, self._service, self._sessions = consumer, service, sessions
        self._shard, self._shards, self._catch_up = shard, shards, catch_up

    async def hear(self, message: DeliveredMessage) -> None:
        """Compare what a watermark says."""
        try:
            watermark = Watermark.model_validate_json(message.body)
        except ValidationError:
            logger.error(
                "watermark.unreadable", service=self._service, consumer=self._consumer.name
            )
            return
        parts = range(self._shard, PARTITIONS, self._shards())
        self._catch_up.heard(self._consumer.name, watermark.source, parts)
        for (source, part), finding in (await self._compare(watermark)).items():
            if finding in (Finding.BEHIND, Finding.WRONG):
                name, anew = self._consumer.name, finding is Finding.WRONG
                MISMATCH.labels(self._service, name, source).inc()
                self._catch_up.ask(name, source, part, anew=anew)

    async def _compare(self, watermark: Watermark) -> dict[Key, Finding]:
        """Compare it with the cursors; what is complete up to there is safe from now on."""
        name, ours = self._consumer.name, self._consumer.aggregates
        marks = {
            (watermark.source, part): mark
            for part, mark in watermark.data.items()
            if part % self._shards() == self._shard
        }
        async with self._sessions.begin() as session:
            found = await cursors.lock(session, name, marks)
            heard = {
                key: cursor.hear(marks[key].pos, marks[key].expected(ours))
                for key, cursor in found.items()
            }
            safe = {key: to for key, (to, told) in heard.items() if told is Finding.COMPLETE}
            await cursors.move(session, name, safe)
        return {key: finding for key, (_, finding) in heard.items()}
