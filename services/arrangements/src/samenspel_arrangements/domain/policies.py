"""Who may do what with a case: the one rule for API and pages."""

from enum import StrEnum
from typing import Protocol
from uuid import UUID

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden, NotFound


class Action(StrEnum):
    """What one may want to do with a case."""

    SEE = "see"
    ANSWER = "answer"
    WORK = "work"


class Related(Protocol):
    """What relates people to a case."""

    @property
    def unit_id(self) -> UUID | None:
        """The unit that it belongs to, if any."""
        ...

    @property
    def school_id(self) -> UUID | None:
        """The pupil's school, if any."""
        ...

    @property
    def pupil_id(self) -> UUID:
        """The pupil."""
        ...


def may(actor: Actor, action: Action, case: Related) -> bool:
    """Tell whether the actor may; the case is one of the actor's own alliance.

    A coordinator works on the cases of the own unit, an administrator on all (also those that no
    unit has); a director sees all, a school and a parent see what concerns their own pupils.
    """
    match actor.role:
        case Role.ADMINISTRATOR:
            return True
        case Role.UNIT_COORDINATOR:
            return case.unit_id is not None and case.unit_id == actor.unit_id
        case Role.DIRECTOR:
            return action is Action.SEE
        case Role.SCHOOL_COORDINATOR:
            mine = case.school_id is not None and case.school_id == actor.school_id
            return action is Action.SEE and mine
        case Role.PARENT:
            return action is Action.SEE and case.pupil_id in actor.pupil_ids
    return False


def require(actor: Actor, action: Action, case: Related) -> None:
    """Refuse what the actor may not do: NotFound if it may not even know of it, else Forbidden."""
    if may(actor, action, case):
        return
    raise Forbidden if may(actor, Action.SEE, case) else NotFound
