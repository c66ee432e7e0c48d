"""Who may see who works together on a case; who works on it says who does."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

_INVOLVED = (
    Role.SCHOOL_COORDINATOR,
    Role.TEACHER,
    Role.PARENT,
    Role.UNIT_COORDINATOR,
    Role.EXPERT,
    Role.COMMITTEE,
    Role.YOUTH_CONSULTANT,
    Role.ADMINISTRATOR,
)

TEAM: Mapping[Role, tuple[Action, ...]] = dict.fromkeys(_INVOLVED, (Action.SEE_TEAM,))
