"""Who answers for an open item, what is next and by when, and to whom it was offered.

None of it can be built without the others: there is always one holder and at least one dated
action, also while a handover waits for its answer.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import HandoverId

AWAIT_HANDOVER_ANSWER = "await-handover-answer"


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation outside the alliance; what it accepts, it answers for itself."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Offer:
    """A handover that waits for an answer; the last day for it is `answer_by`."""

    id: HandoverId
    to: Holder | Partner
    offered_at: datetime
    answer_by: date


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One holder, one next action at least, and the offer that is open, if any.

    `next_action` is the first to be due; of each kind of action there is one.
    """

    holder: Holder
    next_action: NextAction
    later: tuple[NextAction, ...] = ()
    offer: Offer | None = None

    def __post_init__(self) -> None:
        kinds = [action.kind for action in self.actions]
        if len(set(kinds)) < len(kinds):
            raise ValueError("two actions of one kind")
        if list(self.actions) != sorted(self.actions, key=_due):
            raise ValueError("the next action is not the first to be due")
        if self.offer is not None and self.offer.to == self.holder:
            raise ValueError("offered to who holds it")
        if (self.offer is not None) != self.has(AWAIT_HANDOVER_ANSWER):
            raise ValueError("an offer and the wait for its answer go together")

    @classmethod
    def of(cls, holder: Holder, action: NextAction, *more: NextAction) -> "Responsibility":
        """Give somebody what is to be done, in whatever order."""
        first, *later = sorted((action, *more), key=_due)
        return cls(holder, first, tuple(later))

    @property
    def actions(self) -> tuple[NextAction, ...]:
        """All that is to be done, the first to be due in front; never nothing."""
        return (self.next_action, *self.later)

    def has(self, kind: str) -> bool:
        """Tell whether an action of a kind is still to be done."""
        return any(action.kind == kind for action in self.actions)

    def with_action(self, action: NextAction) -> "Responsibility":
        """Plan an action; one of the same kind moves to its day."""
        others = [a for a in self.actions if a.kind != action.kind]
        return self._doing(action, *others)

    def without(self, kind: str, *, then: NextAction | None = None) -> "Responsibility":
        """Strike off what was done; RuleViolation when nothing would be left to do."""
        if not self.has(kind):
            raise RuleViolation("action.not-planned")
        left = [a for a in self.actions if a.kind != kind and (then is None or a.kind != then.kind)]
        left += [then] if then else []
        if not left:
            raise RuleViolation("action.needs-a-next")
        return self._doing(*left)

    def replanned(self, dropped: Collection[str], *actions: NextAction) -> "Responsibility":
        """Do these instead of those of some kinds; all else, an open offer too, stays."""
        kinds = {*dropped, *(action.kind for action in actions)}
        return self._doing(*actions, *(a for a in self.actions if a.kind not in kinds))

    def offered(self, offer: Offer) -> "Responsibility":
        """Offer it; who holds it goes on holding it, and awaits the answer."""
        if self.offer is not None:
            raise RuleViolation("handover.already-offered")
        if offer.to == self.holder:
            raise RuleViolation("handover.to-its-holder")
        wait = NextAction(AWAIT_HANDOVER_ANSWER, offer.answer_by)
        first, *later = sorted((wait, *self.actions), key=_due)
        return Responsibility(self.holder, first, tuple(later), offer)

    def answered(self, action: NextAction, *, holder: Holder) -> "Responsibility":
        """End the offer: the holder does that action, and all that was still to be done."""
        replaced = (AWAIT_HANDOVER_ANSWER, action.kind)
        left = [a for a in self.actions if a.kind not in replaced]
        return Responsibility.of(holder, action, *left)

    def held_by(self, holder: Holder) -> "Responsibility":
        """Have another answer for it, from now on."""
        return replace(self, holder=holder)

    def _doing(self, *actions: NextAction) -> "Responsibility":
        first, *later = sorted(actions, key=_due)
        return replace(self, next_action=first, later=tuple(later))


def _due(action: NextAction) -> tuple[date, str]:
    return action.due_on, action.kind
