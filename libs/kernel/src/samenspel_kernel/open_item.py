"""What is somebody's until it ends: it has a holder, something to do and terms that run.

The aggregates of intake that are open items build on this; each of its commands leaves the item
with exactly one holder and a dated action, or refuses.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Protocol
from uuid import UUID

from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.aggregate import Aggregate, DomainEvent, IdT
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import HandoverId
from samenspel_kernel.responsibility import (
    AWAIT_HANDOVER_ANSWER,
    Offer,
    Partner,
    Responsibility,
)
from samenspel_kernel.term import Term

TAKE_UP = "take-up"


class HandoverAnswer(StrEnum):
    """What became of an offer; silence is an answer too, and so is its being taken back."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEvent(DomainEvent):
    """Something happened to an open item."""

    item: "OpenItem[Any]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemActionPlanned(ItemEvent):
    """What is to be done changed."""

    responsibility: Responsibility


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHandoverOffered(ItemEvent):
    """It was offered to another; who held it still does."""

    responsibility: Responsibility
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemHandoverAnswered(ItemEvent):
    """The offer was accepted, refused or taken back, or nobody answered in time."""

    offer: Offer
    answer: HandoverAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReassigned(ItemEvent):
    """Another answers for it, without having been asked: its holder left."""

    before: Holder
    after: Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBreached(ItemEvent):
    """A term ended without what it was for; told once for each term."""

    term: Term
    noticed_on: date


