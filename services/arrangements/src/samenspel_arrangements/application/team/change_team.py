"""Use cases: somebody joins the team of a case, or leaves it."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.team.team import TeamRole
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinTeam:
    """Which case, who joins as what, what it does and until when."""

    case_id: CaseId
    role: TeamRole
    called: str
    does: str
    until: date | None = None


async def join_team(
    command: JoinTeam, *, actor: Actor, uow: ArrangementsUnitOfWork, clock: Clock
) -> Case:
    """Add somebody to the team of an open case; who works on the case may."""
    case = await uow.cases.get(command.case_id)
    require(actor, Action.WORK, case)
    case.join_team(
        command.role,
        called=command.called,
        does=command.does,
        until=command.until,
        at=clock.now(),
    )
    uow.cases.save(case)
    return case


async def leave_team(
    case_id: CaseId, number: int, *, actor: Actor, uow: ArrangementsUnitOfWork, clock: Clock
) -> Case:
    """Take somebody off it; it stays known that it was in it."""
    case = await uow.cases.get(case_id)
    require(actor, Action.WORK, case)
    case.leave_team(number, at=clock.now())
    uow.cases.save(case)
    return case
