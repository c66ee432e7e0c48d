"""Use case: the request behind a case was taken back."""

from dataclasses import dataclass
from datetime import datetime

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_kernel.ids import SupportRequestId
from samenspel_kernel.terms import WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWithdrawal:
    """Which request, the code of the reason, and when."""

    support_request_id: SupportRequestId
    reason: str
    withdrawn_at: datetime


async def note_withdrawal(
    command: NoteWithdrawal, *, uow: ArrangementsUnitOfWork, working_days: WorkingDays
) -> None:
    """End what nobody accepted; have the holder of what was accepted reconsider it."""
    for case in await uow.cases.of_request(command.support_request_id):
        case.note_withdrawal(
            reason=command.reason, at=command.withdrawn_at, working_days=working_days
        )
        uow.cases.save(case)
