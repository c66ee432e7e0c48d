"""Use case: the desk offers a request to those who grant help."""

from dataclasses import dataclass

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.domain.term import HANDOVER_ANSWER
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import HandoverId, SupportRequestId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferHandover:
    """Which request."""

    support_request_id: SupportRequestId


async def offer_handover(
    command: OfferHandover, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> SupportRequest:
    """Offer it; the desk stays responsible until somebody accepts."""
    request = await uow.support_requests.get(command.support_request_id)
    require(actor, Deed.OFFER_HANDOVER, Subject.of(request))
    now = clock.now()
    term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
    request.offer_handover(HandoverId(new_id()), answer_term=term, at=now)
    uow.support_requests.save(request)
    return request
