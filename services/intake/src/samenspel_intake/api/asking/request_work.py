"""HTTP: what desk and parents add to a request that was sent."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from samenspel_intake.api.asking.bodies import (
    KindBody,
    NeedsBody,
    ParentViewBody,
    SuspensionBody,
)
from samenspel_intake.api.dependencies import IntakeEdge, RequestIdInPath
from samenspel_intake.api.request_views import SupportRequestView
from samenspel_intake.api.support_requests import shown_request
from samenspel_intake.application.asking.work_on_request import (
    AddParentView,
    ChangeKind,
    SuspendResponse,
    add_parent_view,
    assess_needs,
    change_kind,
    resume_response,
    suspend_response,
)
from samenspel_intake.domain.asking.needs import Need, Needs
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import PupilId, SupportRequestId
from samenspel_platform.bodies import View
from samenspel_platform.edge import check_if_match

router = APIRouter(tags=["asking"])
Done = tuple[View, dict[str, str]]
Uow = SqlIntakeUnitOfWork
SENT = "/support-requests/{supportRequestId}"


@router.post(
    SENT + "/kind-changes",
    status_code=201,
    response_model=SupportRequestView,
    summary="Answer it as another kind",
    operation_id="changeRequestKind",
)
async def answer_as(
    support_request_id: RequestIdInPath, body: KindBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Answer it as another kind, within the term of that kind."""
    id_ = SupportRequestId(support_request_id)

    async def do(uow: Uow) -> Done:
        check_if_match(request, (await uow.requests.get(edge.actor, id_)).row_version)
        made = await change_kind(_kind(id_, body), actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown_request(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    SENT + "/needs",
    status_code=201,
    response_model=SupportRequestView,
    summary="Write down what is needed",
    operation_id="assessNeeds",
)
async def needs(
    support_request_id: RequestIdInPath, body: NeedsBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Write down what the unit finds the child needs."""
    id_ = SupportRequestId(support_request_id)

    async def do(uow: Uow) -> Done:
        check_if_match(request, (await uow.requests.get(edge.actor, id_)).row_version)
        made = await assess_needs(id_, _needs(body), actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown_request(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    SENT + "/suspensions",
    status_code=201,
    response_model=SupportRequestView,
    summary="Let the term stand still",
    operation_id="suspendResponse",
)
async def suspend(
    support_request_id: RequestIdInPath, body: SuspensionBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Ask for something; the term stands still from the day after."""
    id_ = SupportRequestId(support_request_id)

    async def do(uow: Uow) -> Done:
        check_if_match(request, (await uow.requests.get(edge.actor, id_)).row_version)
        made = await suspend_response(
            SuspendResponse(id=id_, why=body.why, note=body.note),
            actor=edge.actor,
            uow=uow,
            clock=edge.clock,
        )
        return await shown_request(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    SENT + "/resumptions",
    status_code=201,
    response_model=SupportRequestView,
    summary="Let the term run again",
    operation_id="resumeResponse",
)
async def resume(
    support_request_id: RequestIdInPath, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Let the term run again from today."""
    id_ = SupportRequestId(support_request_id)

    async def do(uow: Uow) -> Done:
        check_if_match(request, (await uow.requests.get(edge.actor, id_)).row_version)
        made = await resume_response(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown_request(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    SENT + "/views",
    status_code=201,
    response_model=SupportRequestView,
    summary="Add what a parent thinks",
    operation_id="addViewToRequest",
)
async def add_view(
    support_request_id: RequestIdInPath, body: ParentViewBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Add what a parent thinks of a request that was sent."""
    id_ = SupportRequestId(support_request_id)

    async def do(uow: Uow) -> Done:
        check_if_match(request, (await uow.requests.get(edge.actor, id_)).row_version)
        made = await add_parent_view(
            AddParentView(id=id_, view=body.view), actor=edge.actor, uow=uow, clock=edge.clock
        )
        return await shown_request(uow, edge, made)

    return await edge.answer_once(request, 201, do)


def _kind(id_: SupportRequestId, body: KindBody) -> ChangeKind:
    pupil = PupilId(body.pupil_id) if body.pupil_id else None
    return ChangeKind(id=id_, kind=body.kind, pupil_id=pupil)


def _needs(body: NeedsBody) -> Needs:
    return Needs.of(*(Need(need.field, need.level, need.text) for need in body.needs))
