"""Who may do what with meetings: all who are there prepare them; who holds the case leads them."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

_THERE = (Action.SEE_MEETING, Action.ADD_TO_AGENDA)
_LEADS = (*_THERE, Action.WORK_ON_MEETING)

MEETINGS: Mapping[Role, tuple[Action, ...]] = {
    Role.PARENT: _THERE,
    Role.TEACHER: _THERE,
    Role.SCHOOL_COORDINATOR: _THERE,
    Role.EXPERT: _THERE,
    Role.UNIT_COORDINATOR: _LEADS,
    Role.ADMINISTRATOR: _LEADS,
}
