"""Use case: do without a step of granted help that no law demands, for a reason (N32)."""

from dataclasses import dataclass

from samenspel_arrangements.application.help.follow_course import Which, load_help
from samenspel_arrangements.application.help.ports import HelpUnitOfWork
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.case import ActionKind, Case
from samenspel_arrangements.domain.help.skipping import HelpStep, SkippedStep, WhySkipped
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipStep:
    """Of which help which step, and why."""

    which: Which
    step: HelpStep
    why: WhySkipped
    words: str


async def skip_step(
    command: SkipStep, *, actor: Actor, uow: HelpUnitOfWork, clock: Clock
) -> tuple[Case, Arrangement]:
    """Skip it; nobody is reminded of it any more. RuleViolation `step.by-law` where a law asks it."""
    case, granted = await load_help(command.which, actor, uow)
    now = clock.now()
    today, ends_on = dutch_date(now), granted.period.planned_end_on
    skipped = SkippedStep(
        step=command.step,
        why=command.why,
        words=command.words,
        by=actor.person_id,
        on=today,
        ends_on=ends_on,
    )
    granted.skip(skipped, at=now)
    uow.arrangements.save(granted)
    if command.step is HelpStep.EVALUATION:
        case.evaluated(decide_by=max(ends_on, today), at=now)
    else:
        look_on = granted.period.evaluation_on
        case.settle(ActionKind.CHOOSE_MEASURES, look_on=look_on, at=now)
    uow.cases.save(case)
    return case, granted
