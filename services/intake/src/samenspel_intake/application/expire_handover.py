"""Use case: nobody answered an offered request in time."""

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.term_rules import HANDOVER_ANSWER
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import SupportRequestId


async def expire_handover(
    support_request_id: SupportRequestId, *, uow: IntakeUnitOfWork, clock: Clock
) -> None:
    """Have the sender take it up again when the last day to answer has passed.

    Nothing happens to a request that was answered, taken back or offered anew meanwhile.
    """
    request = await uow.support_requests.find(support_request_id)
    if request is None:
        return
    now = clock.now()
    term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(now))
    request.handover_expired(reassess_by=term.last_day, at=now)
    uow.support_requests.save(request)
