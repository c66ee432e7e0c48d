"""Brings what the broker gave up on (its delivery limit) home, among the held events."""

from collections.abc import Sequence
from typing import Any

from aiormq.abc import DeliveredMessage
from sqlalchemy.ext.asyncio import AsyncEngine

from samenspel_messaging.consumers import Consumer
from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.held import Hold, write_holds
from samenspel_messaging.ladder import CRASH
from samenspel_messaging.metrics import CONSUMED
from samenspel_messaging.topology import Names
from samenspel_messaging.watermarks import is_watermark


class Parker:
    """Drains `q.<service>.park`."""

    def __init__(self, engine: AsyncEngine, names: Names, consumers: Sequence[Consumer]) -> None:
        self._engine, self._names = engine, names
        self._owners = {e.aggregate(): e.owner for c in consumers for e in c.handlers}

    async def apply(self, batch: list[DeliveredMessage]) -> None:
        """Park the messages of a batch; one that was parked already stays as it is; a watermark goes."""
        async with self._engine.begin() as conn:
            for message in batch:
                if is_watermark(message):
                    continue
                consumer = self._names.consumer_of(_died_in(message))
                delivery = Delivery.read(message.body)
                envelope = delivery.envelope
                source = self._owners.get(envelope.aggregate) if envelope else None
                await write_holds(conn, consumer, [Hold(delivery, source, CRASH)])
                CONSUMED.labels(self._names.service, consumer, "parked").inc()


def _died_in(message: DeliveredMessage) -> str:
    """Give the queue that a message came from."""
    headers: dict[str, Any] = dict(message.header.properties.headers or {})
    queue = headers.get("x-first-death-queue", "")
    return queue.decode() if isinstance(queue, bytes) else str(queue)
