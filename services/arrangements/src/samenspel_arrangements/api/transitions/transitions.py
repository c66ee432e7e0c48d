"""HTTP: a child goes on to its next school."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.transitions.bodies import (
    AcceptanceBody,
    ChangeBody,
    EndingBody,
    FirstDayBody,
    ParentAnswerBody,
    PlanBody,
    RefusalBody,
    TransitionsView,
    TransitionView,
)
from samenspel_arrangements.application.transitions import accept, prepare
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.transitions.contents import TransitionId
from samenspel_arrangements.domain.transitions.transition import Transition
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import check_if_match, etag

router = APIRouter(tags=["transitions"])
PATH = "/transitions/{transitionId}"
TransitionIdInPath = Annotated[UUID, Path(alias="transitionId", description="The transition's id.")]
Do = Callable[[SqlArrangementsUnitOfWork], Awaitable[Transition]]


@router.post(
    "/cases/{caseId}/transitions",
    operation_id="planTransition",
    summary="Plan that a child goes on",
    status_code=201,
    response_model=TransitionView,
)
async def plan(
    case_id: CaseIdInPath, body: PlanBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Plan that the child of an open case goes on to its next school; one at a time."""
    command = prepare.PlanTransition(
        case_id=CaseId(case_id),
        stage=body.stage,
        first_day=body.first_day,
        travels=body.travels(),
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> Transition:
        return await prepare.plan_transition(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _made(edge, request, do)


@router.get(
    "/transitions", operation_id="listTransitions", summary="List children who go on or come"
)
async def listed(edge: ArrangementsEdge) -> TransitionsView:
    """List the open ones that the caller may see, also those offered to its school."""
    POLICY.require_somewhere(edge.actor, Action.SEE_TRANSITION)
    async with edge.transaction() as uow:
        found = await uow.transition_lines.coming_and_going(edge.actor)
    return TransitionsView(items=[TransitionView.of(line) for line in found])


@router.get(PATH, operation_id="getTransition", summary="Read how a child goes on")
async def read(
    transition_id: TransitionIdInPath, edge: ArrangementsEdge, response: Response
) -> TransitionView:
    """Give one; `ETag` is its version. The next school reads it once it is offered."""
    async with edge.transaction() as uow:
        line = await uow.transition_lines.get(edge.actor, transition_id)
        await edge.saw(uow, line, FilePart.CASE)
    response.headers["etag"] = etag(line.row_version)
    return TransitionView.of(line)


@router.post(
    f"{PATH}/contents",
    operation_id="chooseWhatTravels",
    summary="Choose what travels",
    status_code=201,
    response_model=TransitionView,
)
async def write(
    transition_id: TransitionIdInPath, body: ChangeBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Choose anew what travels and to whom; parents are asked anew."""
    id_ = TransitionId(transition_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> Transition:
        found = await prepare.transition_for(
            id_, Action.PREPARE_TRANSITION, actor=edge.actor, uow=uow
        )
        check_if_match(request, found.row_version)
        return await prepare.write_contents(
            id_,
            body.travels(),
            first_day=body.first_day,
            actor=edge.actor,
            uow=uow,
            clock=edge.clock,
        )

    return await _made(edge, request, do)


@router.post(
    f"{PATH}/first-days",
    operation_id="moveTransition",
    summary="Correct the first day",
    status_code=201,
    response_model=TransitionView,
)
async def move(
    transition_id: TransitionIdInPath, body: FirstDayBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Correct the first day until it ended; the terms go with it, what parents said stays."""
    id_ = TransitionId(transition_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> Transition:
        found = await prepare.transition_for(
            id_, Action.PREPARE_TRANSITION, actor=edge.actor, uow=uow
        )
        check_if_match(request, found.row_version)
        return await prepare.move_transition(
            id_, body.first_day, body.reason, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _made(edge, request, do)


@router.post(
    f"{PATH}/answers",
    operation_id="answerTransition",
    summary="Agree to what travels, or not",
    status_code=201,
    response_model=TransitionView,
)
async def answer(
    transition_id: TransitionIdInPath,
    body: ParentAnswerBody,
    request: Request,
    edge: ArrangementsEdge,
) -> JSONResponse:
    """Say it as a parent, or write it down for one."""
    command = prepare.ParentAnswers(
        transition_id=TransitionId(transition_id),
        revision=body.revision,
        is_given=body.is_given,
        reason=body.reason,
        parent_id=body.parent_id,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> Transition:
        return await prepare.answer_for_parent(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _made(edge, request, do)


@router.post(
    f"{PATH}/offers",
    operation_id="offerTransition",
    summary="Ask the next school",
    status_code=201,
    response_model=TransitionView,
)
async def offer(
    transition_id: TransitionIdInPath, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Let the next school see it; each parent with authority agreed before."""
    id_ = TransitionId(transition_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> Transition:
        return await accept.offer_transition(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _made(edge, request, do)


@router.post(
    f"{PATH}/acceptances",
    operation_id="acceptTransition",
    summary="Accept the child as its next school",
    status_code=201,
    response_model=TransitionView,
)
async def accepted(
    transition_id: TransitionIdInPath,
    body: AcceptanceBody,
    request: Request,
    edge: ArrangementsEdge,
) -> JSONResponse:
    """Say yes; a desk that notes it for the school says where that stands."""
    id_ = TransitionId(transition_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> Transition:
        return await accept.accept_transition(
            id_, body.words, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _made(edge, request, do)


@router.post(
    f"{PATH}/refusals",
    operation_id="declineTransition",
    summary="Say no as the next school",
    status_code=201,
    response_model=TransitionView,
)
async def declined(
    transition_id: TransitionIdInPath, body: RefusalBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Say no, and why; from then on the school sees it no more."""
    id_ = TransitionId(transition_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> Transition:
        return await accept.decline_transition(
            id_, body.reason, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _made(edge, request, do)


@router.post(
    f"{PATH}/endings",
    operation_id="endTransition",
    summary="End it",
    status_code=201,
    response_model=TransitionView,
)
async def end(
    transition_id: TransitionIdInPath, body: EndingBody, request: Request, edge: ArrangementsEdge
) -> JSONResponse:
    """Close it for a reason that fits where it stands."""
    id_ = TransitionId(transition_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> Transition:
        return await accept.end_transition(
            id_, body.reason, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await _made(edge, request, do)


async def _made(edge: ArrangementsEdge, request: Request, change: Do) -> JSONResponse:
    async def do(uow: SqlArrangementsUnitOfWork) -> tuple[TransitionView, dict[str, str]]:
        transition = await change(uow)
        await edge.saw(uow, transition, FilePart.CASE)
        await uow.record_facts()
        line = await uow.transition_lines.stored(transition.id)
        return TransitionView.of(line), {"ETag": etag(transition.row_version)}

    return await edge.answer_once(request, 201, do)
