"""HTTP: the shared perspective of a case."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.perspective.bodies import (
    CheckBody,
    PerspectiveBody,
    PhaseBody,
    PositionBody,
    TransferBody,
)
from samenspel_arrangements.api.perspective.goal_views import GoalCoursesView, GoalCourseView
from samenspel_arrangements.api.perspective.views import (
    PerspectiveView,
    VersionsView,
    VersionView,
)
from samenspel_arrangements.application.perspective import steer_perspective as steering
from samenspel_arrangements.application.perspective.read_goals import read_goals
from samenspel_arrangements.application.perspective.take_position import (
    TakePosition,
    take_position,
)
from samenspel_arrangements.application.perspective.write_perspective import (
    WritePerspective,
    perspective_for,
    write_perspective,
)
from samenspel_arrangements.domain.perspective.agreement import parties_of
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import check_if_match, etag

router = APIRouter(prefix="/cases/{caseId}/perspective", tags=["perspective"])
Do = Callable[[SqlArrangementsUnitOfWork], Awaitable[SharedPerspective]]


@router.get("", operation_id="getPerspective", summary="Read the shared perspective of a case")
async def read(
    case_id: CaseIdInPath, edge: ArrangementsEdge, response: Response
) -> PerspectiveView:
    """Give its newest version and who shares that; `ETag` is what a change needs."""
    async with edge.transaction() as uow:
        case, perspective = await perspective_for(
            CaseId(case_id), Action.SEE_PERSPECTIVE, actor=edge.actor, uow=uow
        )
        await edge.saw(uow, case, FilePart.CASE)
        parents = await uow.parents.deciding_for(case.pupil_id)
    response.headers["etag"] = etag(perspective.row_version)
    return PerspectiveView.of(perspective, parties_of(each.contact_id for each in parents))


@router.get("/versions", operation_id="listPerspectiveVersions", summary="Read all versions of it")
async def versions(case_id: CaseIdInPath, edge: ArrangementsEdge) -> VersionsView:
    """Give every version with what was said of it, the newest first."""
    async with edge.transaction() as uow:
        case, perspective = await perspective_for(
            CaseId(case_id), Action.SEE_PERSPECTIVE, actor=edge.actor, uow=uow
        )
        await edge.saw(uow, case, FilePart.CASE)
    shown = [VersionView.of(each, perspective) for each in reversed(perspective.versions)]
    return VersionsView(items=shown)


@router.get("/goals", operation_id="listGoalCourses", summary="Read how each goal went")
async def goals(case_id: CaseIdInPath, edge: ArrangementsEdge) -> GoalCoursesView:
    """Give every goal that ever stood in it, with the versions and what evaluations found."""
    async with edge.transaction() as uow:
        case, perspective = await perspective_for(
            CaseId(case_id), Action.SEE_PERSPECTIVE, actor=edge.actor, uow=uow
        )
        await edge.saw(uow, case, FilePart.CASE)
        found = await read_goals(case, perspective, actor=edge.actor, uow=uow)
    return GoalCoursesView(items=[GoalCourseView.of(course) for course in found])


@router.put(
    "",
    operation_id="writePerspective",
    summary="Write the perspective, or change it",
    response_model=PerspectiveView,
)
async def write(
    case_id: CaseIdInPath, body: PerspectiveBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Make a version. `If-Match` is required: who read another version gets 412 and loses nothing."""
    command = WritePerspective(case_id=CaseId(case_id), draft=body.draft(), base_version=None)

    async def do(uow: SqlArrangementsUnitOfWork) -> SharedPerspective:
        made = await write_perspective(command, actor=edge.actor, uow=uow, clock=edge.clock)
        if "if-match" not in request.headers:
            raise StaleVersion
        return made

    return await _changed(request, edge, 200, do)


@router.post(
    "/positions",
    operation_id="takePosition",
    summary="Say whether a party shares a version",
    status_code=201,
    response_model=PerspectiveView,
)
async def position(
    case_id: CaseIdInPath, body: PositionBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Write down what a party thinks; help never waits for it."""
    command = TakePosition(
        case_id=CaseId(case_id),
        party=body.who(),
        version=body.version,
        agrees=body.agrees,
        with_what=body.with_what,
    )
    return await _changed(
        request,
        edge,
        201,
        lambda uow: take_position(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    "/phases",
    operation_id="enterPhase",
    summary="Go on in the cycle",
    status_code=201,
    response_model=PerspectiveView,
)
async def phase(
    case_id: CaseIdInPath, body: PhaseBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Go on to another part of the cycle: observe, understand, plan, realise."""
    id_ = CaseId(case_id)
    return await _changed(
        request,
        edge,
        201,
        lambda uow: steering.enter_phase(
            id_, body.phase, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    "/transfers",
    operation_id="noteTransfer",
    summary="Note that the child went on to another school",
    status_code=201,
    response_model=PerspectiveView,
)
async def transfer(
    case_id: CaseIdInPath, body: TransferBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note the day; a year later somebody looks what became of the perspective."""
    id_ = CaseId(case_id)
    return await _changed(
        request,
        edge,
        201,
        lambda uow: steering.note_transfer(
            id_, body.on, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    "/transfer-checks",
    operation_id="checkTransfer",
    summary="Note what became of the perspective",
    status_code=201,
    response_model=PerspectiveView,
)
async def check(
    case_id: CaseIdInPath, body: CheckBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note it, about a year after the child went on."""
    id_ = CaseId(case_id)
    return await _changed(
        request,
        edge,
        201,
        lambda uow: steering.check_transfer(
            id_, body.outcome, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


async def _changed(request: Request, edge: ArrangementsEdge, status: int, do: Do) -> JSONResponse:
    async def answer(uow: SqlArrangementsUnitOfWork) -> tuple[PerspectiveView, dict[str, str]]:
        perspective = await do(uow)
        check_if_match(request, perspective.row_version)
        case = await uow.cases.get(perspective.case_id)
        await edge.saw(uow, case, FilePart.CASE)
        parents = await uow.parents.deciding_for(perspective.pupil_id)
        await uow.record_facts()
        view = PerspectiveView.of(perspective, parties_of(each.contact_id for each in parents))
        return view, {"ETag": etag(perspective.row_version)}

    return await edge.answer_once(request, status, answer)
