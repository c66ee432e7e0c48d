"""No service gets at another's data: asked of RabbitMQ and PostgreSQL themselves."""

from collections.abc import Awaitable, Callable

import aio_pika
import asyncpg
import pytest
from aio_pika.abc import AbstractChannel, AbstractIncomingMessage
from aiormq.exceptions import ChannelAccessRefused

from samenspel_contracts.registry import PREFIX, REGISTRY
from samenspel_messaging import topology
from samenspel_messaging.topology import Names, queues_of
from samenspel_platform.provisioning import ServiceUrls
from samenspel_testkit.broker import Broker
from samenspel_testkit.plugin import DatabaseFactory
from samenspel_testkit.services import SERVICES, build

TOPOLOGY = "topology"
EVENTS, PARKING = Names(TOPOLOGY).events, Names(TOPOLOGY).parking
CONSUMERS = {name: build(name)[0].consumers for name in SERVICES}
QUEUES = {name: [q.name for q in queues_of(Names(name), CONSUMERS[name])] for name in SERVICES}
KEYS = {
    name: [
        f"p07.{place}.{event.type.removeprefix(PREFIX)}"
        for event in REGISTRY.values()
        if event.owner == name
        for place in ("alliance", "0192a4b6-0000-7000-8000-000000000001")
    ]
    for name in SERVICES
}
NOBODYS_KEYS = ["p07.alliance.message.sent.v1", "p07.alliance.message.case.opened.v1", "", "#"]

Act = Callable[[AbstractChannel], Awaitable[object]]


@pytest.fixture
async def declared(broker: Broker) -> Broker:
    """A broker with the queues of all services, declared by the user that does so."""
    for name in SERVICES:
        await topology.apply(broker.url_of(TOPOLOGY), service=name, consumers=CONSUMERS[name])
    return broker


async def do(broker: Broker, user: str, act: Act) -> None:
    """Do something as a user, on a connection of its own."""
    async with await aio_pika.connect(broker.url_of(user)) as connection:
        await act(await connection.channel())


async def is_refused(broker: Broker, user: str, act: Act) -> bool:
    """Tell whether the broker refuses a user something, by closing the channel."""
    try:
        await do(broker, user, act)
    except ChannelAccessRefused:
        return True
    return False


def publish(exchange: str, key: str) -> Act:
    async def act(channel: AbstractChannel) -> None:
        target = await channel.get_exchange(exchange, ensure=False)
        await target.publish(aio_pika.Message(b"{}"), key)

    return act


def to_default_exchange(queue: str) -> Act:
    return lambda channel: channel.default_exchange.publish(aio_pika.Message(b"{}"), queue)


def consume(queue: str) -> Act:
    async def ignore(message: AbstractIncomingMessage) -> None:
        """It is the reading that counts."""

    async def act(channel: AbstractChannel) -> None:
        await (await channel.get_queue(queue)).consume(ignore)

    return act


def purge(queue: str) -> Act:
    async def act(channel: AbstractChannel) -> None:
        await (await channel.get_queue(queue)).purge()

    return act


def bind(queue: str) -> Act:
    async def act(channel: AbstractChannel) -> None:
        await (await channel.get_queue(queue)).bind(EVENTS, "#")

    return act


async def test_a_service_publishes_its_own_events_and_no_others(
    service: str, declared: Broker
) -> None:
    for key in KEYS[service]:
        assert not await is_refused(declared, service, publish(EVENTS, key)), key

    others = [key for name in SERVICES if name != service for key in KEYS[name]]
    for key in [*others, *NOBODYS_KEYS]:
        assert await is_refused(declared, service, publish(EVENTS, key)), key


async def test_a_service_puts_nothing_in_a_queue_but_through_the_events(
    service: str, declared: Broker
) -> None:
    for name in SERVICES:
        assert await is_refused(declared, service, to_default_exchange(QUEUES[name][0]))
        assert await is_refused(declared, service, publish(PARKING, name))


async def test_a_service_reads_its_own_queues_and_no_others(service: str, declared: Broker) -> None:
    for queue in QUEUES[service]:
        assert not await is_refused(declared, service, consume(queue)), queue

    for queue in (queue for name in SERVICES if name != service for queue in QUEUES[name]):
        assert await is_refused(declared, service, consume(queue)), queue
        assert await is_refused(declared, service, purge(queue)), queue


async def test_a_service_declares_binds_and_deletes_nothing(service: str, declared: Broker) -> None:
    mine = QUEUES[service][0]
    acts: list[Act] = [
        lambda channel: channel.declare_queue(f"q.{service}.spy", durable=True),
        lambda channel: channel.declare_queue("", exclusive=True),
        lambda channel: channel.declare_exchange("mine", durable=True),
        lambda channel: channel.queue_delete(mine),
        lambda channel: channel.exchange_delete(EVENTS),
        bind(mine),
    ]
    for number, act in enumerate(acts):
        assert await is_refused(declared, service, act), number


async def test_who_declares_finds_all_in_order_and_publishes_nothing(declared: Broker) -> None:
    for name in SERVICES:
        url = declared.url_of(TOPOLOGY)
        assert await topology.check(url, service=name, consumers=CONSUMERS[name]) == []
        for key in KEYS[name]:
            assert await is_refused(declared, TOPOLOGY, publish(EVENTS, key)), key
        assert await is_refused(declared, TOPOLOGY, to_default_exchange(QUEUES[name][0]))


async def test_who_declares_binds_to_events_only_as_queues_do(declared: Broker) -> None:
    assert await is_refused(declared, TOPOLOGY, bind(QUEUES["reporting"][0]))


async def test_no_role_of_a_service_enters_the_database_of_another(
    empty_database: DatabaseFactory,
) -> None:
    databases: dict[str, ServiceUrls] = {name: await empty_database(name) for name in SERVICES}

    entered = set()
    for name, urls in databases.items():
        for url in (urls.owner_url, urls.app_url, urls.worker_url, urls.feed_url):
            for target, theirs in databases.items():
                if await enters(url, theirs.app_url.rpartition("/")[2]):
                    entered.add((name, url.split("://")[1].split(":")[0], target))

    assert entered == {
        (name, f"{name}_{kind}", name)
        for name in SERVICES
        for kind in ("owner", "app", "worker", "feed")
    }


async def enters(url: str, database: str) -> bool:
    """Tell whether a role may connect to a database."""
    try:
        connection = await asyncpg.connect(url, database=database)
    except asyncpg.InsufficientPrivilegeError:
        return False
    await connection.close()
    return True
