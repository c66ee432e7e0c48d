"""Who gives help, and so records its sessions; who runs groups; who is asked whether it helped."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

GIVING: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: (Action.GIVE_HELP,),
    Role.TEACHER: (Action.GIVE_HELP, Action.ANSWER_QUESTION),
    Role.PARENT: (Action.ANSWER_QUESTION,),
    Role.EXPERT: (Action.GIVE_HELP,),
    Role.YOUTH_CONSULTANT: (Action.GIVE_HELP,),
    Role.UNIT_COORDINATOR: (Action.GIVE_HELP, Action.RUN_GROUPS),
    Role.ADMINISTRATOR: (Action.GIVE_HELP, Action.RUN_GROUPS),
}
