"""Who may see what was sent; API and pages decide with it, lists filter by the same rule."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden


class Action(StrEnum):
    """What someone may want to do here."""

    READ_MESSAGE = "read-message"
    READ_MAILBOX = "read-mailbox"


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose messages an actor sees: the whole alliance's, or one unit's."""

    unit_id: UUID | None

    def covers(self, unit_id: UUID | None) -> bool:
        """Tell whether a message of this unit (None: of no unit) is within reach."""
        return self.unit_id is None or self.unit_id == unit_id


def may(actor: Actor, action: Action, unit_id: UUID | None = None) -> bool:
    """Tell whether an actor may do something; `unit_id` is the message's unit.

    The mailbox is a page of the demonstration only: there, everyone who is logged in sees it.
    """
    match action:
        case Action.READ_MESSAGE:
            reach = _reach(actor)
            return reach is not None and reach.covers(unit_id)
        case Action.READ_MAILBOX:
            return True


def reach_of(actor: Actor) -> Reach:
    """Give whose messages an actor sees; Forbidden if nobody's."""
    reach = _reach(actor)
    if reach is None:
        raise Forbidden
    return reach


def _reach(actor: Actor) -> Reach | None:
    match actor.role:
        case Role.ADMINISTRATOR:
            return Reach(unit_id=None)
        case Role.UNIT_COORDINATOR if actor.unit_id is not None:
            return Reach(unit_id=actor.unit_id)
        case _:
            return None
