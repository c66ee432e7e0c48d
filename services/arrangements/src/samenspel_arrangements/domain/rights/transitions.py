"""Who may do what when a child goes on to its next school."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

_DESK = (
    Action.SEE_TRANSITION,
    Action.PREPARE_TRANSITION,
    Action.ANSWER_TRANSITION,
    Action.RECEIVE_TRANSITION,
)
TRANSITIONS: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: _DESK,
    Role.PARENT: (Action.SEE_TRANSITION, Action.ANSWER_TRANSITION),
    Role.UNIT_COORDINATOR: _DESK,
    Role.ADMINISTRATOR: _DESK,
}
