"""HTTP: what a desk does with a request: who holds it, the answer, handovers between units."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_intake.api.dependencies import IntakeEdge, RequestIdInPath
from samenspel_intake.api.pupils import Text
from samenspel_intake.api.request_views import SupportRequestView
from samenspel_intake.application.desks.answer_request import AnswerRequest, answer_request
from samenspel_intake.application.desks.answer_transfer import AnswerTransfer, answer_transfer
from samenspel_intake.application.desks.assign_request import AssignRequest, assign_request
from samenspel_intake.domain.desks.criteria import Criteria
from samenspel_intake.domain.policies import POLICY, Deed, require
from samenspel_intake.domain.standing import Answer, AnswerOutcome
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import HandoverId, PersonId, SupportRequestId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate, View
from samenspel_platform.edge import check_if_match, etag

router = APIRouter(tags=["desks"])
HandoverIdInPath = Annotated[UUID, Path(alias="handoverId")]
Points = Annotated[list[int], Field(max_length=20)]


class DeskAnswerBody(Body):
    """What the desk says; `criteria` are the numbers of those that counted most."""

    outcome: AnswerOutcome
    text: Text
    criteria: Points = []


class AssignmentBody(Body):
    """Who of the desk holds the request; without a person, the desk itself."""

    person_id: UUID | None = None


class TransferAnswerBody(Body):
    """Whether the unit that was asked takes the request."""

    answer: Literal["accepted", "refused"]


class TransferAnswerView(View):
    """What was answered; the request itself is read by whose it is."""

    support_request_id: UUID
    handover_id: UUID
    answer: str


class CriteriaView(View):
    """One version of what counts for one kind of decision; points are numbered from 1."""

    kind: str
    version: int
    points: list[str]
    source: str
    valid_from: IsoDate

    @classmethod
    def of(cls, criteria: Criteria) -> "CriteriaView":
        """Show a version."""
        return cls(
            kind=criteria.kind.value,
            version=criteria.version,
            points=list(criteria.points),
            source=criteria.source,
            valid_from=criteria.valid_from,
        )


class AllCriteriaView(View):
    """Every version of the alliance's criteria, by kind, the newest first."""

    items: list[CriteriaView]


@router.post(
    "/support-requests/{supportRequestId}/answers",
    status_code=201,
    response_model=SupportRequestView,
    summary="Answer a request",
    operation_id="answerSupportRequest",
)
async def answer(
    support_request_id: RequestIdInPath, body: DeskAnswerBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Close a request with an answer of the desk; school and parents read it on its page."""
    id_ = SupportRequestId(support_request_id)
    command = AnswerRequest(
        support_request_id=id_, answer=Answer(body.outcome, body.text), points=body.criteria
    )

    async def do(uow: SqlIntakeUnitOfWork) -> tuple[SupportRequestView, dict[str, str]]:
        await _check(request, edge, uow, support_request_id)
        made = await answer_request(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _shown(edge, uow, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/support-requests/{supportRequestId}/assignments",
    status_code=201,
    response_model=SupportRequestView,
    summary="Say who of the desk holds a request",
    operation_id="assignSupportRequest",
)
async def assign(
    support_request_id: RequestIdInPath, body: AssignmentBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Have one person of the desk answer for a request, or the desk itself."""
    to = PersonId(body.person_id) if body.person_id else None
    command = AssignRequest(support_request_id=SupportRequestId(support_request_id), to=to)

    async def do(uow: SqlIntakeUnitOfWork) -> tuple[SupportRequestView, dict[str, str]]:
        await _check(request, edge, uow, support_request_id)
        made = await assign_request(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _shown(edge, uow, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/transfers/{handoverId}/answers",
    status_code=201,
    response_model=TransferAnswerView,
    summary="Answer a handover of another unit",
    operation_id="answerTransfer",
)
async def answer_offer(
    handover_id: HandoverIdInPath, body: TransferAnswerBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Take a request over from another unit, or leave it there."""
    POLICY.require_somewhere(edge.actor, Deed.ANSWER_TRANSFER)

    async def do(uow: SqlIntakeUnitOfWork) -> TransferAnswerView:
        line = await uow.transfers.get(handover_id)
        require(edge.actor, Deed.ANSWER_TRANSFER, line.related)
        await edge.saw(uow, line.related, FilePart.SUPPORT_REQUEST)
        command = AnswerTransfer(
            support_request_id=SupportRequestId(line.support_request_id),
            handover_id=HandoverId(handover_id),
            accept=body.answer == "accepted",
        )
        await answer_transfer(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return TransferAnswerView(
            support_request_id=line.support_request_id,
            handover_id=handover_id,
            answer=body.answer,
        )

    return await edge.answer_once(request, 201, do)


@router.get("/criteria", summary="Read the criteria", operation_id="listCriteria")
async def list_criteria(edge: IntakeEdge) -> AllCriteriaView:
    """Give by what the desks of your alliance decide."""
    async with edge.transaction() as uow:
        found = await uow.criteria.all()
    return AllCriteriaView(items=[CriteriaView.of(each) for each in found])


async def _check(request: Request, edge: IntakeEdge, uow: SqlIntakeUnitOfWork, id_: UUID) -> None:
    seen = await uow.requests.get(edge.actor, id_)
    check_if_match(request, seen.row_version)


async def _shown(
    edge: IntakeEdge, uow: SqlIntakeUnitOfWork, made: SupportRequest
) -> tuple[SupportRequestView, dict[str, str]]:
    await uow.record_facts()  # so that the answer has the version that is being written
    line = await uow.requests.get(edge.actor, made.id)
    await edge.saw(uow, line, FilePart.SUPPORT_REQUEST)
    headers = {
        "ETag": etag(line.row_version),
        "Location": f"/intake/v1/support-requests/{line.id}",
    }
    return SupportRequestView.of(line), headers
