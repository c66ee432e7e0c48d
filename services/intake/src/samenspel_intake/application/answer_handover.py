"""Use case: those who grant help answered an offered request."""

from dataclasses import dataclass
from datetime import datetime

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.term_rules import HANDOVER_ANSWER
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.ids import CaseId, HandoverId, SupportRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAccepted:
    """A person accepted: its case answers for the request."""

    support_request_id: SupportRequestId
    handover_id: HandoverId
    case_id: CaseId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDeclined:
    """Nobody took it: the desk must look at it again."""

    support_request_id: SupportRequestId
    handover_id: HandoverId
    at: datetime


async def answer_handover(
    command: HandoverAccepted | HandoverDeclined, *, uow: IntakeUnitOfWork
) -> None:
    """Take over the answer; repeated, late, or about a request that is not here: no harm."""
    request = await uow.support_requests.find(command.support_request_id)
    if request is None:
        return
    match command:
        case HandoverAccepted(handover_id=handover_id, case_id=case_id):
            request.handover_accepted(handover_id, case_id, at=command.at)
        case HandoverDeclined(handover_id=handover_id):
            term = await uow.terms.begin(HANDOVER_ANSWER, dutch_date(command.at))
            request.handover_declined(handover_id, reassess_by=term.last_day, at=command.at)
    uow.support_requests.save(request)
