"""Who may do what with help that schools arranged by themselves."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

OWN_HELP: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: (Action.SEE_OWN_HELP, Action.REGISTER_OWN_HELP),
    Role.UNIT_COORDINATOR: (Action.SEE_OWN_HELP,),
    Role.DIRECTOR: (Action.SEE_OWN_HELP, Action.SET_ARRANGING_LIMIT),
    Role.ADMINISTRATOR: (Action.SEE_OWN_HELP, Action.SET_ARRANGING_LIMIT),
}
