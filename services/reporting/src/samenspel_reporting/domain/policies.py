"""Who may see which figures; the one table for API, pages and lists."""

from enum import StrEnum
from uuid import UUID

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Policy, Relation, Relations, granted
from samenspel_kernel.errors import Forbidden
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.items import ItemKind


class Action(StrEnum):
    """What one may want to do here."""

    SEE_FIGURES = "see-figures"


POLICY = Policy(
    {
        Role.UNIT_COORDINATOR: granted(Relation.UNIT, Action.SEE_FIGURES),
        Role.COMMITTEE: granted(Relation.ALLIANCE, Action.SEE_FIGURES),
        Role.DIRECTOR: granted(Relation.ALLIANCE, Action.SEE_FIGURES),
        Role.ADMINISTRATOR: granted(Relation.ALLIANCE, Action.SEE_FIGURES),
    },
    knowing=Action.SEE_FIGURES,
    meaning={
        Action.SEE_FIGURES: "See the figures of an area and the lists behind them, without names",
    },
)

_SEES_MONEY = frozenset({Role.UNIT_COORDINATOR, Role.DIRECTOR, Role.ADMINISTRATOR})
_BY_ALL = frozenset({ItemKind.SUPPORT_REQUEST, ItemKind.CASE})
_AT_DESKS = frozenset(ItemKind) - {ItemKind.PREPARED_REQUEST}
_OPENED = {
    Role.UNIT_COORDINATOR: _AT_DESKS,
    Role.ADMINISTRATOR: _AT_DESKS,
    Role.DIRECTOR: _BY_ALL | {ItemKind.SHARE_GRANT},
    Role.COMMITTEE: _BY_ALL | {ItemKind.TLV},
}


def may(actor: Actor, area: Area) -> bool:
    """Tell whether the actor may see the figures of an area and the lists behind them.

    The alliance's desk and the alliance as a whole belong to no unit.
    """
    relations = Relations(alliance_id=actor.alliance_id, unit_id=area.unit_id)
    return POLICY.may(actor, Action.SEE_FIGURES, relations)


def may_open(actor: Actor, kind: ItemKind) -> bool:
    """Tell whether the service that owns an item shows it to the actor, so that a link helps.

    What is between a child's parents, its school and a desk stays there, but for leave to share
    that a director may have to decide on; what is still being prepared is the school's.
    """
    return kind in _OPENED.get(actor.role, _BY_ALL)


def may_open_money(actor: Actor) -> bool:
    """Tell whether arrangements shows the actor what was booked, so that a link helps."""
    return actor.role in _SEES_MONEY


def answers_for(actor: Actor, area: Area) -> bool:
    """Tell whether the actor answers for an area, and so may know of it what is about few children.

    That is the coordinator of a unit for the own unit; whoever sees all units answers for none.
    """
    bound = POLICY.relation(actor.role, Action.SEE_FIGURES) is Relation.UNIT
    return bound and may(actor, area)


def check(actor: Actor, area: Area) -> None:
    """Refuse with Forbidden what `may` does not allow; that units exist is public."""
    if not may(actor, area):
        raise Forbidden


def visible_unit(actor: Actor) -> UUID | None:
    """Give the one unit that the actor is bound to, None for the whole alliance; or Forbidden."""
    POLICY.require_somewhere(actor, Action.SEE_FIGURES)
    whole = POLICY.relation(actor.role, Action.SEE_FIGURES) is Relation.ALLIANCE
    return None if whole else actor.unit_id
