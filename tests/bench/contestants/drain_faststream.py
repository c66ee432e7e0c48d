"""Peer: FastStream with a SQLAlchemy transaction per message."""

from faststream import AckPolicy
from faststream.rabbit import Channel, RabbitBroker, RabbitMessage, RabbitQueue
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from tests.bench.contestants.told import ready, run, stop_at_sigterm

from samenspel_contracts.envelope import Envelope
from samenspel_platform.database import driver_url

INBOX = text("""
    INSERT INTO bus.inbox (consumer, event_id) VALUES ('landing', :id) ON CONFLICT DO NOTHING
    RETURNING event_id
""")
EFFECT = text("INSERT INTO landed (alliance_id, subject, seq) VALUES (:alliance, :subject, :seq)")


async def decoded(message: RabbitMessage) -> Envelope:
    """Read the event; quicker than having FastStream guess the type first."""
    return Envelope.model_validate_json(message.body)


async def main(database_url: str, amqp_url: str, queue: str, prefetch: int, pool: int) -> None:
    """Consume until told to stop."""
    engine = create_async_engine(driver_url(database_url), pool_size=pool, max_overflow=0)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    channel = Channel(prefetch_count=prefetch)
    broker = RabbitBroker(amqp_url, default_channel=channel, apply_types=False, logger=None)

    @broker.subscriber(
        RabbitQueue(queue, declare=False), ack_policy=AckPolicy.NACK_ON_ERROR, decoder=decoded
    )
    async def on_event(envelope: Envelope) -> None:
        envelope.open()
        async with sessions.begin() as session:
            if await session.scalar(INBOX, {"id": envelope.id}) is None:
                return
            values = {"alliance": envelope.alliance, "subject": envelope.subject}
            await session.execute(EFFECT, {**values, "seq": envelope.aggseq})

    await broker.start()
    ready()
    await stop_at_sigterm().wait()
    await broker.stop()


if __name__ == "__main__":
    run(main)
