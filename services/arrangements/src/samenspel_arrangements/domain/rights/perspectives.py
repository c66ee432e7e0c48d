"""Who may do what with the shared perspective of a case."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

_PARTY = (Action.SEE_PERSPECTIVE, Action.TAKE_POSITION)
_AT_SCHOOL = (*_PARTY, Action.WRITE_PERSPECTIVE)
_COLLEAGUE = (*_AT_SCHOOL, Action.STEER_PERSPECTIVE)

PERSPECTIVES: Mapping[Role, tuple[Action, ...]] = {
    Role.PUPIL: _PARTY,
    Role.PARENT: _AT_SCHOOL,
    Role.TEACHER: _AT_SCHOOL,
    Role.SCHOOL_COORDINATOR: _AT_SCHOOL,
    Role.UNIT_COORDINATOR: _COLLEAGUE,
    Role.ADMINISTRATOR: _COLLEAGUE,
    Role.EXPERT: (Action.SEE_PERSPECTIVE,),
    Role.YOUTH_CONSULTANT: (Action.SEE_PERSPECTIVE,),
}
