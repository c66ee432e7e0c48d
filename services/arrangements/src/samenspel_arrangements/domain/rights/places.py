"""Who may do what with places that units offer."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

PLACES: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: (Action.SEE_PLACES, Action.SEE_PLACEMENT),
    Role.PARENT: (Action.SEE_PLACEMENT,),
    Role.UNIT_COORDINATOR: (
        Action.SEE_PLACES,
        Action.OFFER_PLACES,
        Action.SEE_PLACEMENT,
        Action.FIND_PLACE,
    ),
    Role.COMMITTEE: (Action.SEE_PLACES, Action.SEE_PLACEMENT),
    Role.DIRECTOR: (Action.SEE_PLACES,),
    Role.ADMINISTRATOR: (
        Action.SEE_PLACES,
        Action.OFFER_PLACES,
        Action.SEE_PLACEMENT,
        Action.FIND_PLACE,
        Action.LIST_POSTCODES,
    ),
}
