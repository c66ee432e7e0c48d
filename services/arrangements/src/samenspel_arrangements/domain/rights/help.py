"""Who gives help, and so may plan its sessions and say whether they were given."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

GIVING: Mapping[Role, tuple[Action, ...]] = {
    role: (Action.GIVE_HELP,)
    for role in (
        Role.SCHOOL_COORDINATOR,
        Role.TEACHER,
        Role.EXPERT,
        Role.YOUTH_CONSULTANT,
        Role.UNIT_COORDINATOR,
        Role.ADMINISTRATOR,
    )
}
