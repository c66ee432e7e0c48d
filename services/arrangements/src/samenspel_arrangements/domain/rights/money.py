"""Who may do what with money; parents see no amounts."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

MONEY: Mapping[Role, tuple[Action, ...]] = {
    Role.UNIT_COORDINATOR: (Action.SEE_BUDGET, Action.ASK_MONEY),
    Role.DIRECTOR: (
        Action.SEE_BUDGET,
        Action.DECIDE_MONEY,
        Action.GIVE_BUDGET,
        Action.SET_MANDATE,
        Action.SEE_TLV_COSTS,
    ),
    Role.ADMINISTRATOR: (
        Action.SEE_BUDGET,
        Action.ASK_MONEY,
        Action.GIVE_BUDGET,
        Action.SEE_TLV_COSTS,
    ),
}
