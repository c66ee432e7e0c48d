"""Puts events on the broker as fast as it can be done in Python, each confirmed."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter

import aio_pika
from aio_pika.abc import AbstractExchange
from aiormq import spec

from samenspel_contracts.envelope import CONTENT_TYPE, Envelope
from samenspel_messaging.topology import routing_key

WINDOW = 256


@dataclass(frozen=True, slots=True)
class Ready:
    """A message, made beforehand."""

    key: str
    message: aio_pika.Message


def prepared(entries: Iterable[Envelope]) -> list[Ready]:
    """Write events out as messages."""
    return [
        Ready(
            routing_key(entry),
            aio_pika.Message(
                entry.to_wire(),
                content_type=CONTENT_TYPE,
                message_id=str(entry.id),
                delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
            ),
        )
        for entry in entries
    ]


async def publish(amqp_url: str, exchange: str, messages: Sequence[Ready]) -> float:
    """Publish with confirms, mandatory, 256 under way; give how many a second were confirmed."""
    connection = await aio_pika.connect(amqp_url)
    async with connection:
        channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
        target = await channel.get_exchange(exchange, ensure=False)
        todo = iter(messages)
        began = perf_counter()
        await asyncio.gather(*(_one_after_another(target, todo) for _ in range(WINDOW)))
        return len(messages) / (perf_counter() - began)


async def _one_after_another(target: AbstractExchange, todo: Iterable[Ready]) -> None:
    for ready in todo:
        answer = await target.publish(ready.message, ready.key, mandatory=True, timeout=30)
        if not isinstance(answer, spec.Basic.Ack):
            raise RuntimeError(f"not confirmed: {answer}")
