"""Who learns which parents are invited, as whom somebody is invited, and what a child reads."""

from collections.abc import Sequence

from samenspel_arrangements.domain.meeting.people import Invitee, InviteeKind
from samenspel_arrangements.domain.perspective.parents import Parent, parent_of
from samenspel_kernel.actor import Actor, Role

KNOW_PARENTS = frozenset({Role.SCHOOL_COORDINATOR, Role.UNIT_COORDINATOR, Role.ADMINISTRATOR})
WRITE_FOR_ALL = frozenset({Role.UNIT_COORDINATOR, Role.ADMINISTRATOR})
INVITED_AS = {
    Role.TEACHER: InviteeKind.SCHOOL,
    Role.SCHOOL_COORDINATOR: InviteeKind.SCHOOL,
    Role.EXPERT: InviteeKind.EXPERT,
}


def knows_parents(actor: Actor) -> bool:
    """Tell whether an actor who may see a meeting sees which parents are invited.

    Parents never learn of each other, teachers of neither.
    """
    return actor.role in KNOW_PARENTS


def writes_for_all(actor: Actor) -> bool:
    """Tell whether an actor, who may see a meeting, writes down what others say, and reads it."""
    return actor.role in WRITE_FOR_ALL


def own_places(
    actor: Actor, invited: Sequence[Invitee], parents: Sequence[Parent]
) -> tuple[int, ...]:
    """Give for whom an actor may say that it can't come: its places in who is invited, from 1.

    A parent is known by its name; where that leaves a doubt it has none, and who leads the
    meeting writes down what it said, as for everybody.
    """
    places = list(enumerate(invited, 1))
    if writes_for_all(actor):
        return tuple(place for place, _ in places)
    if actor.role is Role.PARENT:
        own = parent_of(actor, parents)
        return tuple(place for place, each in places if own and each.contact_id == own.contact_id)
    kind = INVITED_AS.get(actor.role)
    return tuple(place for place, each in places if each.kind is kind)


def invites_child(invited: Sequence[Invitee]) -> bool:
    """Tell whether the child joins in; else there is no page of the meeting for it."""
    return any(each.kind is InviteeKind.CHILD for each in invited)
