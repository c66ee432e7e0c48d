"""A connection to RabbitMQ, made anew by whoever needs it after it was lost.

On purpose not the client library's self-repairing connection: after a loss every reader and the
relay start over from what the database says, with a new channel, so nothing of the old one (tags,
unsettled messages, consumers) can be mistaken for the new one's.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection
from aiormq.exceptions import AMQPError

HEARTBEAT_SECONDS = 10
CONNECT_SECONDS = 10


class BrokerLost(Exception):
    """The broker can't be reached, or refused; what was under way may or may not have arrived."""


@contextmanager
def talking() -> Iterator[None]:
    """Turn every way in which the client library tells of a loss into BrokerLost."""
    try:
        yield
    except (AMQPError, RuntimeError, OSError, TimeoutError) as error:  # Runtime: "… closed"
        raise BrokerLost(type(error).__name__) from error
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        # The library cancels what waits on a channel that closes; nobody cancelled us.
        raise BrokerLost("closed") from None


class BrokerLink:
    """One connection, for publishing or for consuming, never for both (alarms block publishers)."""

    def __init__(self, url: str, *, name: str) -> None:
        self._url, self._name = url, name
        self._lock = asyncio.Lock()
        self._connection: AbstractConnection | None = None

    @asynccontextmanager
    async def channel(self, *, confirms: bool = False) -> AsyncIterator[AbstractChannel]:
        """Open a channel for as long as the block lasts; BrokerLost if it can't be had.

        With `confirms`, publishing raises when a message is refused or could not be routed.
        """
        channel = await self._open(confirms=confirms)
        try:
            yield channel
        finally:
            await _close(channel)

    async def close(self) -> None:
        """Close the connection."""
        async with self._lock:
            if self._connection is not None:
                await _close(self._connection)
                self._connection = None

    async def _open(self, *, confirms: bool) -> AbstractChannel:
        with talking():
            connection = await self._connected()
        try:
            with talking():
                channel = connection.channel(publisher_confirms=confirms, on_return_raises=confirms)
                async with asyncio.timeout(CONNECT_SECONDS):
                    await channel.initialize()
                return channel
        except BrokerLost:
            await self._give_up(connection)
            raise

    async def _give_up(self, connection: AbstractConnection) -> None:
        """Have the next one connect anew, unless somebody did already."""
        async with self._lock:
            if self._connection is connection:
                self._connection = None
                await _close(connection)

    async def _connected(self) -> AbstractConnection:
        async with self._lock:
            if self._connection is None or self._connection.is_closed:
                self._connection = await aio_pika.connect(
                    self._url,
                    timeout=CONNECT_SECONDS,
                    client_properties={"connection_name": self._name},
                    heartbeat=HEARTBEAT_SECONDS,
                )
            return self._connection


async def _close(it: AbstractChannel | AbstractConnection) -> None:
    """Close in good order if that can be done soon; a broken one is left to the broker."""
    try:
        with talking():
            async with asyncio.timeout(5):
                await it.close()
    except BrokerLost:
        return
