"""HTTP: granted help begins, is evaluated, is extended, and ends."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.perspective.bodies import GoalsSaid
from samenspel_arrangements.api.views import ArrangementView
from samenspel_arrangements.application.help.follow_course import (
    EndHelp,
    EvaluateHelp,
    ExtendHelp,
    Which,
    end_help,
    evaluate_help,
    extend_help,
    start_help,
)
from samenspel_arrangements.application.help.skip_step import SkipStep, skip_step
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.help.course import EndReason, Works
from samenspel_arrangements.domain.help.skipping import HelpStep, WhySkipped
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import ArrangementId, CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate

router = APIRouter(prefix="/cases/{caseId}/arrangements/{arrangementId}", tags=["arrangements"])
ArrangementIdInPath = Annotated[
    UUID, Path(alias="arrangementId", description="The arrangement's id.")
]
Do = Callable[[SqlArrangementsUnitOfWork], Awaitable[tuple[Case, Arrangement]]]


class StartBody(Body):
    """Since when the help goes on."""

    started_on: IsoDate


class EvaluationBody(Body):
    """What people found together, of the help and of goals of the perspective; on which day."""

    evaluated_on: IsoDate
    works: Works
    words: str
    goals: GoalsSaid = []


class ExtensionBody(Body):
    """Until when it goes on, and when people look again."""

    extended_until: IsoDate
    evaluate_again_on: IsoDate


class EndBody(Body):
    """Why it is over, and since when."""

    end_reason: EndReason
    ended_on: IsoDate


class SkipBody(Body):
    """Which step one does without, and why, in a code and a sentence."""

    step: HelpStep
    why: WhySkipped
    words: str


@router.post(
    "/starts",
    operation_id="startHelp",
    summary="Begin granted help",
    status_code=201,
    response_model=ArrangementView,
)
async def start(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: StartBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Begin it, on a day that has come."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[Case, Arrangement]:
        return await start_help(which, body.started_on, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _answer(request, edge, do)


@router.post(
    "/evaluations",
    operation_id="evaluateHelp",
    summary="Write down whether the help works",
    status_code=201,
    response_model=ArrangementView,
)
async def evaluate(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: EvaluationBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Write it down; what is next in the case is to decide how to go on."""
    which = which_of(case_id, arrangement_id)
    command = EvaluateHelp(
        which=which,
        on=body.evaluated_on,
        works=body.works,
        words=body.words,
        said=[goal.said() for goal in body.goals],
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[Case, Arrangement]:
        return await evaluate_help(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _answer(request, edge, do)


@router.post(
    "/extensions",
    operation_id="extendHelp",
    summary="Go on longer with help that was evaluated",
    status_code=201,
    response_model=ArrangementView,
)
async def extend(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: ExtensionBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Go on from the planned end; not without an evaluation since it was last extended."""
    command = ExtendHelp(
        which=which_of(case_id, arrangement_id),
        until=body.extended_until,
        evaluation_on=body.evaluate_again_on,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[Case, Arrangement]:
        return await extend_help(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _answer(request, edge, do)


@router.post(
    "/ends",
    operation_id="endHelp",
    summary="End granted help",
    status_code=201,
    response_model=ArrangementView,
)
async def end(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: EndBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """End it for a reason; the holder of the case says what comes next."""
    command = EndHelp(
        which=which_of(case_id, arrangement_id), reason=body.end_reason, on=body.ended_on
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[Case, Arrangement]:
        return await end_help(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _answer(request, edge, do)


@router.post(
    "/skipped-steps",
    operation_id="skipStep",
    summary="Do without a step of granted help, for a reason",
    status_code=201,
    response_model=ArrangementView,
)
async def skip(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: SkipBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Skip it; a step that a law demands is never skipped."""
    which = which_of(case_id, arrangement_id)
    command = SkipStep(which=which, step=body.step, why=body.why, words=body.words)

    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[Case, Arrangement]:
        return await skip_step(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _answer(request, edge, do)


def which_of(case_id: UUID, arrangement_id: UUID) -> Which:
    """Name the help of a path."""
    return Which(case_id=CaseId(case_id), arrangement_id=ArrangementId(arrangement_id))


async def _answer(request: Request, edge: ArrangementsEdge, do: Do) -> Response:
    async def do_it(uow: SqlArrangementsUnitOfWork) -> ArrangementView:
        case, granted = await do(uow)
        await edge.saw(uow, case, FilePart.CASE)
        return ArrangementView.of(granted)

    return await edge.answer_once(request, 201, do_it)
