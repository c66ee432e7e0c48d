"""Use case: say what is next in an open case."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_arrangements.domain.case import ActionKind, Case
from samenspel_arrangements.domain.policies import Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCaseAction:
    """Which case, what is next, and the last day for it."""

    case_id: CaseId
    kind: ActionKind
    due_on: date


async def plan_case_action(
    command: PlanCaseAction, *, actor: Actor, uow: ArrangementsUnitOfWork, clock: Clock
) -> Case:
    """Replace what is next."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.WORK, case)
    case.plan_action(kind=command.kind, due_on=command.due_on, at=clock.now())
    uow.cases.save(case)
    return case
