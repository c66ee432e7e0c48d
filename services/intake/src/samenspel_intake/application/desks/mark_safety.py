"""Use case: the desk says that somebody's safety is at stake in a request, or not any more."""

from dataclasses import dataclass

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import SupportRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSafety:
    """Which request, and whether it is so."""

    support_request_id: SupportRequestId
    is_about_safety: bool


async def mark_safety(command: MarkSafety, *, actor: Actor, uow: IntakeUnitOfWork) -> None:
    """Note it; such a request comes up before others in the queue."""
    request = await uow.support_requests.get(command.support_request_id)
    require(actor, Deed.DECIDE, Subject.of(request))
    request.mark_safety(command.is_about_safety)
    uow.support_requests.save(request)
