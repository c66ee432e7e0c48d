"""Use case: the desk answers a request itself, with advice or with a reasoned no."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_intake.application.desks.deciding import Cited, note_decision
from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.desks.criteria import DecisionKind
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.standing import Answer
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import SupportRequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRequest:
    """Which request, and what the desk says."""

    support_request_id: SupportRequestId
    answer: Answer
    points: Sequence[int] = ()


async def answer_request(
    command: AnswerRequest, *, actor: Actor, uow: DeskUnitOfWork, clock: Clock
) -> SupportRequest:
    """Close it; school and parents read the answer on its page."""
    request = await uow.support_requests.get(command.support_request_id)
    require(actor, Deed.DECIDE, Subject.of(request))
    cited = Cited(DecisionKind(command.answer.outcome.value), command.points)
    await note_decision(cited, request, actor=actor, uow=uow, clock=clock)
    request.answer(command.answer, at=clock.now())
    uow.support_requests.save(request)
    return request
