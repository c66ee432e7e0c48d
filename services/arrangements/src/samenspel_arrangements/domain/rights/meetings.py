"""Who may do what with meetings: all who are there prepare them; who holds the case leads them."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

_THERE = (Action.SEE_MEETING, Action.ADD_TO_AGENDA)
_BESIDE = (*_THERE, Action.READ_WITH_CHILD)
_LEADS = (*_BESIDE, Action.WORK_ON_MEETING)

MEETINGS: Mapping[Role, tuple[Action, ...]] = {
    Role.PUPIL: (Action.READ_WITH_CHILD, Action.DECLINE_AS_CHILD),
    Role.PARENT: _BESIDE,
    Role.TEACHER: _BESIDE,
    Role.SCHOOL_COORDINATOR: _BESIDE,
    Role.EXPERT: _THERE,
    Role.UNIT_COORDINATOR: _LEADS,
    Role.ADMINISTRATOR: _LEADS,
}
