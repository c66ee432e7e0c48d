"""Who learns which parents are invited, as whom somebody is invited, and what a child reads."""

from collections.abc import Collection, Sequence
from datetime import date

from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Invitee, InviteeKind
from samenspel_arrangements.domain.meeting.regrets import CantCome, DoesNotWant, OtherDays, Regret
from samenspel_arrangements.domain.perspective.parents import Parent, parent_of
from samenspel_kernel.actor import Actor, Role

KNOW_PARENTS = frozenset({Role.SCHOOL_COORDINATOR, Role.UNIT_COORDINATOR, Role.ADMINISTRATOR})
WRITE_FOR_ALL = frozenset({Role.UNIT_COORDINATOR, Role.ADMINISTRATOR})
KNOWN_BY_NAME = frozenset({Role.PARENT, Role.EXPERT})
INVITED_AS = {
    Role.TEACHER: InviteeKind.SCHOOL,
    Role.SCHOOL_COORDINATOR: InviteeKind.SCHOOL,
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

    A child says it itself, on its own page, and nobody says it in its place.

    A parent is known by its name, and so is an expert where several are invited; where that leaves
    a doubt it has none, and who leads the meeting writes down what it said, as for everybody.
    """
    places = list(enumerate(invited, 1))
    if writes_for_all(actor):
        return tuple(place for place, each in places if each.kind is not InviteeKind.CHILD)
    if actor.role is Role.PARENT:
        own = parent_of(actor, parents)
        return tuple(place for place, each in places if own and each.contact_id == own.contact_id)
    if actor.role is Role.EXPERT:
        return _of_expert(actor, places)
    kind = INVITED_AS.get(actor.role)
    return tuple(place for place, each in places if each.kind is kind)


def _of_expert(actor: Actor, places: Sequence[tuple[int, Invitee]]) -> tuple[int, ...]:
    experts = [(place, each.called) for place, each in places if each.kind is InviteeKind.EXPERT]
    if len(experts) > 1:
        name = actor.name.casefold()
        experts = [(place, called) for place, called in experts if name in called.casefold()]
    return (experts[0][0],) if len(experts) == 1 else ()


def wish_read(regret: Regret, actor: Actor) -> str:
    """Give what an actor reads of what somebody wishes; that a child does not want is for who leads."""
    hidden = isinstance(regret.wish, DoesNotWant) and not writes_for_all(actor)
    return CantCome.status if hidden else regret.wish.status


def days_read(regret: Regret, own: Collection[int]) -> tuple[date, ...]:
    """Give the other days that somebody asks, the first in front, to a reader with `own_places`.

    Who asked and who leads read them; all others read none.
    """
    wish = regret.wish
    if not isinstance(wish, OtherDays) or regret.place not in own:
        return ()
    return tuple(sorted((wish.first, wish.second)))


def place_of_child(invited: Sequence[Invitee]) -> int | None:
    """Give the place of the child in who is invited, from 1; None where it does not join in."""
    places = (place for place, each in enumerate(invited, 1) if each.kind is InviteeKind.CHILD)
    return next(places, None)


def of_child(meeting: Meeting) -> Regret | None:
    """Give what the child said of not coming; None when it comes."""
    place = place_of_child(meeting.invited)
    return meeting.regrets.at(place) if place is not None else None


def invites_child(invited: Sequence[Invitee]) -> bool:
    """Tell whether the child joins in; else there is no page of the meeting for it."""
    return place_of_child(invited) is not None
