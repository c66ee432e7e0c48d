"""Who may do what with documents; their standing bounds it further."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

_BRINGS = (Action.READ_DOCUMENT, Action.ADD_DOCUMENT)
_STEERS = (*_BRINGS, Action.STEER_DOCUMENT)

DOCUMENTS: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: _BRINGS,
    Role.PARENT: (*_BRINGS, Action.ANSWER_DOCUMENT),
    Role.UNIT_COORDINATOR: _STEERS,
    Role.EXPERT: _BRINGS,
    Role.COMMITTEE: (Action.READ_DOCUMENT,),
    Role.ADMINISTRATOR: _STEERS,
}
