"""Which parent somebody is who is logged in; nobody answers for another."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from samenspel_arrangements.domain.perspective.agreement import Party, PartyKind
from samenspel_kernel.actor import Actor, Role

OWN_PARTY = {Role.PUPIL: PartyKind.CHILD, Role.TEACHER: PartyKind.TEACHER}
RECORDS_FOR_ALL = frozenset({Role.SCHOOL_COORDINATOR, Role.UNIT_COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent with authority over the child."""

    contact_id: UUID
    name: str


def parent_of(actor: Actor, parents: Sequence[Parent]) -> Parent | None:
    """Give which parent is logged in, known by its name; None where that leaves a doubt."""
    named = [each for each in parents if each.name.casefold() == actor.name.casefold()]
    return named[0] if len(named) == 1 else None


def speaks_for(
    actor: Actor, asked: frozenset[Party], parents: Sequence[Parent]
) -> frozenset[Party]:
    """Give the parties whose view an actor may write down.

    Child, teacher and parent say it for themselves; school and unit write down what anybody told
    them. A parent is known by its name; where that leaves a doubt, the others write it down.
    """
    if actor.role in RECORDS_FOR_ALL:
        return asked
    if actor.role is Role.PARENT:
        own = parent_of(actor, parents)
        return frozenset({Party(PartyKind.PARENT, own.contact_id if own else None)}) & asked
    kind = OWN_PARTY.get(actor.role)
    return frozenset({Party(kind)}) & asked if kind else frozenset()
