"""Use case: another unit takes a request over, or leaves it where it is."""

from dataclasses import dataclass

from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.policies import Deed, require
from samenspel_intake.domain.standing import HandoverOffered
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.term_rules import HANDOVER_ANSWER
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import HandoverId, SupportRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTransfer:
    """Which offer of which request, and whether the unit takes it."""

    support_request_id: SupportRequestId
    handover_id: HandoverId
    accept: bool


async def answer_transfer(
    command: AnswerTransfer, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> SupportRequest:
    """Move it to the unit's desk, or leave it with the sender and a day to look again.

    Who is not of the unit that was asked does not learn that there is such an offer.
    """
    request = await uow.support_requests.get(command.support_request_id)
    standing = request.standing
    if not isinstance(standing, HandoverOffered) or standing.handover.id != command.handover_id:
        raise RuleViolation("handover.not-open")
    if (unit_id := standing.handover.to.unit_id) is None:
        raise NotFound
    require(
        actor,
        Deed.ANSWER_TRANSFER,
        Relations(
            alliance_id=request.alliance_id,
            unit_id=unit_id,
            school_id=request.school_id,
            pupil_id=request.pupil_id,
        ),
    )
    now = clock.now()
    if command.accept:
        request.transfer_accepted(command.handover_id, at=now)
    else:
        term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
        request.handover_declined(command.handover_id, reassess_by=term.last_day, at=now)
    uow.support_requests.save(request)
    return request
