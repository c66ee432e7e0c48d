"""Who may do what with places that units offer."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

PLACES: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: (Action.SEE_PLACES,),
    Role.UNIT_COORDINATOR: (Action.SEE_PLACES, Action.OFFER_PLACES),
    Role.COMMITTEE: (Action.SEE_PLACES,),
    Role.DIRECTOR: (Action.SEE_PLACES,),
    Role.ADMINISTRATOR: (Action.SEE_PLACES, Action.OFFER_PLACES),
}
