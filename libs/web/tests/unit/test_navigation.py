from dataclasses import replace

import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_web.navigation import navigation_of


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (Role.SCHOOL_COORDINATOR, ["Start", "Nieuwe vraag", "Mijn vragen"]),
        (Role.UNIT_COORDINATOR, ["Start", "Vragen", "Trajecten", "Cijfers"]),
        (Role.PARENT, ["Start"]),
        (Role.DIRECTOR, ["Start", "Cijfers"]),
        (Role.ADMINISTRATOR, ["Start", "Vragen", "Trajecten", "Cijfers", "Berichten"]),
    ],
)
def test_each_role_finds_its_own_places(coordinator: Actor, role: Role, labels: list[str]) -> None:
    links = navigation_of(replace(coordinator, role=role), "/intake")

    assert [link.label for link in links] == labels


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/intake", "Start"),
        ("/intake/support-requests/new", "Nieuwe vraag"),
        ("/intake/support-requests", "Mijn vragen"),
        ("/intake/support-requests/7", "Mijn vragen"),
        ("/intake/pupils/7", None),
    ],
)
def test_one_place_at_most_is_current(coordinator: Actor, path: str, current: str | None) -> None:
    links = navigation_of(replace(coordinator, role=Role.SCHOOL_COORDINATOR), path)

    assert [link.label for link in links if link.current] == ([current] if current else [])


def test_without_an_actor_there_is_nothing() -> None:
    assert navigation_of(None, "/intake") == ()
