"""Who may see which figures; used by pages and API alike. Denied unless it says so here."""

from uuid import UUID

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden
from samenspel_reporting.domain.area import Area, AreaKind

WHOLE_ALLIANCE = frozenset({Role.DIRECTOR, Role.ADMINISTRATOR})


def may(actor: Actor, area: Area) -> bool:
    """Tell whether the actor may see the figures of an area and the lists behind them."""
    if actor.role in WHOLE_ALLIANCE:
        return True
    own = actor.role is Role.UNIT_COORDINATOR and actor.unit_id is not None
    return own and area.kind is AreaKind.UNIT and area.unit_id == actor.unit_id


def check(actor: Actor, area: Area) -> None:
    """Refuse with Forbidden what `may` does not allow; that units exist is public."""
    if not may(actor, area):
        raise Forbidden


def visible_unit(actor: Actor) -> UUID | None:
    """Give the one unit that the actor is bound to, None for the whole alliance; or Forbidden."""
    if actor.role in WHOLE_ALLIANCE:
        return None
    if actor.role is Role.UNIT_COORDINATOR and actor.unit_id is not None:
        return actor.unit_id
    raise Forbidden
