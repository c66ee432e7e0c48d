"""Exchanges, queues and bindings; declared at deploy time, only looked up by the services.

Quorum queues in the subset that RabbitMQ 3.10 and 4.x share. What one consumer's shard gets is
bound per part, so that the broker needs no plugin to keep an aggregate's events together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractConnection
from aio_pika.exceptions import ChannelNotFoundEntity, ChannelPreconditionFailed

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registry import PREFIX
from samenspel_messaging.consumers import Consumer
from samenspel_messaging.partitions import PARTITIONS

DELIVERY_LIMIT = 20
"""Deliveries after which the broker gives up on a message: a fuse against crash loops."""

NO_LIMIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue, its arguments, and what is bound to it."""

    name: str
    arguments: dict[str, str | int | bool]
    exchange: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names on the broker; a prefix keeps several worlds on one broker apart."""

    service: str
    prefix: str = ""

    @property
    def events(self) -> str:
        """The topic exchange that all events go through."""
        return f"{self.prefix}ev"

    @property
    def parking(self) -> str:
        """The exchange that dead letters go through."""
        return f"{self.prefix}ev.park"

    @property
    def parked(self) -> str:
        """The queue of this service's dead letters."""
        return f"{self.prefix}q.{self.service}.park"

    def shard(self, consumer: str, number: int) -> str:
        """The queue of one shard of a consumer."""
        return f"{self.prefix}q.{self.service}.{consumer}.s{number:02d}"

    def consumer_of(self, queue: str) -> str:
        """The consumer of a shard's queue."""
        return queue.removeprefix(f"{self.prefix}q.{self.service}.").rpartition(".")[0]


def routing_key(envelope: Envelope) -> str:
    """Give `pNN.<unit, or alliance>.<aggregate>.<event>.v<N>`."""
    unit: UUID | str = envelope.unit or "alliance"
    return f"p{envelope.part:02d}.{unit}.{envelope.type.removeprefix(PREFIX)}"


def queues_of(names: Names, consumers: Sequence[Consumer]) -> Iterator[Queue]:
    """Give all queues of a service."""
    parking: dict[str, str | int | bool] = {
        "x-queue-type": "quorum",
        "x-delivery-limit": NO_LIMIT,
    }
    yield Queue(names.parked, parking, names.parking, (names.service,))
    for consumer in consumers:
        for shard in range(consumer.shards):
            yield _shard(names, consumer, shard)


def _shard(names: Names, consumer: Consumer, shard: int) -> Queue:
    arguments: dict[str, str | int | bool] = {
        "x-queue-type": "quorum",
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": names.parking,
        "x-dead-letter-routing-key": names.service,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
    if consumer.ordered:
        arguments["x-single-active-consumer"] = True
    keys = tuple(
        f"p{part:02d}.*.{aggregate}.#"
        for part in range(shard, PARTITIONS, consumer.shards)
        for aggregate in sorted(consumer.aggregates)
    )
    return Queue(names.shard(consumer.name, shard), arguments, names.events, keys)


async def apply(url: str, *, service: str, consumers: Sequence[Consumer], prefix: str = "") -> None:
    """Declare what a service needs; done again it changes nothing.

    ChannelPreconditionFailed if something exists with other arguments.
    """
    names = Names(service, prefix)
    connection = await aio_pika.connect(url, timeout=10)
    async with connection, connection.channel() as channel:
        await channel.declare_exchange(names.events, aio_pika.ExchangeType.TOPIC, durable=True)
        await channel.declare_exchange(names.parking, aio_pika.ExchangeType.DIRECT, durable=True)
        for wanted in queues_of(names, consumers):
            queue = await channel.declare_queue(
                wanted.name, durable=True, arguments=dict(wanted.arguments)
            )
            for key in wanted.keys:
                await queue.bind(wanted.exchange, routing_key=key)


async def check(
    url: str, *, service: str, consumers: Sequence[Consumer], prefix: str = ""
) -> list[str]:
    """Say what is missing or different; bindings can't be seen this way.

    A wrong binding shows itself otherwise: the relay stops at an event that no queue takes.
    """
    names = Names(service, prefix)
    problems: list[str] = []
    connection = await aio_pika.connect(url, timeout=10)
    async with connection:
        for exchange in (names.events, names.parking):
            if not await _exchange_exists(connection, exchange):
                problems.append(f"exchange {exchange} is missing")
        for queue in queues_of(names, consumers):
            if problem := await _problem_of(connection, queue):
                problems.append(problem)
    return problems


async def _exchange_exists(connection: AbstractConnection, name: str) -> bool:
    async with connection.channel() as channel:
        try:
            await channel.declare_exchange(name, passive=True)
        except ChannelNotFoundEntity:
            return False
    return True


async def _problem_of(connection: AbstractConnection, queue: Queue) -> str | None:
    async with connection.channel() as channel:
        try:
            await passively(channel, queue.name)
            await channel.declare_queue(queue.name, durable=True, arguments=dict(queue.arguments))
        except ChannelNotFoundEntity:
            return f"queue {queue.name} is missing"
        except ChannelPreconditionFailed:
            return f"queue {queue.name} has other arguments"
    return None


async def passively(channel: AbstractChannel, queue: str) -> int:
    """Look a queue up and give the number of its consumers; ChannelNotFoundEntity if none."""
    found = await channel.declare_queue(queue, passive=True)
    return int(found.declaration_result.consumer_count or 0)
