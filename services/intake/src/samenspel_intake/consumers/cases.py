"""What arrangements says about the requests that were offered to it."""

from samenspel_contracts.arrangements import CaseDeclinedV1, CaseOpenedV1
from samenspel_contracts.envelope import Envelope
from samenspel_intake.application.answer_handover import (
    HandoverAccepted,
    HandoverDeclined,
    answer_handover,
)
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import CaseId, HandoverId, SupportRequestId
from samenspel_messaging.consumers import Consumer


async def on_case_opened(event: CaseOpenedV1, envelope: Envelope, uow: SqlIntakeUnitOfWork) -> None:
    """Let go of the request: a person holds its case."""
    accepted = HandoverAccepted(
        support_request_id=SupportRequestId(event.support_request_id),
        handover_id=HandoverId(event.handover_id),
        case_id=CaseId(event.case_id),
        at=envelope.time,
    )
    await answer_handover(accepted, uow=uow)


async def on_case_declined(
    event: CaseDeclinedV1, envelope: Envelope, uow: SqlIntakeUnitOfWork
) -> None:
    """Take the request up again."""
    declined = HandoverDeclined(
        support_request_id=SupportRequestId(event.support_request_id),
        handover_id=HandoverId(event.handover_id),
        at=envelope.time,
    )
    await answer_handover(declined, uow=uow)


CASES = Consumer(
    name="cases", handlers={CaseOpenedV1: on_case_opened, CaseDeclinedV1: on_case_declined}
)
