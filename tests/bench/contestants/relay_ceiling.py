"""The ceiling: bare aio-pika publishes the same bytes from memory, with confirms."""

from tests.bench.contestants.told import ready, report, run
from tests.bench.payload import events
from tests.bench.publishing import prepared, publish


async def main(amqp_url: str, exchange: str, count: int) -> None:
    """Publish so many."""
    messages = prepared(events(count))
    ready()
    report(rate=await publish(amqp_url, exchange, messages))


if __name__ == "__main__":
    run(main)
