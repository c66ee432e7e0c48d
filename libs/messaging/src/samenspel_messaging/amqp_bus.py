"""The bus over RabbitMQ, consumers' side: one reader per queue, one batch at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

import aiormq.abc
from aio_pika.abc import AbstractChannel
from aiormq.abc import DeliveredMessage

from samenspel_messaging.deliveries import Delivery
from samenspel_messaging.link import BrokerLink, BrokerLost, talking
from samenspel_messaging.loops import DATABASE_TROUBLE, Pulse, backoff, sleep_unless
from samenspel_messaging.topology import passively

PREFETCH = 512
BATCH = 256
SUSPECT_DELIVERIES = 3
"""What came back so often may be what kills us; it is taken alone, lest its neighbours fall too."""

IDLE_SECONDS = 5.0
ANEW_AFTER = 6
"""Idle rounds after which we begin anew on a fresh channel.

After every idle round the queue is asked whether it still has a reader. That finds a lost one, but
a queue that was deleted and declared again within milliseconds may count a reader whose deliveries
the broker drops, because their numbers begin again below those that it saw before.
"""

Signal = Callable[[DeliveredMessage], Awaitable[None]]
"""What to do at a message that is no event, in its place among them."""


class QueueReader:
    """Gives what one queue delivers to `apply`, in order, and acknowledges it afterwards.

    Deliveries are only put aside in the client library's callback; the work is done in the loop
    of this reader, so that nothing overtakes and a closing channel cancels no transaction.
    `signals` are what to do at messages of a type that is not an event's.
    """

    def __init__(
        self,
        queue: str,
        *,
        link: BrokerLink,
        pulse: Pulse,
        apply: Callable[[list[DeliveredMessage]], Awaitable[None]],
        signals: Mapping[str, Signal] | None = None,
    ) -> None:
        self._queue, self._link, self._pulse, self._apply = queue, link, pulse, apply
        self._signals = signals or {}
        self._trusting = self._aside = self._busy = False

    @property
    def name(self) -> str:
        """Which loop this is."""
        return f"amqp:{self._queue}"

    def was_busy(self) -> bool:
        """Tell whether anything came since this was last asked."""
        busy, self._busy = self._busy, False
        return busy

    def step_aside(self) -> None:
        """Let another reader of the queue have it, if there is one; this one waits behind it."""
        self._aside = True

    async def session(self, stop: asyncio.Event) -> None:
        """Read on one channel until asked to stop; BrokerLost ends it, unsettled things return.

        The first session takes one message at a time, and ends with the first one that is not
        suspect. A channel never consumes twice: what the client library drops between two consumers
        would be acknowledged with what comes after it.
        """
        trusting, self._trusting, self._aside = self._trusting, False, False
        async with self._link.channel() as channel:
            arrived = _Arrived(self._signals)
            with talking():
                await channel.set_qos(prefetch_count=PREFETCH if trusting else 1)
                await passively(channel, self._queue)
                under = await channel.get_underlay_channel()
                under.on_consumer_cancel_callbacks.add(arrived.cancelled)
                under.closing.add_done_callback(arrived.cancelled)
                await under.basic_consume(self._queue, arrived.put)
            # Ended by closing the channel, not by a cancel: then what we have not done goes back
            # before another reader gets what comes after it.
            self._trusting = await self._read(channel, arrived, stop, trusting=trusting)

    async def _read(
        self, channel: AbstractChannel, arrived: "_Arrived", stop: asyncio.Event, *, trusting: bool
    ) -> bool:
        """Read until asked to stop, or to trust what comes; tells whether it may be trusted."""
        under = await channel.get_underlay_channel()
        idle = 0
        while not stop.is_set() and not self._aside:
            self._pulse.beat(self.name)
            batch = await arrived.take(stop)
            if batch:
                idle, self._busy = 0, True
                await self._settle(under, batch, arrived, stop)
                if not trusting and not _is_suspect(batch[0]):
                    return True
                continue
            idle += 1
            with talking():
                if await passively(channel, self._queue) == 0:
                    raise BrokerLost("forgotten")
            if idle == ANEW_AFTER:
                break
        return trusting

    async def _settle(
        self,
        under: aiormq.abc.AbstractChannel,
        batch: list[DeliveredMessage],
        arrived: "_Arrived",
        stop: asyncio.Event,
    ) -> None:
        signal = self._signals.get(_type_of(batch[0]))
        work = partial(signal, batch[0]) if signal else partial(self._apply, batch)
        await self._work_off(work, arrived, stop)
        with talking():
            await under.basic_ack(batch[-1].delivery_tag or 0, multiple=True, wait=False)

    async def _work_off(
        self, work: Callable[[], Awaitable[None]], arrived: "_Arrived", stop: asyncio.Event
    ) -> None:
        """Try until it is done: without its database a consumer waits, and burns no attempt."""
        failures = 0
        while True:
            try:
                return await work()
            except DATABASE_TROUBLE as error:
                failures += 1
                self._pulse.trouble(self.name, error)
            await sleep_unless(stop, backoff(failures))
            if stop.is_set() or arrived.lost:
                raise BrokerLost("left undone")


class _Arrived:
    """Deliveries that wait for their batch."""

    def __init__(self, signals: Mapping[str, Signal]) -> None:
        self._signals = signals
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
        """Take what came: a signal alone, or all up to the next one, at most a batch.

        Empty after a while or when asked to stop.
        """
        if not self._messages and not self.lost:
            await self._wait(stop)
        if self.lost:
            raise BrokerLost("cancelled")
        self._news.clear()
        size = self._size()
        batch, self._messages = self._messages[:size], self._messages[size:]
        return batch

    def _size(self) -> int:
        if self._signals:
            for number, message in enumerate(self._messages[:BATCH]):
                if _type_of(message) in self._signals:
                    return number or 1
        return BATCH

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


def _type_of(message: DeliveredMessage) -> str:
    return message.header.properties.message_type or ""


def _is_suspect(message: DeliveredMessage) -> bool:
    headers: dict[str, Any] = dict(message.header.properties.headers or {})
    return int(headers.get("x-delivery-count", 0)) >= SUSPECT_DELIVERIES
