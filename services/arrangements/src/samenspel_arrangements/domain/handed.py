"""What colleagues of one office give each other: both sides say so, and its terms go along."""

from abc import ABC
from dataclasses import dataclass, field
from datetime import date, datetime

from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.aggregate import IdT
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.open_item import TAKE_UP, TransferableItem
from samenspel_kernel.responsibility import Offer


@dataclass(eq=False, kw_only=True)
class HandedItem(TransferableItem[IdT], ABC):
    """Guards that nobody gets it without a yes, and that who gave it holds it until then.

    Its terms say what is next, so that who takes it over plans nothing. `holder_name` is of the
    person who holds it, for screens; None for a desk. Whoever calls these may handle the item.
    """

    holder_name: str | None = field(default=None, repr=False, kw_only=True)

    def take_over(self, *, by: Actor, at: datetime) -> None:
        """Answer for it from now on; RuleViolation when it is not offered to who asks."""
        offer = self._offer_to(by)
        taken_up = NextAction(TAKE_UP, dutch_date(at))
        self.accept_handover(offer.id, action=taken_up, at=at)
        self.take_up(at=at)
        self.holder_name = by.name if _is_person(offer.to, by) else None

    def leave(self, *, by: Actor, take_up_by: date, at: datetime) -> None:
        """Leave it with who offered it, who takes it up again by a day."""
        self.refuse_handover(self._offer_to(by).id, take_up_by=take_up_by, at=at)

    def take_back_offer(self, *, by: Actor, at: datetime) -> None:
        """Go on with it after all, before the other answered; only who offered it does."""
        held = self._held()
        if held.offer is None:
            raise RuleViolation("handover.not-open")
        if held.holder.kind is HolderKind.PERSON and held.holder.id != by.person_id:
            raise RuleViolation("handover.not-yours")
        self.withdraw_handover(held.offer.id, take_up_by=dutch_date(at), at=at)
        self.take_up(at=at)

    def take_from_desk(self, *, by: Actor, at: datetime) -> None:
        """Have a person answer for what the desk holds; never from a person."""
        if self._held().holder.kind is HolderKind.PERSON:
            raise RuleViolation("handover.held-by-a-person")
        self.reassign(Holder(HolderKind.PERSON, by.person_id), at=at)
        if self._held().has(TAKE_UP):
            self.take_up(at=at)
        self.holder_name = by.name

    def take_up(self, *, at: datetime) -> None:
        """Strike off that it came back; what its terms ask stays to be done."""
        self.did(TAKE_UP, at=at)

    def reassign(self, to: Holder, *, at: datetime) -> None:
        """Have another answer for it, whose name is not known yet."""
        if self._held().holder != to:
            self.holder_name = None
        super().reassign(to, at=at)

    def _offer_to(self, actor: Actor) -> Offer:
        offer = self._held().offer
        if offer is None:
            raise RuleViolation("handover.not-open")
        to = offer.to
        at_desk = isinstance(to, Holder) and to.kind is HolderKind.ALLIANCE_DESK
        if not at_desk and not _is_person(to, actor):
            raise RuleViolation("handover.not-yours")
        return offer


def _is_person(to: object, actor: Actor) -> bool:
    return to == Holder(HolderKind.PERSON, actor.person_id)
