"""Use case: a person accepts an offered case and holds it from then on."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_arrangements.domain.case import ActionKind, Case
from samenspel_arrangements.domain.policies import Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptCase:
    """Which case, and what the new holder does first."""

    case_id: CaseId
    next_action: ActionKind
    due_on: date


async def accept_case(
    command: AcceptCase, *, actor: Actor, uow: ArrangementsUnitOfWork, clock: Clock
) -> Case:
    """Make the actor the holder; from the commit on, this service is responsible."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.ANSWER, case)
    case.accept(by=actor, kind=command.next_action, due_on=command.due_on, at=clock.now())
    uow.cases.save(case)
    return case
