"""Who may do what with a case and the help that is granted in it."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

_COLLEAGUE = (Action.SEE, Action.READ_TEXT, Action.READ_NOTE, Action.ANSWER, Action.WORK)

CASES: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: (Action.SEE, Action.READ_TEXT),
    Role.TEACHER: (Action.SEE,),
    Role.PARENT: (Action.SEE, Action.READ_TEXT, Action.SEE_READERS),
    Role.UNIT_COORDINATOR: _COLLEAGUE,
    Role.EXPERT: (Action.SEE, Action.READ_TEXT),
    Role.COMMITTEE: (Action.SEE, Action.READ_TEXT),
    Role.DIRECTOR: (Action.SEE,),
    Role.YOUTH_CONSULTANT: (Action.SEE,),
    Role.ADMINISTRATOR: (*_COLLEAGUE, Action.SEE_READERS),
}
