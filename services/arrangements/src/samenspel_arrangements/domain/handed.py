"""What colleagues of one office give each other: both sides say so, and its terms go along."""

from abc import ABC
from dataclasses import dataclass, field
from datetime import date, datetime

from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor
from samenspel_kernel.aggregate import IdT
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import HandoverId
from samenspel_kernel.open_item import TAKE_UP, TransferableItem
from samenspel_kernel.responsibility import Offer
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class HandedItem(TransferableItem[IdT], ABC):
    """Guards that nobody gets it without a yes, and that who gave it holds it until then.

    Its terms say what is next, so that who takes it over plans nothing. `holder_name` is of the
    person who holds it, for screens; None for a desk. Whoever calls these may handle the item.
    """

    holder_name: str | None = field(default=None, repr=False, kw_only=True)

    def hand_over(
        self, handover_id: HandoverId, to: Holder, *, by: Actor, answer_term: Term, at: datetime
    ) -> None:
        """Offer it; of what a person holds only that person does."""
        self._not_anothers(by)
        self.offer_handover(handover_id, to, answer_term=answer_term, at=at)

    def take_over(self, *, by: Actor, at: datetime) -> None:
        """Answer for it from now on; RuleViolation when it is not offered to who asks."""
        offer = self._offer_to(by)
        taken_up = NextAction(TAKE_UP, dutch_date(at))
        self.accept_handover(offer.id, action=taken_up, at=at)
        self.did(TAKE_UP, at=at)
        self.holder_name = by.name if offer.to == _person(by) else None

    def leave(self, *, by: Actor, take_up_by: date, at: datetime) -> None:
        """Leave it with who offered it, who takes it up again by a day."""
        self.refuse_handover(self._offer_to(by).id, take_up_by=take_up_by, at=at)

    def take_back_offer(self, *, by: Actor, at: datetime) -> None:
        """Go on with it after all, before the other answered; only who offered it does."""
        held = self._held()
        if held.offer is None:
            raise RuleViolation("handover.not-open")
        self._not_anothers(by)
        self.withdraw_handover(held.offer.id, take_up_by=dutch_date(at), at=at)
        self.did(TAKE_UP, at=at)

    def take_from_desk(self, *, by: Actor, at: datetime) -> None:
        """Have a person answer for what the desk holds; never from a person."""
        if self._held().holder.kind is HolderKind.PERSON:
            raise RuleViolation("handover.held-by-a-person")
        self.reassign(Holder(HolderKind.PERSON, by.person_id), at=at)
        if self._held().has(TAKE_UP):
            self.did(TAKE_UP, at=at)
        self.holder_name = by.name

    def take_up(self, *, by: Actor, at: datetime) -> None:
        """Strike off that it came back; what its terms ask stays to be done."""
        self._not_anothers(by)
        self.did(TAKE_UP, at=at)

    def goes_on(self, *, by: Actor, at: datetime) -> None:
        """Strike off that it came back, as who holds it has taken a step; else nothing changes."""
        held = self.responsibility
        if held is not None and held.has(TAKE_UP) and held.holder == _person(by):
            self.did(TAKE_UP, at=at)

    def reassign(self, to: Holder, *, at: datetime) -> None:
        """Have another answer for it, whose name is not known yet."""
        if self._held().holder != to:
            self.holder_name = None
        super().reassign(to, at=at)

    def _offer_to(self, actor: Actor) -> Offer:
        held = self._held()
        offer = held.offer
        if offer is None:
            raise RuleViolation("handover.not-open")
        if not may_answer(offer, held.holder, actor):
            raise RuleViolation("handover.not-yours")
        return offer

    def _not_anothers(self, actor: Actor) -> None:
        if not in_hands_of(self._held().holder, actor):
            raise RuleViolation("handover.not-yours")


def in_hands_of(holder: Holder, actor: Actor) -> bool:
    """Tell whether an actor, who may handle the item, does what its holder does.

    What a desk holds is of all who work there.
    """
    return holder.kind is not HolderKind.PERSON or holder == _person(actor)


def may_answer(offer: Offer, holder: Holder, actor: Actor) -> bool:
    """Tell whether an actor, who may handle the item, says yes or no to an offer.

    Who offered it to its own desk doesn't answer for the desk.
    """
    to, person = offer.to, _person(actor)
    if isinstance(to, Holder) and to.kind is HolderKind.ALLIANCE_DESK:
        return holder != person
    return to == person


def _person(actor: Actor) -> Holder:
    return Holder(HolderKind.PERSON, actor.person_id)
