"""HTTP: a school's plan for a child (ontwikkelingsperspectief), once it counts, disputes about it, and what units ask."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.opp.bodies import (
    AdviceBody,
    DoneBody,
    EndingBody,
    EvaluationBody,
    GateBody,
)
from samenspel_arrangements.api.opp.changing import PATH, changed
from samenspel_arrangements.api.opp.views import GateView, OppView
from samenspel_arrangements.application.opp import establish_opp as establishing
from samenspel_arrangements.application.opp import note_on_opp as noting
from samenspel_arrangements.application.opp.set_gate import OppGate, set_gate
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import CaseId, UnitId

router = APIRouter(tags=["opp"])
UnitIdInPath = Annotated[UUID, Path(alias="unitId", description="The unit's id.")]


@router.post(
    f"{PATH}/evaluations",
    status_code=201,
    response_model=OppView,
    summary="Evaluate a plan",
    operation_id="evaluateOpp",
)
async def evaluate(
    case_id: CaseIdInPath, body: EvaluationBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Look back with parents and child, and go on, adjust it or stop."""
    command = body.command(CaseId(case_id))
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: establishing.look_back(command, actor=edge.actor, uow=uow, clock=edge.clock),
    )


@router.post(
    f"{PATH}/adjustments",
    status_code=201,
    response_model=OppView,
    summary="Adjust a plan",
    operation_id="adjustOpp",
)
async def adjust(case_id: CaseIdInPath, edge: ArrangementsEdge, request: Request) -> JSONResponse:
    """Begin another version; child and parents are heard and asked again."""
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: establishing.adjust_opp(
            CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    f"{PATH}/endings",
    status_code=201,
    response_model=OppView,
    summary="End a plan",
    operation_id="stopOpp",
)
async def stop(
    case_id: CaseIdInPath, body: EndingBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """End it; the school still records that in the national register."""
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: establishing.stop_opp(
            CaseId(case_id), body.reason, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    f"{PATH}/records",
    status_code=201,
    response_model=OppView,
    summary="Note what the school did",
    operation_id="noteOppDone",
)
async def record(
    case_id: CaseIdInPath, body: DoneBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Note that the child was told, or that a date was recorded in the national register."""
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: noting.note_done(
            CaseId(case_id), body.done, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    f"{PATH}/disputes",
    status_code=201,
    response_model=OppView,
    summary="Note a dispute",
    operation_id="bringOppDispute",
)
async def dispute(case_id: CaseIdInPath, edge: ArrangementsEdge, request: Request) -> JSONResponse:
    """Note that the plan lies before the national committee for disputes."""
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: noting.bring_dispute(
            CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.post(
    f"{PATH}/disputes/advice",
    status_code=201,
    response_model=OppView,
    summary="Note the advice on a dispute",
    operation_id="endOppDispute",
)
async def advise(
    case_id: CaseIdInPath, body: AdviceBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Note what the national committee said; school and parents go on from there."""
    return await changed(
        case_id,
        edge,
        request,
        lambda uow: noting.end_dispute(
            CaseId(case_id), body.advice, actor=edge.actor, uow=uow, clock=edge.clock
        ),
    )


@router.put(
    "/units/{unitId}/opp-gate",
    response_model=GateView,
    summary="Say what a unit asks in a plan",
    operation_id="setOppGate",
)
async def gate(
    unit_id: UnitIdInPath, body: GateBody, edge: ArrangementsEdge, request: Request
) -> JSONResponse:
    """Ask schools of a unit what was done so far (part B), or not."""
    wanted = OppGate(
        alliance_id=edge.actor.alliance_id, unit_id=UnitId(unit_id), asks_part_b=body.asks_part_b
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> GateView:
        return GateView.of(await set_gate(wanted, actor=edge.actor, uow=uow))

    return await edge.answer_once(request, 200, do)
