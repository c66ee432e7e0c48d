"""HTTP: a case is given to another holder."""

from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.cases import AcceptanceBody, Answered, answered
from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.views import CaseView
from samenspel_arrangements.application.hand_over_case import (
    HandOverCase,
    TakeOverCase,
    hand_over_case,
    leave_case,
    take_case_from_desk,
    take_over_case,
)
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.ids import CaseId
from samenspel_platform.bodies import Body

router = APIRouter(prefix="/cases/{caseId}", tags=["cases"])


class HandoverBody(Body):
    """To whom the case is offered: a colleague, a unit's desk or the alliance's."""

    to_kind: Literal["person", "unit-desk", "alliance-desk"]
    to_id: UUID


@router.post(
    "/handovers",
    operation_id="handOverCase",
    summary="Offer an open case to another holder",
    status_code=201,
    response_model=CaseView,
)
async def hand_over(
    case_id: CaseIdInPath, body: HandoverBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Offer it; the holder answers for it until the other accepts."""
    to = Holder(HolderKind(body.to_kind), body.to_id)
    command = HandOverCase(case_id=CaseId(case_id), to=to)

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await hand_over_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/handover-acceptances",
    operation_id="takeOverCase",
    summary="Take over a case that is offered to you or your desk",
    status_code=201,
    response_model=CaseView,
)
async def take_over(
    case_id: CaseIdInPath, body: AcceptanceBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Answer for it from now on, with a next action."""
    command = TakeOverCase(
        case_id=CaseId(case_id), next_action=body.next_action, due_on=body.due_on
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await take_over_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/handover-refusals",
    operation_id="leaveCase",
    summary="Leave a case that is offered to you or your desk with its holder",
    status_code=201,
    response_model=CaseView,
)
async def leave(case_id: CaseIdInPath, request: Request, edge: ArrangementsEdge) -> Response:
    """Leave it where it is; its holder takes it up again."""

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await leave_case(CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/pick-ups",
    operation_id="takeCaseFromDesk",
    summary="Hold a case that a desk holds",
    status_code=201,
    response_model=CaseView,
)
async def pick_up(case_id: CaseIdInPath, request: Request, edge: ArrangementsEdge) -> Response:
    """Make the caller the holder of what its desk holds; what is next stays."""

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        case = await take_case_from_desk(
            CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock
        )
        return await answered(case, request, uow, edge)

    return await edge.answer_once(request, 201, do)
