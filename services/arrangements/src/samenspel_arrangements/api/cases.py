"""HTTP: cases, and what is done with them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.views import CaseView
from samenspel_arrangements.application.accept_case import AcceptCase, accept_case
from samenspel_arrangements.application.decline_case import DeclineCase, decline_case
from samenspel_arrangements.application.plan_case_action import (
    PlanCaseAction,
    plan_case_action,
)
from samenspel_arrangements.domain.case import ActionKind, Case, CaseState, DeclineReason
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate
from samenspel_platform.edge import check_if_match, etag
from samenspel_platform.paging import Page, PageRequest, page_request, paged

router = APIRouter(prefix="/cases", tags=["cases"])
Answered = tuple[CaseView, dict[str, str]]


class AcceptanceBody(Body):
    """What the new holder does first, and until when."""

    next_action: ActionKind
    due_on: IsoDate


class RefusalBody(Body):
    """Why the case is not accepted; the note is for colleagues, and needed with `other`."""

    reason: DeclineReason
    note: str = ""


class ActionBody(Body):
    """What is next, and until when."""

    kind: ActionKind
    due_on: IsoDate


@router.get("", operation_id="listCases", summary="List cases")
async def list_cases(
    edge: ArrangementsEdge,
    page: Annotated[PageRequest, Depends(page_request)],
    state: Annotated[CaseState | None, Query(description="Only cases in this state.")] = None,
) -> Page[CaseView]:
    """List the cases that the caller may see, what is due first on top."""
    async with edge.transaction() as uow:
        found = await uow.queries.cases(edge.actor, state=state, after=page.after, limit=page.limit)
    items, cursor = paged(found, page, lambda case: (case.due_on, case.case_id))
    return Page(items=[CaseView.of_summary(case) for case in items], next_cursor=cursor)


@router.get("/{caseId}", operation_id="getCase", summary="Read one case")
async def get_case(case_id: CaseIdInPath, edge: ArrangementsEdge, response: Response) -> CaseView:
    """Give the case; `ETag` is its version."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        await edge.saw(uow, case, FilePart.CASE)
    response.headers["etag"] = etag(case.version)
    return CaseView.of_summary(case)


@router.post(
    "/{caseId}/acceptances",
    operation_id="acceptCase",
    summary="Accept an offered case and become its holder",
    status_code=201,
    response_model=CaseView,
)
async def accept(
    case_id: CaseIdInPath, body: AcceptanceBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Make the caller the holder, with a next action; also after the answer-by day."""
    command = AcceptCase(case_id=CaseId(case_id), next_action=body.next_action, due_on=body.due_on)

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await accept_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{caseId}/refusals",
    operation_id="refuseCase",
    summary="Refuse an offered case",
    status_code=201,
    response_model=CaseView,
)
async def refuse(
    case_id: CaseIdInPath, body: RefusalBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Refuse it with a reason; the sender stays responsible and goes on."""
    command = DeclineCase(case_id=CaseId(case_id), reason=body.reason, note=body.note)

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await decline_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{caseId}/actions",
    operation_id="planCaseAction",
    summary="Plan what is next in an open case",
    status_code=201,
    response_model=CaseView,
)
async def plan(
    case_id: CaseIdInPath, body: ActionBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Replace what is next and until when; the holder stays the same."""
    command = PlanCaseAction(case_id=CaseId(case_id), kind=body.kind, due_on=body.due_on)

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await plan_case_action(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


async def answered(
    case: Case, request: Request, uow: SqlArrangementsUnitOfWork, edge: ArrangementsEdge
) -> Answered:
    """Show the case with its new version, unless the caller had read another one."""
    check_if_match(request, case.row_version)
    await edge.saw(uow, case, FilePart.CASE)
    await uow.record_facts()
    return CaseView.of(case), {"ETag": etag(case.row_version)}
