from dataclasses import replace

import pytest

from samenspel_kernel.actor import Actor, Role
from samenspel_web.navigation import NAVIGATION, READERS_MENU, navigation_of
from samenspel_web.texts import Texts

PLACES = {
    Role.SCHOOL_COORDINATOR: [
        *("start", "work", "new-request", "my-requests", "out-of-education", "cases"),
        *("places", "own-help", "signal", "search"),
    ],
    Role.TEACHER: ["start", "work", "my-requests", "signal", "search"],
    Role.PARENT: ["start", "to-do", "signal"],
    Role.PUPIL: ["start"],
    Role.UNIT_COORDINATOR: [
        *("work", "desk", "out-of-education", "cases", "places", "money", "signals", "figures"),
        "search",
    ],
    Role.EXPERT: ["work", "cases", "tlvs", "signal", "search"],
    Role.COMMITTEE: ["work", "requests", "cases", "tlvs", "places", "search"],
    Role.DIRECTOR: [
        *("work", "out-of-education", "tlvs", "places", "money", "bundles", "figures"),
        "search",
    ],
    Role.YOUTH_CONSULTANT: ["work", "cases", "signal", "search"],
    Role.ATTENDANCE_OFFICER: ["work", "out-of-education", "signal"],
    Role.FAMILY_DESK: ["work", "family-desk"],
    Role.ADMINISTRATOR: [
        *("work", "desk", "out-of-education", "cases", "tlvs", "places", "money", "signals"),
        *("figures", "search", "messages", "access"),
    ],
}


@pytest.mark.parametrize("role", Role)
def test_each_role_finds_its_own_places(coordinator: Actor, role: Role) -> None:
    links = navigation_of(replace(coordinator, role=role), "/intake")

    assert [link.name for link in links] == PLACES[role]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/intake", "start"),
        ("/intake/support-requests/new", "new-request"),
        ("/intake/support-requests", "my-requests"),
        ("/intake/support-requests/7", "my-requests"),
        ("/intake/pupils/7", None),
    ],
)
def test_one_place_at_most_is_current(coordinator: Actor, path: str, current: str | None) -> None:
    links = navigation_of(replace(coordinator, role=Role.SCHOOL_COORDINATOR), path)

    assert [link.name for link in links if link.current] == ([current] if current else [])


def test_without_an_actor_there_is_nothing() -> None:
    assert navigation_of(None, "/intake") == ()


def test_every_place_has_words() -> None:
    texts = Texts.with_shared()

    places = NAVIGATION + READERS_MENU
    assert [item.name for item in places if f"nav.{item.name}" not in texts] == []
