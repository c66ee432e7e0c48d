"""Every event has an owner that tells it and a reader that hears it, and no one hears too much."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from samenspel_contracts.registry import REGISTRY, EventData, Privacy, aggregate_of
from samenspel_messaging.consumers import Consumer
from samenspel_testkit.services import SERVICES, build

CONSUMERS = {name: build(name)[0].consumers for name in SERVICES}
PERSONAL_AGGREGATES = {"pupil", "contact"}
MAY_READ_PERSONS = {"arrangements", "notifications"}
ITEMS = (
    *("signal", "registration", "out-of-education-spell", "prepared-request", "share-grant"),
    "correction",
    "money-request",
)

FOR_PARTNERS = "who answers from now on comes with action-planned; partners are told why"
FOR_FIGURES = "may be counted one day; no figure needs it now"
KNOWN_UNREAD = (
    {
        f"nl.passend-onderwijs.{item}.{told}.v1": FOR_PARTNERS
        for item in ITEMS
        for told in ("handover-answered", "reassigned")
    }
    | {"nl.passend-onderwijs.opp.reassigned.v1": FOR_PARTNERS}
    | {"nl.passend-onderwijs.tlv.reassigned.v1": FOR_PARTNERS}
    | {"nl.passend-onderwijs.placement.reassigned.v1": FOR_PARTNERS}
    | {"nl.passend-onderwijs.funding-check.reassigned.v1": FOR_PARTNERS}
    | {"nl.passend-onderwijs.transition.reassigned.v1": FOR_PARTNERS}
    | {
        "nl.passend-onderwijs.case.reassigned.v1": FOR_PARTNERS,
        "nl.passend-onderwijs.share-grant.granted.v1": "for partners; their people get roles",
        "nl.passend-onderwijs.correction.term-breached.v1": "no figure counts corrections; lists show "
        "what is late by its last day",
        "nl.passend-onderwijs.funding-check.term-breached.v1": "no figure counts these checks; "
        "lists show what is late by its last day",
        "nl.passend-onderwijs.money-request.term-breached.v1": "no figure counts requests for money; "
        "lists show what is late by its last day",
    }
    | {
        f"nl.passend-onderwijs.own-help.{told}.v1": "for the share of help decided at school (K10)"
        for told in ("registered", "taken-back")
    }
    | {
        f"nl.passend-onderwijs.{told}.v1": FOR_FIGURES
        for told in (
            *("shared-perspective.phase-entered", "shared-perspective.transfer-checked"),
            *("shared-perspective.term-breached", "voice-moment.term-breached"),
            *("help-session.given", "help-session.missed"),
            *("help-group.made", "help-group.changed", "help-group.closed"),
            *("help-session.moved", "help-session.called-off"),
            *("opp.consent-withheld", "opp.established", "opp.evaluated"),
            "placement.seat-asked",
            *("meeting.agreement-settled", "meeting.term-breached"),
        )
    }
)
"""Types that no service of ours needs, and why they exist."""

every_event = pytest.mark.parametrize("event", REGISTRY.values(), ids=lambda e: str(e.type))


def bound_by(consumer: Consumer) -> list[type[EventData]]:
    """Give all that a consumer gets: whole aggregates, not only what it has a handler for."""
    return [e for e in REGISTRY.values() if aggregate_of(e.type) in consumer.aggregates]


@every_event
def test_its_owner_maps_it(event: type[EventData]) -> None:
    publishing = import_module(f"samenspel_{event.owner}.publishing")
    names = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for module in Path(publishing.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Attribute | ast.Name)
    }

    assert event.__name__ in names


@every_event
def test_someone_reads_it(event: type[EventData]) -> None:
    readers = [c for found in CONSUMERS.values() for c in found if event in c.handlers]

    assert bool(readers) != (event.type in KNOWN_UNREAD)


@every_event
def test_its_aggregate_is_of_its_owner_alone(event: type[EventData]) -> None:
    owners = {e.owner for e in REGISTRY.values() if e.aggregate() == event.aggregate()}

    assert owners == {event.owner}


@every_event
def test_personal_data_is_in_the_personal_aggregates_alone(event: type[EventData]) -> None:
    personal = event.privacy() in (Privacy.PERSONAL, Privacy.SPECIAL)

    assert not personal or event.aggregate() in PERSONAL_AGGREGATES


@pytest.mark.parametrize("service", sorted(set(SERVICES) - MAY_READ_PERSONS))
def test_who_need_not_know_persons_is_not_sent_any(service: str) -> None:
    got = {event.type for consumer in CONSUMERS[service] for event in bound_by(consumer)}
    of_persons = {e.type for e in REGISTRY.values() if e.aggregate() in PERSONAL_AGGREGATES}

    assert got & of_persons == set()


def test_reporting_is_sent_nothing_personal() -> None:
    got = {event for consumer in CONSUMERS["reporting"] for event in bound_by(consumer)}

    assert [e.type for e in got if e.privacy() in (Privacy.PERSONAL, Privacy.SPECIAL)] == []


def test_the_names_of_a_services_consumers_differ() -> None:
    for service, consumers in CONSUMERS.items():
        names = [consumer.name for consumer in consumers]
        assert len(names) == len(set(names)), service
