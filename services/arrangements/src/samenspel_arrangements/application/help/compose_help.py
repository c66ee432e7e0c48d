"""Use case: say which measures granted help is made of, and for which goals."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_arrangements.application.help.follow_course import Which, load_help
from samenspel_arrangements.application.help.ports import WithGoalsUnitOfWork
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.case import ActionKind, Case
from samenspel_arrangements.domain.help.composition import Line, composed
from samenspel_arrangements.domain.perspective.findings import goals_of
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeHelp:
    """Which help, its measures as they were typed, and why no goal is for the surroundings."""

    which: Which
    lines: Sequence[Line]
    no_goal_for_surroundings: str = ""


async def compose_help(
    command: ComposeHelp, *, actor: Actor, uow: WithGoalsUnitOfWork, clock: Clock
) -> tuple[Case, Arrangement]:
    """Say it; the goals are those of the shared perspective where it has any."""
    case, granted = await load_help(command.which, actor, uow)
    perspective = await uow.perspectives.of_case(case.id)
    made_of = composed(command.lines, goals_of(perspective), command.no_goal_for_surroundings)
    now = clock.now()
    granted.compose(made_of, at=now)
    uow.arrangements.save(granted)
    look_on = granted.period.evaluation_on
    case.settle(ActionKind.CHOOSE_MEASURES, look_on=look_on, at=now)
    uow.cases.save(case)
    return case, granted
