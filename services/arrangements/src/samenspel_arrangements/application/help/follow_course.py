"""Use cases: granted help begins, is evaluated, is extended, and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenspel_arrangements.application.help.ports import HelpUnitOfWork, WithGoalsUnitOfWork
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.case import ActionKind, Case, CaseState
from samenspel_arrangements.domain.help.course import EndReason, Evaluation, Works
from samenspel_arrangements.domain.perspective.findings import SaidOfGoal, findings_of, goals_of
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.domain.term_rules import HELP_ASK, HELP_EVALUATION
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import ArrangementId, CaseId, EvaluationId, new_id

TIME_TO_GO_ON = timedelta(days=14)
"""So long after an end the holder has to say what comes next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which help, in which case."""

    case_id: CaseId
    arrangement_id: ArrangementId


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateHelp:
    """What was found together, of the help and of the goals, and on which day."""

    which: Which
    on: date
    works: Works
    words: str
    said: Sequence[SaidOfGoal] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendHelp:
    """Until when it goes on, and when people look again."""

    which: Which
    until: date
    evaluation_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndHelp:
    """Why it is over, and since when."""

    which: Which
    reason: EndReason
    on: date


async def start_help(
    which: Which, on: date, *, actor: Actor, uow: HelpUnitOfWork, clock: Clock
) -> tuple[Case, Arrangement]:
    """Begin it."""
    case, granted = await load_help(which, actor, uow)
    now = clock.now()
    ask = await uow.terms.begin(HELP_ASK, on)
    granted.start(on, ask_on=ask.last_day, at=now)
    uow.arrangements.save(granted)
    case.settle(ActionKind.START_HELP, look_on=granted.period.evaluation_on, at=now)
    uow.cases.save(case)
    return case, granted


async def evaluate_help(
    command: EvaluateHelp, *, actor: Actor, uow: WithGoalsUnitOfWork, clock: Clock
) -> tuple[Case, Arrangement]:
    """Write down what was found; what is next in the case is to decide how to go on."""
    case, granted = await load_help(command.which, actor, uow)
    now = clock.now()
    perspective = await uow.perspectives.of_case(case.id)
    found = Evaluation(
        id=EvaluationId(new_id()),
        on=command.on,
        works=command.works,
        words=command.words,
        findings=findings_of(command.said, goals_of(perspective)),
        by_name=actor.name,
    )
    granted.evaluate(found, at=now)
    uow.arrangements.save(granted)
    decide_by = max(granted.period.planned_end_on, dutch_date(now))
    case.evaluated(decide_by=decide_by, at=now)
    uow.cases.save(case)
    return case, granted


async def extend_help(
    command: ExtendHelp, *, actor: Actor, uow: HelpUnitOfWork, clock: Clock
) -> tuple[Case, Arrangement]:
    """Go on longer; the next evaluation is what is next in the case."""
    case, granted = await load_help(command.which, actor, uow)
    now = clock.now()
    look = await uow.terms.begin(HELP_EVALUATION, command.until)
    granted.extend(
        until=command.until,
        evaluation_on=command.evaluation_on,
        look_by=look.last_day,
        at=now,
    )
    uow.arrangements.save(granted)
    case.plan_evaluation(on=command.evaluation_on, at=now)
    uow.cases.save(case)
    return case, granted


async def end_help(
    command: EndHelp, *, actor: Actor, uow: HelpUnitOfWork, clock: Clock
) -> tuple[Case, Arrangement]:
    """End it; what is next in the case is to say what comes after it."""
    case, granted = await load_help(command.which, actor, uow)
    now = clock.now()
    granted.end(command.reason, command.on, at=now)
    uow.arrangements.save(granted)
    by = dutch_date(now) + TIME_TO_GO_ON
    case.plan_action(kind=ActionKind.CONTINUE_OR_CLOSE, due_on=by, at=now)
    uow.cases.save(case)
    return case, granted


async def load_help(which: Which, actor: Actor, uow: HelpUnitOfWork) -> tuple[Case, Arrangement]:
    """Load help to work on, with its open case; refuses who may not."""
    case = await uow.cases.get(which.case_id)
    require(actor, Action.WORK, case)
    granted = await uow.arrangements.get(which.arrangement_id)
    if granted.case_id != case.id:
        raise NotFound(case.pupil_id)
    if case.state is not CaseState.OPENED:
        raise RuleViolation("case.not-open")
    return case, granted
