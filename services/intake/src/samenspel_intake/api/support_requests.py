"""HTTP: support requests."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from samenspel_intake.api.dependencies import IntakeEdge, Paging, RequestIdInPath
from samenspel_intake.api.pupils import PupilBody, Text
from samenspel_intake.api.request_views import SupportRequestView
from samenspel_intake.application.offer_handover import OfferHandover, offer_handover
from samenspel_intake.application.submit_support_request import (
    SubmitSupportRequest,
    submit_support_request,
)
from samenspel_intake.application.withdraw_support_request import (
    WithdrawSupportRequest,
    withdraw_support_request,
)
from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.standing import Destination, Route, WithdrawalReason
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SupportRequestId, UnitId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body
from samenspel_platform.edge import Edge, check_if_match, etag
from samenspel_platform.paging import Page, paged

router = APIRouter(prefix="/support-requests", tags=["support requests"])
Status = Literal["submitted", "handover-offered", "handed-over", "withdrawn", "answered"]
Done = tuple[SupportRequestView, dict[str, str]]


class SupportRequestBody(Body):
    """What a school asks, in plain words; for a pupil by its id, or one that is entered with it."""

    kind: SupportKind
    question: Text
    already_tried: Text = ""
    parents_informed: bool = False
    pupil_id: UUID | None = None
    pupil: PupilBody | None = None

    def command(self) -> SubmitSupportRequest:
        """Give the command; InvalidInput unless there is exactly one pupil."""
        match self.pupil_id, self.pupil:
            case UUID() as known, None:
                return SubmitSupportRequest(question=self._question(), pupil=PupilId(known))
            case None, PupilBody() as new:
                return SubmitSupportRequest(question=self._question(), pupil=new.command())
            case None, None:
                raise InvalidInput(FieldError("pupil", "pupil.missing"))
            case _:
                raise InvalidInput(FieldError("pupil", "pupil.named-twice"))

    def _question(self) -> Question:
        return Question(
            kind=self.kind,
            text=self.question,
            already_tried=self.already_tried,
            parents_informed=self.parents_informed,
        )


class HandoverBody(Body):
    """To whom a request is offered, and the numbers of the criteria that counted most."""

    route: Route = Route.ARRANGEMENT
    unit_id: UUID | None = None
    criteria: Annotated[list[int], Field(max_length=20)] = []

    def destination(self) -> Destination:
        """Give where it goes; InvalidInput unless a unit is named for a unit, and only then."""
        if (self.route is Route.UNIT) != (self.unit_id is not None):
            raise InvalidInput(FieldError("unit_id", "handover.no-unit"))
        return Destination(self.route, UnitId(self.unit_id) if self.unit_id else None)


class WithdrawalBody(Body):
    """Why the request is taken back."""

    reason: WithdrawalReason


@router.post(
    "",
    status_code=201,
    response_model=SupportRequestView,
    summary="Ask for support",
    operation_id="submitSupportRequest",
)
async def submit(body: SupportRequestBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Submit a request; it is with a desk, and its receipt is confirmed, at once."""
    command = body.command()

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        made = await submit_support_request(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown_request(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.get("", summary="List support requests", operation_id="listSupportRequests")
async def list_(
    edge: IntakeEdge,
    page: Paging,
    status: Annotated[Status | None, Query()] = None,
    unit_id: Annotated[UUID | None, Query(alias="unitId")] = None,
) -> Page[SupportRequestView]:
    """Give the requests that you may see, newest first; without their free text."""
    async with edge.transaction() as uow:
        found = await uow.requests.newest(
            edge.actor, limit=page.limit, after=page.after, status=status, unit_id=unit_id
        )
    items, cursor = paged(found, page, lambda line: (line.submitted_at.isoformat(), line.id))
    return Page(items=[SupportRequestView.of(line) for line in items], next_cursor=cursor)


@router.get(
    "/{supportRequestId}", summary="Read a support request", operation_id="getSupportRequest"
)
async def read(
    support_request_id: RequestIdInPath, edge: IntakeEdge, response: Response
) -> SupportRequestView:
    """Give a request: who holds it, what is next, until when; `ETag` is its version."""
    async with edge.transaction() as uow:
        line = await uow.requests.get(edge.actor, support_request_id)
        await edge.saw(uow, line, FilePart.SUPPORT_REQUEST)
    response.headers["etag"] = etag(line.row_version)
    return SupportRequestView.of(line)


@router.post(
    "/{supportRequestId}/handovers",
    status_code=201,
    response_model=SupportRequestView,
    summary="Offer the handover",
    operation_id="offerHandover",
)
async def offer(
    support_request_id: RequestIdInPath,
    edge: IntakeEdge,
    request: Request,
    body: HandoverBody | None = None,
) -> JSONResponse:
    """Offer the request to another; the desk answers for it until they accept.

    Without a body to those who grant help.

    With `If-Match` it is refused if someone changed the request since.
    """
    asked = body or HandoverBody()
    command = OfferHandover(
        support_request_id=SupportRequestId(support_request_id),
        to=asked.destination(),
        points=asked.criteria,
    )

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        seen = await uow.requests.get(edge.actor, support_request_id)
        check_if_match(request, seen.row_version)
        made = await offer_handover(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown_request(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{supportRequestId}/withdrawals",
    status_code=201,
    response_model=SupportRequestView,
    summary="Take the request back",
    operation_id="withdrawSupportRequest",
)
async def withdraw(
    support_request_id: RequestIdInPath, body: WithdrawalBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Take a request back, and an offered handover with it."""
    command = WithdrawSupportRequest(
        support_request_id=SupportRequestId(support_request_id), reason=body.reason
    )

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        made = await withdraw_support_request(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown_request(uow, edge, made)

    return await edge.answer_once(request, 201, do)


async def shown_request(
    uow: SqlIntakeUnitOfWork, edge: Edge[SqlIntakeUnitOfWork], made: SupportRequest
) -> Done:
    """Give a request as it is after a change, with the headers that go with it."""
    await uow.record_facts()  # so that the answer has the version that is being written
    line = await uow.requests.get(edge.actor, made.id)
    await edge.saw(uow, line, FilePart.SUPPORT_REQUEST)
    headers = {
        "ETag": etag(line.row_version),
        "Location": f"/intake/v1/support-requests/{line.id}",
    }
    return SupportRequestView.of(line), headers
