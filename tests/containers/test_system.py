"""In containers: the system comes up by itself, and the first journey goes through the proxy."""

import json

import httpx2
import pytest
from tests.containers.accounts import at_rest, settle
from tests.containers.composed import CONTAINERS, PROJECT, SERVICES, Composed, become
from tests.containers.docker_cli import docker
from tests.containers.journey import travel
from tests.containers.patient import Pace, PatientClient

HEALTHY_WITHIN_SECONDS = 120
READERS = {
    "intake": ("ARRANGEMENTS", "NOTIFICATIONS", "REPORTING"),
    "arrangements": ("INTAKE", "NOTIFICATIONS", "REPORTING"),
}
"""Whose logs are read, and by whom."""


def test_it_is_healthy_within_two_minutes(system: Composed) -> None:
    assert system.took < HEALTHY_WITHIN_SECONDS
    assert all(system.is_healthy(each) for each in CONTAINERS)


def test_only_the_proxy_is_reachable_and_only_from_this_machine(system: Composed) -> None:
    for each in CONTAINERS:
        ports = json.loads(docker("inspect", system.id_of(each)))[0]["NetworkSettings"]["Ports"]
        published = [where["HostIp"] for open_ in ports.values() for where in open_ or []]
        assert published == (["127.0.0.1"] if each == "proxy" else []), each


def test_no_password_is_seen_from_outside_a_container(system: Composed) -> None:
    secrets = system.secrets()
    assert len(secrets) > len(SERVICES)
    for each in docker(
        "ps", "-aq", "--filter", f"label=com.docker.compose.project={PROJECT}"
    ).split():
        told = docker("inspect", each) + docker("logs", each)
        assert not [name for name, value in secrets.items() if value in told]


@pytest.mark.parametrize("service", SERVICES)
def test_each_process_has_only_its_own_secrets(system: Composed, service: str) -> None:
    def held(process: str) -> set[str]:
        return set(
            system.compose("exec", "-T", f"{service}-{process}", "ls", "/run/secrets").split()
        )

    finding = {"LOOKUP_KEY"} if service == "intake" else set()
    checking = {"LETTER_KEY", "TOKEN_KEY", "TOKEN_KEY_OTHER"} if service == "intake" else set()
    keeping = {"DOCUMENT_KEY", "DOCUMENT_KEY_OTHER"} if service == "arrangements" else set()
    writing = {"LETTER_KEY"} if service == "notifications" else set()
    assert held("api") == {"DATABASE__APP_PASSWORD", "COOKIE_KEY", *finding, *checking, *keeping}
    readers = {f"FEED_READERS__{reader}" for reader in READERS.get(service, ())}
    assert held("worker") == {
        "DATABASE__WORKER_PASSWORD",
        "AMQP_PASSWORD",
        "FEED_TOKEN",
        *readers,
        *finding,
        *keeping,
        *writing,
    }


def test_nobody_is_guest_on_the_broker(system: Composed) -> None:
    told = system.run("rabbitmq", "rabbitmqctl", "-q", "list_users")
    users = {line.split()[0] for line in told.splitlines() if line.split()[1:2] != ["tags"]}
    assert users == {*SERVICES, "topology"}


async def test_the_first_journey_goes_through_the_proxy(system: Composed) -> None:
    pace = Pace(per_second=20)
    async with (
        PatientClient(system.address, pace) as school,
        PatientClient(system.address, pace) as unit,
    ):
        await become(school, "Marieke Vink")
        await become(unit, "Fatima Aydin")
        before = await at_rest(system)
        await travel(school, unit)
        await settle(system, before.after(1), within=30)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Marieke Vink", "/intake/support-requests"),
        ("Eva de Graaf", "/intake/support-requests"),
        ("Fatima Aydin", "/arrangements/cases"),
        ("Bert Admiraal", "/notifications/messages"),
        ("Anneke Sluis", "/reporting"),
    ],
)
async def test_everyone_of_the_demonstration_sees_a_page(
    system: Composed, name: str, path: str
) -> None:
    async with httpx2.AsyncClient(base_url=system.address) as http:
        await become(http, name)
        answer = await http.get(path)
    assert answer.status_code == 200
    assert "<h1" in answer.text
