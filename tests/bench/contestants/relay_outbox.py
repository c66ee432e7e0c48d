"""Peer: faststream-outbox relays its own table to RabbitMQ with FastStream, with confirms."""

from faststream.rabbit import RabbitBroker, RabbitExchange
from faststream_outbox import OutboxBroker, OutboxMessage, make_outbox_table
from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import create_async_engine
from tests.bench.contestants.told import ready, run, stop_at_sigterm

from samenspel_platform.database import driver_url

TABLE = make_outbox_table(MetaData())
QUEUE = "events"


async def undecoded(message: OutboxMessage) -> OutboxMessage:
    """Leave the bytes as they are; the relay only passes them on."""
    return message


async def main(
    database_url: str, amqp_url: str, exchange: str, workers: int, fetch: int, flush: int
) -> None:
    """Relay until told to stop."""
    engine = create_async_engine(driver_url(database_url), pool_size=workers + 2)
    outbox = OutboxBroker(engine, outbox_table=TABLE, apply_types=False, logger=None)
    rabbit = RabbitBroker(amqp_url, apply_types=False, logger=None)
    target = RabbitExchange(exchange, declare=False)

    @outbox.subscriber(
        QUEUE,
        max_workers=workers,
        fetch_batch_size=fetch,
        terminal_flush_batch_size=flush,
        min_fetch_interval=0.01,
        max_fetch_interval=0.25,
        decoder=undecoded,
    )
    async def relay(message: OutboxMessage) -> None:
        await rabbit.publish(
            message.body,
            exchange=target,
            routing_key=message.headers["key"],
            mandatory=True,
            persist=True,
            message_id=message.headers["id"],
            content_type=message.headers["type"],
            timeout=30,
        )

    await rabbit.start()
    await outbox.start()
    ready()
    await stop_at_sigterm().wait()
    await outbox.stop()
    await rabbit.stop()


if __name__ == "__main__":
    run(main)
