"""Whose work an actor sees; API, page and SQL all follow it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.authorisation import Relation
from samenspel_notifications.domain.policies import POLICY, Action
from samenspel_notifications.domain.work_items import ItemKind, WorkItem

FOLLOWED_BY_HELPERS = frozenset(
    {
        ItemKind.SUPPORT_REQUEST,
        ItemKind.HANDOVER,
        ItemKind.TRANSFER,
        ItemKind.CASE_HANDOVER,
        ItemKind.CASE,
        ItemKind.ARRANGEMENT,
        ItemKind.PUPIL,
    }
)
"""What everybody sees who stands by a child; the rest is between parents, school and desk."""
FOLLOWED_BY_SCHOOL = frozenset(ItemKind) - {
    ItemKind.SIGNAL,
    ItemKind.MONEY_REQUEST,
    ItemKind.FUNDING_CHECK,
    ItemKind.FUNDING_HANDOVER,
    ItemKind.TLV_HANDOVER,
    ItemKind.VOICE,
    ItemKind.HELP_QUESTION,
}
"""All but a worry, matters of money, what a child says and what one office or person is asked.

Those are for who answers them.
"""
DECIDED_BY: Mapping[Role, frozenset[ItemKind]] = MappingProxyType(
    {
        Role.DIRECTOR: frozenset({ItemKind.MONEY_REQUEST}),
        Role.COMMITTEE: frozenset(
            {
                ItemKind.TLV,
                ItemKind.TLV_HANDOVER,
                ItemKind.FUNDING_CHECK,
                ItemKind.FUNDING_HANDOVER,
            }
        ),
    }
)
"""What waits at the alliance's desk for somebody who is not one of it."""
FOLLOWED_BY_PARENTS = FOLLOWED_BY_SCHOOL - {ItemKind.PREPARED_REQUEST}
"""What the school prepares comes on a parent's own page when it is there to be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkReach:
    """The items that are an actor's own, by their holders, and those that it follows beside them.

    Of some kinds that wait at a desk, it `decides` though it is not one of the desk. It follows
    what concerns its school or its pupils, of some kinds; somebody else does that.
    """

    holders: frozenset[Holder]
    decides: frozenset[tuple[Holder, ItemKind]] = frozenset()
    school_id: UUID | None = None
    pupil_ids: frozenset[UUID] = frozenset()
    followed: frozenset[ItemKind] = FOLLOWED_BY_SCHOOL

    def for_those_away(self, people: Collection[UUID]) -> "WorkReach":
        """Add what people hold for whom the actor stands in; it stays theirs."""
        away = {Holder(HolderKind.PERSON, person_id) for person_id in people}
        return replace(self, holders=self.holders | away)

    def owns(self, item: WorkItem) -> bool:
        """Tell whether the actor answers for it: in person, or as one of a desk."""
        return item.holder in self.holders or (item.holder, item.kind) in self.decides

    def covers(self, item: WorkItem) -> bool:
        """Tell whether the actor sees it."""
        at_school = self.school_id is not None and item.school_id == self.school_id
        follows = at_school or item.pupil_id in self.pupil_ids
        return self.owns(item) or (follows and item.kind in self.followed)


def work_reach_of(actor: Actor) -> WorkReach:
    """Give whose work an actor sees, by the table of who may do what.

    Everyone does what they hold in person. A unit's coordinator is one of the unit's desk, an
    administrator of the alliance's; a school's coordinator does what waits for the school. What
    waits at the alliance's desk for its director or committee to decide is theirs too.
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
            return WorkReach(holders=frozenset({*holders, school}), school_id=actor.school_id)
        case Relation.PUPIL:
            is_parent = actor.role is Role.PARENT
            kinds = FOLLOWED_BY_PARENTS if is_parent else FOLLOWED_BY_HELPERS
            return WorkReach(holders=frozenset(holders), pupil_ids=actor.pupil_ids, followed=kinds)
        case _:
            return WorkReach(holders=frozenset(holders), decides=_decides(actor))


def _decides(actor: Actor) -> frozenset[tuple[Holder, ItemKind]]:
    desk = Holder(HolderKind.ALLIANCE_DESK, actor.alliance_id)
    return frozenset((desk, kind) for kind in DECIDED_BY.get(actor.role, ()))
