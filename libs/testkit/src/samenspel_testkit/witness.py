"""A queue that gets everything that is published, to see in what order it came first."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import aio_pika
from pydantic import ValidationError

from samenspel_contracts.envelope import Envelope
from samenspel_messaging.topology import Names

ASIDE = "sys."
"""How the keys of messages begin that are no events."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """How many messages came, how many of them again, and how often order was broken.

    Order is that of first arrivals, per aggregate.
    """

    messages: int
    again: int
    out_of_order: int


class Witness:
    """Keeps a copy of all that goes through the exchange; a broker's restart costs it nothing."""

    def __init__(self, amqp_url: str) -> None:
        self._url, self._queue = amqp_url, f"q.witness.{uuid4().hex[:8]}"

    async def open(self) -> None:
        """Start to keep copies."""
        connection = await aio_pika.connect(self._url, timeout=10)
        async with connection, connection.channel() as channel:
            queue = await channel.declare_queue(
                self._queue, durable=True, arguments={"x-queue-type": "quorum"}
            )
            await queue.bind(Names("").events, routing_key="#")

    async def close(self) -> None:
        """Stop to keep copies, and forget them."""
        connection = await aio_pika.connect(self._url, timeout=10)
        async with connection, connection.channel() as channel:
            await channel.queue_delete(self._queue)

    async def testify(self) -> Testimony:
        """Read all copies, and forget them."""
        seen: dict[UUID, set[int]] = {}
        messages = again = out_of_order = 0
        connection = await aio_pika.connect(self._url, timeout=10)
        async with connection, connection.channel() as channel:
            queue = await channel.get_queue(self._queue)
            while (message := await queue.get(no_ack=True, fail=False)) is not None:
                if str(message.routing_key).startswith(ASIDE):
                    continue
                try:
                    event = Envelope.model_validate_json(message.body)
                except ValidationError:
                    continue
                messages += 1
                numbers = seen.setdefault(event.subject, set())
                again += event.aggseq in numbers
                out_of_order += event.aggseq not in numbers and event.aggseq != len(numbers) + 1
                numbers.add(event.aggseq)
        return Testimony(messages, again, out_of_order)
