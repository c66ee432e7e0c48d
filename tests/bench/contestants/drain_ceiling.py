"""The ceiling: bare aio-pika reads the same bytes into the same model, and keeps nothing."""

from time import perf_counter

import aio_pika
from tests.bench.contestants.told import ready, report, run

from samenspel_contracts.envelope import Envelope

ACKNOWLEDGE_EVERY = 64


async def main(amqp_url: str, queue: str, count: int, prefetch: int) -> None:
    """Read so many messages."""
    connection = await aio_pika.connect(amqp_url)
    async with connection, connection.channel() as channel:
        await channel.set_qos(prefetch_count=prefetch)
        source = await channel.get_queue(queue, ensure=False)
        ready()
        began, seen = 0.0, 0
        async with source.iterator() as messages:
            async for message in messages:
                Envelope.model_validate_json(message.body)
                seen += 1
                if seen % ACKNOWLEDGE_EVERY == 0 or seen == count:
                    await message.ack(multiple=True)
                    began = began or perf_counter()
                if seen == count:
                    break
        report(rate=(count - ACKNOWLEDGE_EVERY) / (perf_counter() - began))


if __name__ == "__main__":
    run(main)
