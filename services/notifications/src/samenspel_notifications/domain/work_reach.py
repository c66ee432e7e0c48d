"""Whose work an actor sees; API, page and SQL all follow it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Relation
from samenspel_notifications.domain.policies import POLICY, Action
from samenspel_notifications.domain.work_items import ItemKind, WorkItem

_OF_HELP = frozenset(
    {
        ItemKind.SUPPORT_REQUEST,
        ItemKind.HANDOVER,
        ItemKind.TRANSFER,
        ItemKind.CASE,
        ItemKind.ARRANGEMENT,
        ItemKind.PUPIL,
    }
)
_OF_FAMILY = frozenset(
    {ItemKind.REGISTRATION, ItemKind.SPELL, ItemKind.SHARE_GRANT, ItemKind.CORRECTION}
)
_OF_SCHOOL = frozenset({ItemKind.PREPARED_REQUEST})


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkReach:
    """The items that are an actor's own, by their holders, and those that it follows beside them.

    It follows what concerns its school or its pupils, of the kinds that it may look at; somebody
    else does that. That somebody is worried is followed by nobody.
    """

    holders: frozenset[Holder]
    school_id: UUID | None = None
    pupil_ids: frozenset[UUID] = frozenset()
    followed: frozenset[ItemKind] = _OF_HELP

    def for_those_away(self, people: Collection[UUID]) -> "WorkReach":
        """Add what people hold for whom the actor stands in; it stays theirs."""
        away = {Holder(HolderKind.PERSON, person_id) for person_id in people}
        return replace(self, holders=self.holders | away)

    def owns(self, item: WorkItem) -> bool:
        """Tell whether the actor answers for it: in person, or as one of a desk."""
        return item.holder in self.holders

    def covers(self, item: WorkItem) -> bool:
        """Tell whether the actor sees it."""
        if item.kind not in self.followed:
            return self.owns(item)
        at_school = self.school_id is not None and item.school_id == self.school_id
        return self.owns(item) or at_school or item.pupil_id in self.pupil_ids


def work_reach_of(actor: Actor) -> WorkReach:
    """Give whose work an actor sees, by the table of who may do what.

    Everyone does what they hold in person. A unit's coordinator is one of the unit's desk, an
    administrator of the alliance's; a school's coordinator does what waits for the school.
    """
    holders = [Holder(HolderKind.PERSON, actor.person_id)]
    if actor.role is Role.ADMINISTRATOR:
        holders.append(Holder(HolderKind.ALLIANCE_DESK, actor.alliance_id))
    if actor.role is Role.FAMILY_DESK:
        holders.append(Holder(HolderKind.FAMILY_DESK, actor.alliance_id))
    match POLICY.relation(actor.role, Action.SEE_WORK):
        case Relation.UNIT if actor.unit_id is not None:
            unit = Holder(HolderKind.UNIT_DESK, actor.unit_id)
            return WorkReach(holders=frozenset({*holders, unit}))
        case Relation.SCHOOL if actor.school_id is not None:
            school = Holder(HolderKind.SCHOOL, actor.school_id)
            return WorkReach(
                holders=frozenset({*holders, school}),
                school_id=actor.school_id,
                followed=_OF_HELP | _OF_FAMILY | _OF_SCHOOL,
            )
        case Relation.PUPIL:
            return WorkReach(
                holders=frozenset(holders),
                pupil_ids=actor.pupil_ids,
                followed=_OF_HELP | _OF_FAMILY if actor.role is Role.PARENT else _OF_HELP,
            )
        case _:
            return WorkReach(holders=frozenset(holders))
