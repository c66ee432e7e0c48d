import aio_pika
import asyncpg
import pytest
from aiormq.exceptions import ChannelAccessRefused

from samenspel_testkit.broker import Broker
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.probes import eventually


async def test_a_database_has_the_four_roles_of_its_service(
    empty_database: DatabaseFactory,
) -> None:
    urls = await empty_database("toy")

    for url in (urls.owner_url, urls.app_url, urls.worker_url, urls.feed_url):
        connection = await asyncpg.connect(url)
        row = await connection.fetchrow(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        await connection.close()
        assert tuple(row) == (False, False)


async def test_each_test_has_a_database_of_its_own(empty_database: DatabaseFactory) -> None:
    one, other = await empty_database("toy"), await empty_database("toy")
    connection = await asyncpg.connect(one.owner_url)
    await connection.execute("CREATE TABLE marbles (id int)")
    await connection.close()

    connection = await asyncpg.connect(other.owner_url)
    assert await connection.fetchval("SELECT to_regclass('marbles')") is None
    await connection.close()


async def test_the_broker_keeps_what_is_stored_when_it_stops_and_starts(broker: Broker) -> None:
    connection = await aio_pika.connect(broker.url)
    async with connection:
        channel = await connection.channel(publisher_confirms=True)
        await channel.declare_queue("q", durable=True, arguments={"x-queue-type": "quorum"})
        message = aio_pika.Message(b"hello", delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
        await channel.default_exchange.publish(message, "q")

    await broker.stop()
    with pytest.raises(ConnectionError):
        await aio_pika.connect(broker.url)
    await broker.start()

    async with await aio_pika.connect(broker.url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("q", passive=True)
        received = await eventually(lambda: queue.get(fail=False))
        assert received is not None
        assert received.body == b"hello"


async def test_a_broker_of_a_test_is_empty(broker: Broker) -> None:
    assert await broker.queues() == []


async def test_a_user_of_production_may_do_on_a_tests_broker_what_it_may_do_there(
    broker: Broker,
) -> None:
    async with await aio_pika.connect(broker.url_of("topology")) as connection:
        channel = await connection.channel()
        await channel.declare_exchange("ev", "topic", durable=True)

    with pytest.raises(ChannelAccessRefused):
        async with await aio_pika.connect(broker.url_of("intake")) as connection:
            await (await connection.channel()).declare_exchange("ev.mine", "topic", durable=True)
    with pytest.raises(KeyError):
        broker.url_of("guest")
