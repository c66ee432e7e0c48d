"""The bus over RabbitMQ, consumers' side: one reader per queue, one batch at a time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aio_pika.abc import AbstractChannel
from aiormq.abc import DeliveredMessage

from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.link import BrokerLink, BrokerLost, talking
from samenspel_messaging.loops import DATABASE_TROUBLE, Pulse, backoff, sleep_unless
from samenspel_messaging.topology import passively

PREFETCH = 64
IDLE_SECONDS = 5.0
PROBE_AFTER = 6
"""Idle rounds after which we ask the broker whether it still knows us."""


class QueueReader:
    """Gives what one queue delivers to `apply`, in order, and acknowledges it afterwards.

    Deliveries are only put aside in the client library's callback; the work is done in the loop
    of this reader, so that nothing overtakes and a closing channel cancels no transaction.
    """

    def __init__(
        self,
        queue: str,
        *,
        link: BrokerLink,
        pulse: Pulse,
        apply: Callable[[list[DeliveredMessage]], Awaitable[None]],
    ) -> None:
        self._queue, self._link, self._pulse, self._apply = queue, link, pulse, apply

    @property
    def name(self) -> str:
        """Which loop this is."""
        return f"amqp:{self._queue}"

    async def session(self, stop: asyncio.Event) -> None:
        """Read on one channel until asked to stop; BrokerLost ends it, unsettled things return."""
        async with self._link.channel() as channel:
            arrived = _Arrived()
            with talking():
                await channel.set_qos(prefetch_count=PREFETCH)
                await passively(channel, self._queue)
                under = await channel.get_underlay_channel()
                under.on_consumer_cancel_callbacks.add(arrived.cancelled)
                under.closing.add_done_callback(arrived.cancelled)
                consume = await under.basic_consume(self._queue, arrived.put)
            await self._read(channel, arrived, stop)
            with talking():
                await under.basic_cancel(str(consume.consumer_tag))

    async def _read(
        self, channel: AbstractChannel, arrived: "_Arrived", stop: asyncio.Event
    ) -> None:
        under = await channel.get_underlay_channel()
        idle = 0
        while not stop.is_set():
            self._pulse.beat(self.name)
            batch = await arrived.take(stop)
            if batch:
                idle = 0
                await self._work_off(batch, arrived, stop)
                with talking():
                    tag = batch[-1].delivery_tag
                    await under.basic_ack(tag or 0, multiple=True, wait=False)
                continue
            idle += 1
            if idle % PROBE_AFTER == 0:
                with talking():
                    if await passively(channel, self._queue) == 0:
                        raise BrokerLost("forgotten")

    async def _work_off(
        self, batch: list[DeliveredMessage], arrived: "_Arrived", stop: asyncio.Event
    ) -> None:
        """Try until it is done: without its database a consumer waits, and burns no attempt."""
        failures = 0
        while True:
            try:
                return await self._apply(batch)
            except DATABASE_TROUBLE as error:
                failures += 1
                self._pulse.trouble(self.name, error)
            await sleep_unless(stop, backoff(failures))
            if stop.is_set() or arrived.lost:
                raise BrokerLost("left undone")


class _Arrived:
    """Deliveries that wait for their batch."""

    def __init__(self) -> None:
        self._messages: list[DeliveredMessage] = []
        self._news = asyncio.Event()
        self.lost = False

    async def put(self, message: DeliveredMessage) -> None:
        """Put a delivery aside."""
        self._messages.append(message)
        self._news.set()

    def cancelled(self, _: Any) -> None:
        """Note that nothing more will come."""
        self.lost = True
        self._news.set()

    async def take(self, stop: asyncio.Event) -> list[DeliveredMessage]:
        """Take all that came, at most a batch; empty after a while or when asked to stop."""
        if not self._messages and not self.lost:
            await self._wait(stop)
        if self.lost:
            raise BrokerLost("cancelled")
        self._news.clear()
        batch, self._messages = self._messages[:PREFETCH], self._messages[PREFETCH:]
        return batch

    async def _wait(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(self._news.wait()), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait(waits, timeout=IDLE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()


def deliveries_of(batch: list[DeliveredMessage]) -> list[Delivery]:
    """Read the messages of a batch."""
    return [Delivery.read(message.body) for message in batch]
