"""Who may look for people who can help, and say what oneself can."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

PEOPLE: Mapping[Role, tuple[Action, ...]] = {
    Role.UNIT_COORDINATOR: (Action.FIND_HELPERS, Action.KEEP_PROFILE),
    Role.EXPERT: (Action.KEEP_PROFILE,),
    Role.COMMITTEE: (Action.FIND_HELPERS, Action.KEEP_PROFILE),
    Role.DIRECTOR: (Action.FIND_HELPERS,),
    Role.ADMINISTRATOR: (Action.FIND_HELPERS, Action.KEEP_PROFILE),
}
