"""Who gives help, and so records its sessions; who runs groups; who is asked; who finds recipes."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

GIVING: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: (Action.GIVE_HELP, Action.FIND_RECIPES),
    Role.TEACHER: (Action.GIVE_HELP, Action.ANSWER_QUESTION),
    Role.PARENT: (Action.ANSWER_QUESTION,),
    Role.EXPERT: (Action.GIVE_HELP, Action.FIND_RECIPES),
    Role.COMMITTEE: (Action.FIND_RECIPES,),
    Role.YOUTH_CONSULTANT: (Action.GIVE_HELP,),
    Role.UNIT_COORDINATOR: (Action.GIVE_HELP, Action.RUN_GROUPS, Action.FIND_RECIPES),
    Role.ADMINISTRATOR: (Action.GIVE_HELP, Action.RUN_GROUPS, Action.FIND_RECIPES),
}
