"""Who may do what; what is not granted here is not allowed."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden, NotFound


class Deed(StrEnum):
    """What one may want to do with a pupil or a request."""

    SEE = "see"
    READ_TEXT = "read-text"
    ENTER = "enter"
    COMPLETE = "complete"
    OFFER_HANDOVER = "offer-handover"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a pupil or a request is related to; relations decide, beside the role."""

    alliance_id: UUID
    unit_id: UUID | None = None
    school_id: UUID | None = None
    pupil_id: UUID | None = None

    @classmethod
    def of(cls, thing: Pupil | SupportRequest) -> "Subject":
        """Give what a stored thing is related to."""
        return cls(
            alliance_id=thing.alliance_id,
            unit_id=thing.unit_id,
            school_id=thing.school_id,
            pupil_id=thing.id if isinstance(thing, Pupil) else thing.pupil_id,
        )


GRANTED: dict[Role, frozenset[Deed]] = {
    Role.SCHOOL_COORDINATOR: frozenset(
        {Deed.SEE, Deed.READ_TEXT, Deed.ENTER, Deed.COMPLETE, Deed.WITHDRAW}
    ),
    Role.TEACHER: frozenset(),
    Role.PARENT: frozenset({Deed.SEE, Deed.READ_TEXT}),
    Role.PUPIL: frozenset(),
    Role.UNIT_COORDINATOR: frozenset(Deed),
    Role.EXPERT: frozenset(),
    Role.COMMITTEE: frozenset(),
    Role.DIRECTOR: frozenset({Deed.SEE}),
    Role.YOUTH_CONSULTANT: frozenset(),
    Role.ADMINISTRATOR: frozenset(Deed),
}


def may(actor: Actor, deed: Deed, subject: Subject) -> bool:
    """Tell whether an actor may do something: its role grants it, and it is related."""
    return deed in GRANTED[actor.role] and _is_related(actor, subject)


def require(actor: Actor, deed: Deed, subject: Subject) -> None:
    """Refuse what may not be: NotFound if the actor may not even know of the thing."""
    if may(actor, deed, subject):
        return
    if deed is Deed.ENTER or may(actor, Deed.SEE, subject):
        raise Forbidden
    raise NotFound


def _is_related(actor: Actor, subject: Subject) -> bool:
    if subject.alliance_id != actor.alliance_id:
        return False
    match actor.role:
        case Role.SCHOOL_COORDINATOR:
            return subject.school_id is not None and subject.school_id == actor.school_id
        case Role.PARENT:
            return subject.pupil_id in actor.pupil_ids
        case Role.UNIT_COORDINATOR:
            return subject.unit_id is not None and subject.unit_id == actor.unit_id
        case Role.DIRECTOR | Role.ADMINISTRATOR:
            return True
    return False
