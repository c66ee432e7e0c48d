"""HTTP: a child's way to a place, and the children who have none yet."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.places.bodies import (
    AdmissionBody,
    EndBody,
    EnrolmentBody,
    ReturnBody,
    SeatBody,
    SeekBody,
)
from samenspel_arrangements.api.places.views import (
    PlacementsView,
    PlacementView,
)
from samenspel_arrangements.application.places import place_child as placing
from samenspel_arrangements.application.places.distances import around_home
from samenspel_arrangements.application.places.seats import ask_seat, leave_seat
from samenspel_arrangements.application.places.seek_place import (
    SeekPlace,
    placement_for,
    seek_place,
)
from samenspel_arrangements.domain.places.ids import PlacementId, ProvisionId
from samenspel_arrangements.domain.places.placement import Placement
from samenspel_arrangements.domain.policies import POLICY, Action, require
from samenspel_arrangements.persistence.places.queries import PlacementLine
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import CaseId, SchoolId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import check_if_match, etag

router = APIRouter(tags=["places"])
PATH = "/placements/{placementId}"
PlacementIdInPath = Annotated[UUID, Path(alias="placementId", description="The placement's id.")]
Do = Callable[[SqlArrangementsUnitOfWork], Awaitable[Placement]]


@router.post(
    "/cases/{caseId}/placements",
    operation_id="seekPlace",
    summary="Look for a place",
    status_code=201,
    response_model=PlacementView,
)
async def seek(
    case_id: CaseIdInPath, body: SeekBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Look for a place for the child of an open case; escalated after four weeks without one."""
    command = SeekPlace(
        case_id=CaseId(case_id), kind=body.kind, why_not_regular=body.why_not_regular
    )
    return await _made(
        edge,
        request,
        lambda uow: seek_place(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.get(
    "/cases/{caseId}/placements",
    operation_id="listPlacements",
    summary="List a child's ways to a place",
)
async def of_case(case_id: CaseIdInPath, edge: ArrangementsEdge) -> PlacementsView:
    """List those of a case, the newest first."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, Action.SEE_PLACEMENT, case)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.placement_lines.of_case(edge.actor, case_id)
    return PlacementsView(items=[PlacementView.of(line) for line in found])


@router.get(
    "/placements", operation_id="listChildrenWithoutPlace", summary="List children without a place"
)
async def without_place(edge: ArrangementsEdge) -> PlacementsView:
    """List the children whom the caller looks for a place for, who waits longest first (M16)."""
    POLICY.require_somewhere(edge.actor, Action.FIND_PLACE)
    async with edge.transaction() as uow:
        found = await uow.placement_lines.without_place(edge.actor)
    return PlacementsView(items=[PlacementView.of(line) for line in found])


@router.get(PATH, operation_id="getPlacement", summary="Read a child's way to a place")
async def read(
    placement_id: PlacementIdInPath, edge: ArrangementsEdge, response: Response
) -> PlacementView:
    """Give one; `ETag` is its version."""
    async with edge.transaction() as uow:
        line = await uow.placement_lines.get(edge.actor, placement_id)
        await edge.saw(uow, line, FilePart.CASE)
        shown = await _shown(line, edge, uow)
    response.headers["etag"] = etag(line.row_version)
    return shown


@router.post(
    f"{PATH}/seats",
    operation_id="askSeat",
    summary="Ask a seat",
    status_code=201,
    response_model=PlacementView,
)
async def ask(
    placement_id: PlacementIdInPath, body: SeatBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Have a seat kept at a provision, or wait there in line."""
    id_, provision_id = PlacementId(placement_id), ProvisionId(body.provision_id)
    return await _changed(
        id_,
        edge,
        request,
        lambda uow: ask_seat(id_, provision_id, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{PATH}/releases",
    operation_id="leaveSeat",
    summary="Give a seat back",
    status_code=201,
    response_model=PlacementView,
)
async def leave(
    placement_id: PlacementIdInPath, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Give the seat or the place in line back; the first who waits moves up."""
    id_ = PlacementId(placement_id)
    return await _changed(
        id_,
        edge,
        request,
        lambda uow: leave_seat(id_, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{PATH}/admissions",
    operation_id="admitChild",
    summary="Note that a board admits the child",
    status_code=201,
    response_model=PlacementView,
)
async def admit(
    placement_id: PlacementIdInPath, body: AdmissionBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note it; for `sbo` and `so` a TLV must count on the first day (T4)."""
    id_ = PlacementId(placement_id)
    command = placing.AdmitChild(
        placement_id=id_,
        school_id=SchoolId(body.school_id),
        from_day=body.from_day,
        decision=body.decision,
    )
    return await _changed(
        id_,
        edge,
        request,
        lambda uow: placing.admit_child(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{PATH}/enrolments",
    operation_id="enrolChild",
    summary="Note that the child began",
    status_code=201,
    response_model=PlacementView,
)
async def enrol(
    placement_id: PlacementIdInPath, body: EnrolmentBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note the first day; only who was admitted begins."""
    id_ = PlacementId(placement_id)
    return await _changed(
        id_,
        edge,
        request,
        lambda uow: placing.enrol_child(
            id_, body.first_day, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    f"{PATH}/reviews",
    operation_id="letChildStay",
    summary="Note that the child still needs the place",
    status_code=201,
    response_model=PlacementView,
)
async def review(
    placement_id: PlacementIdInPath, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note that people looked at a return today; one looks again in a year."""
    id_ = PlacementId(placement_id)
    return await _changed(
        id_,
        edge,
        request,
        lambda uow: placing.let_stay(id_, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{PATH}/returns",
    operation_id="returnChild",
    summary="Note that the child goes back to regular education",
    status_code=201,
    response_model=PlacementView,
)
async def go_back(
    placement_id: PlacementIdInPath, body: ReturnBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Note it; the child gets support there until that is checked (K28)."""
    id_ = PlacementId(placement_id)
    command = placing.ReturnChild(
        placement_id=id_, school_id=SchoolId(body.school_id), from_day=body.from_day
    )
    return await _changed(
        id_,
        edge,
        request,
        lambda uow: placing.return_child(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{PATH}/endings",
    operation_id="endPlacement",
    summary="End it",
    status_code=201,
    response_model=PlacementView,
)
async def end(
    placement_id: PlacementIdInPath, body: EndBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Close it for a reason that fits; a seat that is not needed is free for who waits."""
    id_ = PlacementId(placement_id)
    return await _changed(
        id_,
        edge,
        request,
        lambda uow: placing.end_placement(
            id_, body.reason, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


async def _changed(
    id_: PlacementId, edge: ArrangementsEdge, request: Request, change: Do
) -> JSONResponse:
    async def checked(uow: SqlArrangementsUnitOfWork) -> Placement:
        found = await placement_for(id_, Action.FIND_PLACE, actor=edge.actor, uow=uow)
        check_if_match(request, found.row_version)
        return await change(uow)

    return await _made(edge, request, checked)


async def _made(edge: ArrangementsEdge, request: Request, change: Do) -> JSONResponse:
    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[PlacementView, dict[str, str]]:
        placement = await change(uow)
        await edge.saw(uow, placement, FilePart.CASE)
        await uow.record_facts()
        line = await uow.placement_lines.get(edge.actor, placement.id)
        return await _shown(line, edge, uow), {"ETag": etag(placement.row_version)}

    return await edge.answer_once(request, 201, do)


async def _shown(
    line: PlacementLine, edge: ArrangementsEdge, uow: SqlArrangementsUnitOfWork
) -> PlacementView:
    if line.at_school_id is None:
        return PlacementView.of(line)
    around = await around_home(line.pupil_id, [line.at_school_id], actor=edge.actor, uow=uow)
    return PlacementView.of(line, around.to_school(line.at_school_id))
