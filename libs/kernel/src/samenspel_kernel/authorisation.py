"""Who may do what, as a table: role by action by relation; what is not in it is not allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.errors import Forbidden, NotFound

ActionT = TypeVar("ActionT", bound=StrEnum)


class Relation(StrEnum):
    """What ties an actor to a thing, the closest first: its own pupil, school, unit, alliance."""

    PUPIL = "pupil"
    SCHOOL = "school"
    UNIT = "unit"
    ALLIANCE = "alliance"


class Related(Protocol):
    """What a thing is related to; None where it has no such relation."""

    @property
    def alliance_id(self) -> UUID:
        """The alliance that it belongs to."""
        ...

    @property
    def unit_id(self) -> UUID | None:
        """The unit that it belongs to."""
        ...

    @property
    def school_id(self) -> UUID | None:
        """The pupil's school."""
        ...

    @property
    def pupil_id(self) -> UUID | None:
        """The pupil that it is about."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """The relations alone, of a thing that is not at hand or that has no other form."""

    alliance_id: UUID
    unit_id: UUID | None = None
    school_id: UUID | None = None
    pupil_id: UUID | None = None


def is_related(actor: Actor, relation: Relation, thing: Related) -> bool:
    """Tell whether the actor is tied to the thing so; never to one of another alliance."""
    if thing.alliance_id != actor.alliance_id:
        return False
    match relation:
        case Relation.PUPIL:
            return thing.pupil_id is not None and thing.pupil_id in actor.pupil_ids
        case Relation.SCHOOL:
            return thing.school_id is not None and thing.school_id == actor.school_id
        case Relation.UNIT:
            return thing.unit_id is not None and thing.unit_id == actor.unit_id
        case Relation.ALLIANCE:
            return True


def closest_relation(actor: Actor, thing: Related) -> Relation:
    """Give the closest tie between an actor and a thing of its alliance."""
    ties = (each for each in Relation if is_related(actor, each, thing))
    return next(ties, Relation.ALLIANCE)


def granted(relation: Relation, *actions: ActionT) -> dict[ActionT, Relation]:
    """Write a row of the table: these actions, on what the role is related to so."""
    return dict.fromkeys(actions, relation)


@dataclass(frozen=True, slots=True)
class Policy(Generic[ActionT]):
    """The table of one service. `knowing` is the action of seeing that a thing exists.

    `meaning` says of every action what it allows, for the documentation.
    """

    table: Mapping[Role, Mapping[ActionT, Relation]]
    knowing: ActionT
    meaning: Mapping[ActionT, str]

    def relation(self, role: Role, action: ActionT) -> Relation | None:
        """Give how a role must be related to what it does this with; None if it never may."""
        return self.table.get(role, {}).get(action)

    def may(self, actor: Actor, action: ActionT, thing: Related) -> bool:
        """Tell whether an actor may do this: its role is granted it, and it is related."""
        relation = self.relation(actor.role, action)
        return relation is not None and is_related(actor, relation, thing)

    def require(self, actor: Actor, action: ActionT, thing: Related) -> None:
        """Refuse what may not be: NotFound if the actor may not even know of it, else Forbidden."""
        if self.may(actor, action, thing):
            return
        pupil_id = thing.pupil_id if thing.alliance_id == actor.alliance_id else None
        known = self.may(actor, self.knowing, thing)
        raise Forbidden(pupil_id) if known else NotFound(pupil_id)

    def may_somewhere(self, actor: Actor, action: ActionT) -> bool:
        """Tell whether there can be anything that the actor may do this with."""
        match self.relation(actor.role, action):
            case Relation.PUPIL:
                return bool(actor.pupil_ids)
            case Relation.SCHOOL:
                return actor.school_id is not None
            case Relation.UNIT:
                return actor.unit_id is not None
            case Relation.ALLIANCE:
                return True
            case None:
                return False

    def require_somewhere(self, actor: Actor, action: ActionT) -> None:
        """Refuse with Forbidden what the actor may do with nothing at all."""
        if not self.may_somewhere(actor, action):
            raise Forbidden
