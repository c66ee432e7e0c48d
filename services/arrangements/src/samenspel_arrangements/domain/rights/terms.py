"""Who may change the terms of cases; everybody may read them."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

TERMS: Mapping[Role, tuple[Action, ...]] = {Role.ADMINISTRATOR: (Action.MANAGE_TERMS,)}
