"""Who may do what with a school's plan for a child: the school owns it, parents consent to it."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

OPPS: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: (Action.SEE_OPP, Action.WRITE_OPP, Action.ANSWER_OPP),
    Role.PARENT: (Action.SEE_OPP, Action.ANSWER_OPP),
    Role.TEACHER: (Action.SEE_OPP,),
    Role.EXPERT: (Action.SEE_OPP,),
    Role.COMMITTEE: (Action.SEE_OPP,),
    Role.UNIT_COORDINATOR: (Action.SEE_OPP, Action.SET_OPP_GATE),
    Role.ADMINISTRATOR: (Action.SEE_OPP, Action.SET_OPP_GATE),
}