@dataclass(eq=False, kw_only=True)
class OpenItem(Aggregate[IdT], ABC):
    """An aggregate that has a responsibility exactly while it is open.

    `thing` begins the codes of its refusals. Actions of the kinds in `bound` follow a term: nobody
    moves them or strikes them off. `breached` holds the terms (rule and last day) whose breach was
    told.
    """

    thing: ClassVar[str]
    bound: ClassVar[frozenset[str]] = frozenset()
    breached: frozenset[tuple[str, date]] = field(default=frozenset(), kw_only=True)

    @property
    @abstractmethod
    def responsibility(self) -> Responsibility | None:
        """Who answers for it and what is next; None exactly when it is closed."""

    @property
    def holder(self) -> Holder | None:
        """Who answers for it; None when it is closed."""
        held = self.responsibility
        return held.holder if held is not None else None

    @abstractmethod
    def running(self) -> tuple[Term, ...]:
        """Give the terms that run now; at least one while it is open, none when it is closed."""

    @abstractmethod
    def _put(self, responsibility: Responsibility) -> None:
        """Write it into the standing; only called while it is open."""

    def plan(self, action: NextAction, *, at: datetime) -> None:
        """Plan something to do, from today on; of the same kind, it moves."""
        self._free(action.kind)
        if action.due_on < dutch_date(at):
            raise InvalidInput(FieldError("due_on", "action.in-the-past"))
        self._hold(self._held().with_action(action), at)

    def did(self, kind: str, *, then: NextAction | None = None, at: datetime) -> None:
        """Strike off what was done; something must be left to do, or be planned with it."""
        self._free(kind, *([then.kind] if then else []))
        self._hold(self._held().without(kind, then=then), at)

    def notice_breaches(self, *, at: datetime) -> None:
        """Tell of each running term whose last day has passed, once."""
        for term in self.running():
            self._check(term, at)

    def next_look(self) -> date | None:
        """Give the first day on which time alone changes something; None when it never does."""
        return min(self._marks(), default=None)

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Do what time does, safe to repeat; what comes back is taken up by a day."""
        self.notice_breaches(at=at)

    def _marks(self) -> list[date]:
        untold = (t for t in self.running() if (t.rule, t.last_day) not in self.breached)
        return [term.last_day + ONE_DAY for term in untold]

    def _free(self, *kinds: str) -> None:
        if self.bound.union({AWAIT_HANDOVER_ANSWER}).intersection(kinds):
            raise RuleViolation("action.follows-its-term")

    def _held(self) -> Responsibility:
        if (held := self.responsibility) is None:
            raise RuleViolation(f"{self.thing}.closed")
        return held

    def _hold(self, responsibility: Responsibility, at: datetime) -> None:
        self._put(responsibility)
        planned = ItemActionPlanned(occurred_at=at, item=self, responsibility=responsibility)
        self._record(planned)

    def _check(self, term: Term, at: datetime) -> None:
        today, key = dutch_date(at), (term.rule, term.last_day)
        if today > term.last_day and key not in self.breached:
            self.breached |= {key}
            self._record(TermBreached(occurred_at=at, item=self, term=term, noticed_on=today))


@dataclass(eq=False, kw_only=True)
class TransferableItem(OpenItem[IdT], ABC):
    """An open item that may get another holder: by a handover of two sides, or when one leaves.

    To a partner it can be offered only where `partner_may_take` it: it ends here then.
    """

    partner_may_take: ClassVar[bool] = False

    def offer_handover(
        self, handover_id: HandoverId, to: Holder | Partner, *, answer_term: Term, at: datetime
    ) -> None:
        """Offer it; the sender stays responsible until it is accepted."""
        if isinstance(to, Partner) and not self.partner_may_take:
            raise RuleViolation(f"{self.thing}.stays-inside")
        offer = Offer(handover_id, to, at, answer_term.last_day)
        offered = self._held().offered(offer)
        self._put(offered)
        self._record(
            ItemHandoverOffered(occurred_at=at, item=self, responsibility=offered, offer=offer)
        )

    def accept_handover(self, handover_id: HandoverId, *, action: NextAction, at: datetime) -> None:
        """Answer for it from now on, also when the last day to answer has just passed.

        Nothing happens when that offer is not open (any more).
        """
        self._free(action.kind)
        if offer := self._awaited(handover_id):
            self._taken(offer, action, at)
            self._tell(offer, HandoverAnswer.ACCEPTED, at)

    def refuse_handover(self, handover_id: HandoverId, *, take_up_by: date, at: datetime) -> None:
        """Leave it with the sender; nothing happens when that offer is not open (any more)."""
        if offer := self._awaited(handover_id):
            self._return(offer, HandoverAnswer.REFUSED, take_up_by, at)

    def withdraw_handover(self, handover_id: HandoverId, *, take_up_by: date, at: datetime) -> None:
        """Take an offer back; nothing happens when that offer is not open (any more)."""
        if offer := self._awaited(handover_id):
            self._return(offer, HandoverAnswer.WITHDRAWN, take_up_by, at)

    def expire_handover(self, *, take_up_by: date, at: datetime) -> None:
        """Give it back to the sender when the last day to answer has passed; else do nothing."""
        held = self.responsibility
        if held is not None and held.offer and dutch_date(at) > held.offer.answer_by:
            self._return(held.offer, HandoverAnswer.EXPIRED, take_up_by, at)

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Do what time does: an offer that nobody answered comes back too."""
        super().look(take_up_by=take_up_by, at=at)
        self.expire_handover(take_up_by=take_up_by, at=at)

    def _marks(self) -> list[date]:
        held = self.responsibility
        offer = held.offer if held is not None else None
        return super()._marks() + ([offer.answer_by + ONE_DAY] if offer else [])

    def reassign(self, to: Holder, *, at: datetime) -> None:
        """Have another answer for it, because its holder can't any more.

        An offer to that other counts as accepted.
        """
        held = self._held()
        before, offer = held.holder, held.offer
        if before == to:
            return
        if offer is not None and offer.to == to:
            self._tell(offer, HandoverAnswer.ACCEPTED, at)
            self._hold(held.answered(NextAction(TAKE_UP, dutch_date(at)), holder=to), at)
        else:
            self._hold(held.held_by(to), at)
        self._record(ItemReassigned(occurred_at=at, item=self, before=before, after=to))

    def _taken(self, offer: Offer, action: NextAction, at: datetime) -> None:
        if isinstance(offer.to, Partner):
            self._taken_by(offer.to, offer.id, at)
        else:
            self._hold(self._held().answered(action, holder=offer.to), at)

    def _taken_by(self, partner: Partner, handover_id: HandoverId, at: datetime) -> None:
        """End it: a partner answers for it now."""
        raise RuleViolation(f"{self.thing}.stays-inside")

    def _awaited(self, handover_id: HandoverId) -> Offer | None:
        held = self.responsibility
        offer = held.offer if held is not None else None
        return offer if offer is not None and offer.id == handover_id else None

    def _return(self, offer: Offer, answer: HandoverAnswer, by: date, at: datetime) -> None:
        self._tell(offer, answer, at)
        held = self._held()
        self._hold(held.answered(NextAction(TAKE_UP, by), holder=held.holder), at)

    def _tell(self, offer: Offer, answer: HandoverAnswer, at: datetime) -> None:
        self._record(ItemHandoverAnswered(occurred_at=at, item=self, offer=offer, answer=answer))


class Held(Protocol):
    """What somebody holds and another may get: an open item, a support request."""

    @property
    def alliance_id(self) -> UUID:
        """The alliance that it belongs to."""
        ...

    @property
    def holder(self) -> Holder | None:
        """Who answers for it; None when it is closed."""
        ...

    def reassign(self, to: Holder, *, at: datetime) -> None:
        """Have another answer for it."""
        ...


def hand_on(items: Iterable[Held], leaver: Holder, to: Holder, *, at: datetime) -> int:
    """Give all that somebody holds to another, in one go; tells how many items that were."""
    held = [item for item in items if item.holder == leaver]
    for item in held:
        item.reassign(to, at=at)
    return len(held)
