"""To whom a case is offered, and who answers for a desk."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_arrangements.domain.policies import TOPICS, Action, may
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Relations


@dataclass(frozen=True, slots=True)
class CanHold:
    """Somebody, or a desk, that a case can be offered to; the name is for screens."""

    id: UUID
    name: str


def is_offered_to(actor: Actor, to: Holder) -> bool:
    """Tell whether an offer to this holder is the actor's to answer.

    What is offered to a desk, anybody who works on cases at that desk answers.
    """
    match to.kind:
        case HolderKind.PERSON:
            return to.id == actor.person_id
        case HolderKind.UNIT_DESK:
            desk = Relations(alliance_id=actor.alliance_id, unit_id=to.id)
            return may(actor, Action.ANSWER, desk)
        case HolderKind.ALLIANCE_DESK:
            return actor.role is Role.ADMINISTRATOR and to.id == actor.alliance_id
        case _:
            return False


def roles_that(action: Action) -> frozenset[Role]:
    """Give the roles that may do something, wherever they are related to it."""
    return frozenset(role for topic in TOPICS for role, deeds in topic.items() if action in deeds)
