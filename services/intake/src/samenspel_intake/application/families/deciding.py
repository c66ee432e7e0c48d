"""What parents decide about a child takes authority over it, whichever way they come in."""

from typing import Protocol
from uuid import UUID

from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.family.parent_at_hand import ParentAtHand
from samenspel_intake.domain.policies import Deed, may, require, takes_authority
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Related
from samenspel_kernel.errors import Forbidden
from samenspel_kernel.ids import PersonId


class Parents(Protocol):
    """Who logs in as which parent."""

    async def at_hand(self, person_id: PersonId, pupil_id: UUID) -> ParentAtHand:
        """Give a child's family, and which of it a person is."""
        ...


class KnowsParents(Protocol):
    """A transaction in which parents decide."""

    @property
    def parents(self) -> Parents:
        """Who logs in as which parent."""
        ...


async def require_say(actor: Actor, deed: Deed, subject: Related, parents: Parents) -> None:
    """Refuse what may not be, and to a parent what takes the authority that it does not have."""
    require(actor, deed, subject)
    if not await has_say(actor, deed, subject, parents):
        raise Forbidden(subject.pupil_id)


async def has_say(actor: Actor, deed: Deed, subject: Related, parents: Parents) -> bool:
    """Tell whether an actor may do something now that parents do about a child."""
    if not may(actor, deed, subject):
        return False
    if subject.pupil_id is None or not takes_authority(actor, deed):
        return True
    return (await parents.at_hand(actor.person_id, subject.pupil_id)).has_authority


async def speaker(actor: Actor, pupil_id: UUID, parents: Parents) -> ContactId:
    """Give who a parent is among those of a child; of one who is not recognised, itself."""
    own = (await parents.at_hand(actor.person_id, pupil_id)).own
    return own.id if own is not None else ContactId(actor.person_id)
