"""How another comes to answer for a request: by a handover of two sides, or when one leaves."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from samenspel_intake.domain.held_request import HeldRequest
from samenspel_intake.domain.request_events import (
    HandoverReturned,
    HandoverWasOffered,
    RequestHandedOver,
    RequestReassigned,
    RequestTransferred,
)
from samenspel_intake.domain.standing import (
    TO_HELP,
    Action,
    Destination,
    HandedOver,
    Handover,
    HandoverOffered,
    Route,
    Submitted,
)
from samenspel_kernel.accountability import Holder, NextAction, desk
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import CaseId, HandoverId
from samenspel_kernel.open_item import HandoverAnswer
from samenspel_kernel.term import Term


@dataclass(eq=False, kw_only=True)
class TransferableRequest(HeldRequest):
    """Offers it to those who grant help, or to another unit; until they accept, the desk holds it.

    The case or the unit that accepts answers for it from then on.
    """

    def offer_handover(
        self,
        handover_id: HandoverId,
        *,
        answer_term: Term,
        at: datetime,
        to: Destination = TO_HELP,
    ) -> None:
        """Offer it to another; the desk stays responsible and awaits the answer.

        Help and a place are granted to a child: what is about none stays with a desk.
        """
        standing = self._at_desk()
        if to.route is Route.UNIT and to.unit_id == self.unit_id:
            raise InvalidInput(FieldError("unit_id", "handover.own-unit"))
        if to.route is not Route.UNIT:
            self.child()
        answer_by = answer_term.last_day
        self.standing = HandoverOffered(
            standing.holder,
            NextAction(Action.AWAIT_HANDOVER_ANSWER, answer_by),
            Handover(handover_id, at, answer_by, to),
        )
        self._record(HandoverWasOffered(occurred_at=at, request=self, standing=self.standing))

    def handover_accepted(self, handover_id: HandoverId, case_id: CaseId, *, at: datetime) -> None:
        """Let go of it: the case answers for it.

        An acceptance that crosses the expiry counts. Nothing happens when that handover is not
        the one that is awaited: a request that was withdrawn meanwhile stays so, and the case
        decides what becomes of it.
        """
        if self._awaits(handover_id):
            self.standing = HandedOver(handover_id, case_id)
            self._record(RequestHandedOver(occurred_at=at, request=self, standing=self.standing))

    def handover_declined(
        self, handover_id: HandoverId, *, reassess_by: date, at: datetime
    ) -> None:
        """Take it up again; nothing happens when that handover is not the one awaited."""
        standing = self.standing
        if isinstance(standing, HandoverOffered) and self._awaits(handover_id):
            back = Submitted(standing.holder, NextAction(Action.REASSESS, reassess_by))
            self._return(back, standing.handover, HandoverAnswer.REFUSED, at)

    def transfer_accepted(self, handover_id: HandoverId, *, at: datetime) -> None:
        """Move to the desk of the unit that it was offered to, also after the last day to answer.

        RuleViolation when that offer is not open (any more).
        """
        standing = self.standing
        if not isinstance(standing, HandoverOffered) or standing.handover.id != handover_id:
            raise RuleViolation("handover.not-open")
        if (unit_id := standing.handover.to.unit_id) is None:
            raise RuleViolation("handover.to-no-unit")
        self.unit_id = unit_id
        holder = desk(unit_id=unit_id, alliance_id=self.alliance_id)
        self.standing = now = Submitted(
            holder, NextAction(Action.ASSESS, self.response_term.last_day)
        )
        self._record(
            RequestTransferred(
                occurred_at=at, request=self, handover=standing.handover, standing=now
            )
        )

    def handover_expired(self, *, reassess_by: date, at: datetime) -> None:
        """Take it up again when the last day to answer has passed; else do nothing."""
        standing = self.standing
        if isinstance(standing, HandoverOffered):
            offer = standing.handover
            if dutch_date(at) > offer.answer_by:
                back = Submitted(
                    standing.holder, NextAction(Action.REASSESS, reassess_by), offer.id
                )
                self._return(back, offer, HandoverAnswer.EXPIRED, at)

    def reassign(self, to: Holder, *, at: datetime) -> None:
        """Have another answer for it."""
        before = self._open().holder
        if before != to:
            self.standing = now = replace(self._open(), holder=to)
            self._record(
                RequestReassigned(occurred_at=at, request=self, before=before, standing=now)
            )

    def _return(
        self, standing: Submitted, offer: Handover, answer: HandoverAnswer, at: datetime
    ) -> None:
        self.standing = standing
        self._record(
            HandoverReturned(
                occurred_at=at, request=self, handover=offer, answer=answer, standing=standing
            )
        )

    def _awaits(self, handover_id: HandoverId) -> bool:
        match self.standing:
            case HandoverOffered(handover=Handover(id=known)) | Submitted(expired=known):
                return known == handover_id
            case _:
                return False
