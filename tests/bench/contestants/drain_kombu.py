"""Peer: kombu, synchronous, with a psycopg transaction per message."""

import json
import sys
from typing import Any

import kombu
import psycopg
from tests.bench.contestants.told import ready

from samenspel_contracts.envelope import Envelope

INBOX = """
    INSERT INTO bus.inbox (consumer, event_id) VALUES ('landing', %s) ON CONFLICT DO NOTHING
    RETURNING event_id
"""
EFFECT = "INSERT INTO landed (alliance_id, subject, seq) VALUES (%s, %s, %s)"


def main(database_url: str, amqp_url: str, queue: str, prefetch: int) -> None:
    """Consume until killed."""
    database = psycopg.connect(database_url, autocommit=True)
    broker = kombu.Connection(amqp_url)

    def on_message(message: Any) -> None:
        envelope = Envelope.model_validate_json(message.body)
        envelope.open()
        with database.transaction():
            if database.execute(INBOX, (envelope.id,)).fetchone() is not None:
                values = (envelope.alliance, envelope.subject, envelope.aggseq)
                database.execute(EFFECT, values)
        message.ack()

    source = kombu.Queue(queue, no_declare=True)
    with broker, broker.Consumer(source, on_message=on_message, prefetch_count=prefetch):
        ready()
        while True:
            broker.drain_events()


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
