"""Who may do what with a TLV: the school asks, experts advise, the committee decides."""

from collections.abc import Mapping

from samenspel_arrangements.domain.deeds import Action
from samenspel_kernel.actor import Role

_READ = (Action.SEE_TLV, Action.READ_TLV, Action.READ_ADVICES)

TLVS: Mapping[Role, tuple[Action, ...]] = {
    Role.SCHOOL_COORDINATOR: (*_READ, Action.APPLY_TLV, Action.OBJECT_TLV),
    Role.PARENT: (*_READ, Action.OBJECT_TLV),
    Role.UNIT_COORDINATOR: (Action.SEE_TLV, Action.READ_TLV),
    Role.EXPERT: (Action.SEE_TLV, Action.READ_TLV, Action.ADVISE_TLV),
    Role.COMMITTEE: (*_READ, Action.HANDLE_TLV, Action.DECIDE_TLV, Action.CHECK_FUNDING),
    Role.DIRECTOR: (Action.SEE_TLV, Action.CHECK_FUNDING),
    Role.ADMINISTRATOR: (
        *_READ,
        Action.APPLY_TLV,
        Action.HANDLE_TLV,
        Action.OBJECT_TLV,
        Action.CHECK_FUNDING,
    ),
}
