"""Exchanges, queues and bindings; declared at deploy time, only looked up by the services.

Quorum queues in the subset that RabbitMQ 3.10 and 4.x share. What one consumer's shard gets is
bound per part, so that the broker needs no plugin to keep an aggregate's events together.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
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

SHARDS = (1, 2, 4, 8, 16)
"""The numbers of shards that a consumer may have: each holds whole parts, and as many as others."""

RETIRE = "samenspel.retire"
"""The message type that tells a shard's readers that its queue goes."""

LOOK_SECONDS = 0.5
LEAVE_SECONDS = 30.0
"""Readers that were told leave at once; after this we take it that one hangs, and let it be."""


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


def watermark_key(source: str) -> str:
    """Give the routing key of a service's watermarks."""
    return f"sys.watermark.{source}"


def queues_of(
    names: Names, consumers: Sequence[Consumer], shards: Mapping[str, int] | None = None
) -> Iterator[Queue]:
    """Give all queues of a service, with so many `shards` per consumer (else as many as it begins with)."""
    parking: dict[str, str | int | bool] = {
        "x-queue-type": "quorum",
        "x-delivery-limit": NO_LIMIT,
    }
    yield Queue(names.parked, parking, names.parking, (names.service,))
    for consumer in consumers:
        count = (shards or {}).get(consumer.name, consumer.shards)
        for number in range(count):
            yield _shard(names, consumer, number, count)


def _shard(names: Names, consumer: Consumer, number: int, count: int) -> Queue:
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
    keys = (*_keys(consumer, range(number, PARTITIONS, count)), *_watermark_keys(consumer))
    return Queue(names.shard(consumer.name, number), arguments, names.events, keys)


def _keys(consumer: Consumer, parts: range) -> Iterator[str]:
    for part in parts:
        for aggregate in sorted(consumer.aggregates):
            yield f"p{part:02d}.*.{aggregate}.#"


def _watermark_keys(consumer: Consumer) -> Iterator[str]:
    """Give those of all logs that it reads; each shard hears all, for its own parts."""
    yield from (watermark_key(source) for source in sorted(consumer.sources))


class StillRead(Exception):
    """Readers did not leave a queue that is to go; it takes nothing new, and is kept."""


async def apply(
    url: str,
    *,
    service: str,
    consumers: Sequence[Consumer],
    prefix: str = "",
    shards: Mapping[str, int] | None = None,
    waiting: Callable[[str, int], None] = lambda queue, left: None,
) -> None:
    """Declare what a service needs; done again it changes nothing.

    A consumer keeps the number of `shards` that it has, unless another is given. Nothing is lost
    then: parts are bound to their new queue before they leave the old one, what comes by both
    counts once, and a queue that goes is emptied by its readers first; `waiting` is told how many
    events it still holds. ChannelPreconditionFailed if something exists with other arguments.
    StillRead if workers don't let go of a queue; then the same command can be given again.
    """
    names = Names(service, prefix)
    connection = await aio_pika.connect(url, timeout=10)
    async with connection:
        existing = {c.name: await _count_shards(connection, names, c) for c in consumers}
        wanted = {name: (shards or {}).get(name) or count for name, count in existing.items()}
        async with connection.channel() as channel:
            await channel.declare_exchange(names.events, aio_pika.ExchangeType.TOPIC, durable=True)
            await channel.declare_exchange(
                names.parking, aio_pika.ExchangeType.DIRECT, durable=True
            )
            for each in queues_of(names, consumers, wanted):
                queue = await channel.declare_queue(
                    each.name, durable=True, arguments=dict(each.arguments)
                )
                for key in each.keys:
                    await queue.bind(each.exchange, routing_key=key)
            for consumer in consumers:
                for number in range(existing[consumer.name]):
                    await _unbind(channel, names, consumer, number, wanted[consumer.name])
            for consumer in consumers:
                for number in range(wanted[consumer.name], existing[consumer.name]):
                    await _retire(connection, names, names.shard(consumer.name, number), waiting)


async def shards_of(
    url: str, *, service: str, consumers: Sequence[Consumer], prefix: str = ""
) -> dict[str, int]:
    """Give how many shards each consumer has on the broker."""
    connection = await aio_pika.connect(url, timeout=10)
    async with connection:
        names = Names(service, prefix)
        return {c.name: await _count_shards(connection, names, c) for c in consumers}


async def _count_shards(connection: AbstractConnection, names: Names, consumer: Consumer) -> int:
    """Count the shards that exist; as many as it begins with if there are none yet."""
    async with connection.channel() as channel:
        for number in range(PARTITIONS):
            try:
                await passively(channel, names.shard(consumer.name, number))
            except ChannelNotFoundEntity:
                return number or consumer.shards
    return PARTITIONS


async def _unbind(
    channel: AbstractChannel, names: Names, consumer: Consumer, number: int, count: int
) -> None:
    """Take the parts from a shard that are another's now; a key that is not bound is no error."""
    queue = await channel.get_queue(names.shard(consumer.name, number), ensure=False)
    if number >= count:
        for key in _watermark_keys(consumer):
            await queue.unbind(names.events, routing_key=key)
    others = [p for p in range(PARTITIONS) if number >= count or p % count != number]
    for part in others:
        for key in _keys(consumer, range(part, part + 1)):
            await queue.unbind(names.events, routing_key=key)


async def _retire(
    connection: AbstractConnection, names: Names, name: str, waiting: Callable[[str, int], None]
) -> None:
    """Delete a queue that gets nothing new, once its readers have done everything in it.

    A message at its end tells them, and each of them leaves it there: once nobody reads, nothing
    is under way either, and all that is left are the messages that say so.
    """
    async with connection.channel() as channel:
        queue = await channel.get_queue(name, ensure=False)
        while left := (await _look_at(channel, name))[0]:
            waiting(name, left)
            await asyncio.sleep(LOOK_SECONDS)
        key = f"retire.{name}"
        await queue.bind(names.parking, routing_key=key)
        parking = await channel.get_exchange(names.parking, ensure=False)
        await parking.publish(aio_pika.Message(b"", type=RETIRE, delivery_mode=2), key)
        until = asyncio.get_running_loop().time() + LEAVE_SECONDS
        while (await _look_at(channel, name))[1]:
            if asyncio.get_running_loop().time() > until:
                raise StillRead(name)
            await asyncio.sleep(LOOK_SECONDS)
        await queue.delete(if_unused=False, if_empty=False)


async def _look_at(channel: AbstractChannel, name: str) -> tuple[int, int]:
    """Give how many messages wait in a queue, and how many readers it has."""
    found = (await channel.declare_queue(name, passive=True)).declaration_result
    return int(found.message_count or 0), int(found.consumer_count or 0)


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
        shards = {c.name: await _count_shards(connection, names, c) for c in consumers}
        for name, count in shards.items():
            if count not in SHARDS:
                problems.append(f"consumer {name} has {count} shards: a change was interrupted")
        for queue in queues_of(names, consumers, shards):
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
