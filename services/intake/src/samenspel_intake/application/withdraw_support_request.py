"""Use case: a request is taken back."""

from dataclasses import dataclass

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.standing import WithdrawalReason
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import SupportRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSupportRequest:
    """Which request, and why."""

    support_request_id: SupportRequestId
    reason: WithdrawalReason


async def withdraw_support_request(
    command: WithdrawSupportRequest, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> SupportRequest:
    """Take it back."""
    request = await uow.support_requests.get(command.support_request_id)
    require(actor, Deed.WITHDRAW, Subject.of(request))
    request.withdraw(command.reason, at=clock.now())
    uow.support_requests.save(request)
    return request
