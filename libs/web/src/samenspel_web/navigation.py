"""The one main navigation of all services: what each role finds where."""

from collections.abc import Iterable
from dataclasses import dataclass

from samenspel_kernel.actor import Actor, Role

SCHOOL, UNIT, PARENT, DIRECTOR, ADMINISTRATOR = (
    Role.SCHOOL_COORDINATOR,
    Role.UNIT_COORDINATOR,
    Role.PARENT,
    Role.DIRECTOR,
    Role.ADMINISTRATOR,
)
PERSONAS_HREF = "/intake/personas"


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place in the main navigation, for some roles."""

    label: str
    href: str
    roles: frozenset[Role]


def _item(label: str, href: str, *roles: Role) -> NavItem:
    return NavItem(label, href, frozenset(roles))


NAVIGATION = (
    _item("Start", "/intake", *Role),
    _item("Nieuwe vraag", "/intake/support-requests/new", SCHOOL),
    _item("Mijn vragen", "/intake/support-requests", SCHOOL),
    _item("Vragen", "/intake/desk", UNIT, ADMINISTRATOR),
    _item("Trajecten", "/arrangements/cases", UNIT, ADMINISTRATOR),
    _item("Cijfers", "/reporting", UNIT, DIRECTOR, ADMINISTRATOR),
    _item("Berichten", "/notifications", ADMINISTRATOR),
)


@dataclass(frozen=True, slots=True)
class NavLink:
    """A place as shown on one page; `current` where the page is this place or below it."""

    label: str
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
    return tuple(NavLink(item.label, item.href, item.href == current) for item in mine)


def _leads_to(href: str, path: str) -> bool:
    return path == href or (path.startswith(f"{href}/") and href != "/intake")
