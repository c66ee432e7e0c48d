"""Use case: an offered case is refused, and the sender goes on."""

from dataclasses import dataclass

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_arrangements.domain.case import Case, DeclineReason
from samenspel_arrangements.domain.policies import Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineCase:
    """Which case, and why not."""

    case_id: CaseId
    reason: DeclineReason
    note: str = ""


async def decline_case(
    command: DeclineCase, *, actor: Actor, uow: ArrangementsUnitOfWork, clock: Clock
) -> Case:
    """Refuse it; nobody but the sender was responsible, and that stays so."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.ANSWER, case)
    case.decline(reason=command.reason, note=command.note, at=clock.now())
    uow.cases.save(case)
    return case
