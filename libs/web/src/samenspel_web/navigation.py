"""The one main navigation of all services, and the menu of who is logged in."""

from collections.abc import Iterable
from dataclasses import dataclass

from samenspel_kernel.actor import Actor, Role

SCHOOL, TEACHER, PARENT, PUPIL = (
    Role.SCHOOL_COORDINATOR,
    Role.TEACHER,
    Role.PARENT,
    Role.PUPIL,
)
UNIT, EXPERT, COMMITTEE, DIRECTOR, YOUTH, ATTENDANCE, FAMILY_DESK, ADMINISTRATOR = (
    Role.UNIT_COORDINATOR,
    Role.EXPERT,
    Role.COMMITTEE,
    Role.DIRECTOR,
    Role.YOUTH_CONSULTANT,
    Role.ATTENDANCE_OFFICER,
    Role.FAMILY_DESK,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place in the main navigation, for some roles; its words are the text `nav.<name>`."""

    name: str
    href: str
    roles: frozenset[Role]


def _item(name: str, href: str, *roles: Role) -> NavItem:
    return NavItem(name, href, frozenset(roles))


STARTS_AT_A_PLACE = frozenset(
    {UNIT, EXPERT, COMMITTEE, DIRECTOR, YOUTH, ATTENDANCE, FAMILY_DESK, ADMINISTRATOR}
)
"""Whose start is one of the other places, so that they need none beside it."""

NAVIGATION = (
    _item("start", "/intake", *(set(Role) - STARTS_AT_A_PLACE)),
    _item(
        "work",
        "/notifications/work",
        SCHOOL,
        TEACHER,
        UNIT,
        EXPERT,
        COMMITTEE,
        DIRECTOR,
        YOUTH,
        ATTENDANCE,
        FAMILY_DESK,
        ADMINISTRATOR,
    ),
    _item("to-do", "/notifications/work", PARENT),
    _item("new-request", "/intake/support-requests/new", SCHOOL),
    _item("my-requests", "/intake/support-requests", SCHOOL, TEACHER),
    _item("desk", "/intake/desk", UNIT, ADMINISTRATOR),
    _item(
        "out-of-education",
        "/intake/out-of-education",
        SCHOOL,
        UNIT,
        ATTENDANCE,
        DIRECTOR,
        ADMINISTRATOR,
    ),
    _item("requests", "/intake/support-requests", COMMITTEE),
    _item("cases", "/arrangements/cases", SCHOOL, UNIT, EXPERT, COMMITTEE, YOUTH, ADMINISTRATOR),
    _item("tlvs", "/arrangements/tlvs", EXPERT, COMMITTEE, DIRECTOR, ADMINISTRATOR),
    _item("places", "/arrangements/provisions", SCHOOL, UNIT, COMMITTEE, DIRECTOR, ADMINISTRATOR),
    _item("money", "/arrangements/money", UNIT, DIRECTOR, ADMINISTRATOR),
    _item("own-help", "/arrangements/own-help", SCHOOL),
    _item("signals", "/intake/signals", UNIT, ADMINISTRATOR),
    _item("family-desk", "/intake/family-desk", FAMILY_DESK),
    _item("bundles", "/intake/family-desk/bundles", DIRECTOR),
    _item("signal", "/intake/signals/new", SCHOOL, TEACHER, PARENT, EXPERT, YOUTH, ATTENDANCE),
    _item("figures", "/reporting", UNIT, DIRECTOR, ADMINISTRATOR),
    _item("search", "/intake/search", *(set(Role) - {PARENT, PUPIL, ATTENDANCE, FAMILY_DESK})),
    _item("messages", "/notifications", ADMINISTRATOR),
    _item("access", "/intake/access", ADMINISTRATOR),
)
READERS_MENU = (
    _item("me", "/intake/me", *(role for role in Role if role is not PUPIL)),
    _item("roles", "/intake/roles", *(role for role in Role if role is not PUPIL)),
    _item("sessions", "/intake/sessions", *(role for role in Role if role is not PUPIL)),
    _item("accounts", "/intake/accounts", *(set(Role) - {PARENT, PUPIL})),
    _item("passkeys", "/intake/passkeys", PARENT, EXPERT, YOUTH),
    _item("terms", "/intake/terms", *(role for role in Role if role is not PUPIL)),
)
"""What a reader finds in the menu under the own name, above the button to log out."""


@dataclass(frozen=True, slots=True)
class NavLink:
    """A place as shown on one page; `current` where the page is this place or below it."""

    name: str
    href: str
    current: bool


def navigation_of(
    actor: Actor | None, path: str, items: Iterable[NavItem] = NAVIGATION
) -> tuple[NavLink, ...]:
    """Give the links for an actor; the longest that leads to the path is current."""
    if actor is None:
        return ()
    mine = [item for item in items if actor.role in item.roles]
    leading = [item.href for item in mine if _leads_to(item.href, path)]
    current = max(leading, key=len, default="")
    return tuple(NavLink(item.name, item.href, item.href == current) for item in mine)


def _leads_to(href: str, path: str) -> bool:
    return path == href or (path.startswith(f"{href}/") and href != "/intake")
