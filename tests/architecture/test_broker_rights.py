"""Each service may do on the broker what its events and queues need, and nothing more."""

import re
from typing import Any

import pytest

from samenspel_contracts.registry import REGISTRY
from samenspel_messaging.topology import Names, Queue, queues_of
from samenspel_testkit.broker_rights import BrokerRights
from samenspel_testkit.services import SERVICES, build

NOTHING = "^$"
TOPOLOGY = "topology"
QUEUES: dict[str, list[Queue]] = {
    name: list(queues_of(Names(name), build(name)[0].consumers)) for name in SERVICES
}


def rights_of(user: str, kind: str, rights: BrokerRights) -> dict[str, Any]:
    """Give the one right of a kind that a user has."""
    found = [right for right in rights.definitions[kind] if right["user"] == user]
    assert len(found) == 1, f"{user} needs exactly one row in {kind} of definitions.json"
    return found[0]


def needed_to_publish(service: str) -> str:
    """Give the pattern of the routing keys of a service's events and watermarks."""
    aggregates = sorted({e.aggregate() for e in REGISTRY.values() if e.owner == service})
    events = rf"p[0-9]{{2}}\.[^.]+\.({'|'.join(aggregates)})\."
    return rf"^({events}|sys\.watermark\.{service}$)" if aggregates else NOTHING


def test_the_users_are_the_services_and_the_one_that_declares(broker_rights: BrokerRights) -> None:
    assert set(broker_rights.users) == {*SERVICES, TOPOLOGY}
    assert [user["tags"] for user in broker_rights.definitions["users"]] == [[]] * 5


def test_no_password_is_kept_here(broker_rights: BrokerRights) -> None:
    known = {key for user in broker_rights.definitions["users"] for key in user}

    assert known == {"name", "tags", "hashing_algorithm"}


def test_there_is_a_topic_right_for_everybody(broker_rights: BrokerRights) -> None:
    # RabbitMQ lets a user without one publish with any routing key.
    for user in broker_rights.users:
        topic = rights_of(user, "topic_permissions", broker_rights)
        plain = rights_of(user, "permissions", broker_rights)
        assert topic["exchange"] == Names(user).events
        assert topic["vhost"] == plain["vhost"] == broker_rights.definitions["vhosts"][0]["name"]


def test_a_service_may_publish_its_own_events_and_no_others(
    service: str, broker_rights: BrokerRights
) -> None:
    keys, needed = (
        rights_of(service, "topic_permissions", broker_rights),
        needed_to_publish(service),
    )
    exchange = rights_of(service, "permissions", broker_rights)["write"]

    assert keys["write"] == needed, (
        f"the events of {service} have other aggregates than it may publish: in"
        " deploy/rabbitmq/definitions.json, under topic_permissions, its write pattern must be"
        f" {needed}"
    )
    assert keys["read"] == NOTHING
    assert exchange == (NOTHING if needed == NOTHING else f"^{Names(service).events}$")


@pytest.mark.parametrize("other", SERVICES)
def test_a_service_may_read_its_own_queues_and_no_others(
    service: str, other: str, broker_rights: BrokerRights
) -> None:
    readable = rights_of(service, "permissions", broker_rights)["read"]

    for queue in QUEUES[other]:
        assert bool(re.search(readable, queue.name)) == (service == other), queue.name


def test_a_service_may_declare_nothing(service: str, broker_rights: BrokerRights) -> None:
    assert rights_of(service, "permissions", broker_rights)["configure"] == NOTHING


def test_one_user_may_declare_and_bind_everything_but_publish_no_event(
    service: str, broker_rights: BrokerRights
) -> None:
    plain = rights_of(TOPOLOGY, "permissions", broker_rights)
    topic = rights_of(TOPOLOGY, "topic_permissions", broker_rights)
    names = Names(service)

    for exchange in (names.events, names.parking):
        assert re.search(plain["configure"], exchange)
        assert re.search(plain["read"], exchange)
    for queue in QUEUES[service]:
        assert all(re.search(plain[right], queue.name) for right in ("configure", "write", "read"))
        if queue.exchange == names.events:
            assert all(re.search(topic["read"], key) for key in queue.keys)
    assert re.search(plain["write"], names.parking), "where dead letters go"
    assert not re.search(plain["write"], names.events)
    assert topic["write"] == NOTHING
