"""HTTP: requests in the making."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from samenspel_intake.api.asking.bodies import (
    AnswersBody,
    DroppingBody,
    ParentViewBody,
    PreparedRequestBody,
    PreparedRequestView,
    ReasonBody,
)
from samenspel_intake.api.dependencies import IntakeEdge
from samenspel_intake.api.request_views import SupportRequestView
from samenspel_intake.api.support_requests import shown_request
from samenspel_intake.application.asking.prepare_request import (
    ChangePrepared,
    HearParent,
    PrepareRequest,
    change_prepared,
    drop_request,
    hear_parent,
    prepare_request,
    say_why_not_shown,
    send_request,
    show_to_parents,
)
from samenspel_intake.domain.asking.prepared_request import PreparedRequest
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import PreparedRequestId
from samenspel_intake.domain.policies import Deed, Subject, may, require
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import PupilId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import View
from samenspel_platform.edge import Edge, check_if_match, etag

router = APIRouter(tags=["asking"])
Done = tuple[View, dict[str, str]]
Uow = SqlIntakeUnitOfWork
PreparedIdInPath = Annotated[UUID, Path(alias="preparedRequestId")]
PREPARED = "/prepared-requests/{preparedRequestId}"


@router.post(
    "/prepared-requests",
    status_code=201,
    response_model=PreparedRequestView,
    summary="Begin a request",
    operation_id="prepareRequest",
)
async def prepare(body: PreparedRequestBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Begin a request; the parents can read it before it is sent."""
    pupil = body.pupil.command() if body.pupil else None
    known = PupilId(body.pupil_id) if body.pupil_id else None
    command = PrepareRequest(kind=body.kind, answers=body.answers, pupil=known or pupil)

    async def do(uow: Uow) -> Done:
        made = await prepare_request(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _prepared(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.get(PREPARED, summary="Read a request in the making", operation_id="getPreparedRequest")
async def read(
    prepared_request_id: PreparedIdInPath, edge: IntakeEdge, response: Response
) -> PreparedRequestView:
    """Give it, to the school that prepares it and to parents who may read it."""
    async with edge.transaction() as uow:
        made = await uow.prepared_requests.get(prepared_request_id)
        subject = Subject.of(made)
        require(edge.actor, Deed.READ_PREPARED, subject)
        if not may(edge.actor, Deed.PREPARE, subject) and not made.shown:
            raise NotFound
        await edge.saw(uow, subject, FilePart.SUPPORT_REQUEST)
    response.headers["etag"] = etag(made.row_version)
    return PreparedRequestView.of(made)


@router.post(
    PREPARED + "/answers",
    status_code=201,
    response_model=PreparedRequestView,
    summary="Type on",
    operation_id="typeAnswers",
)
async def type_answers(
    prepared_request_id: PreparedIdInPath, body: AnswersBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Keep what was typed, and ask in another way if a kind is named."""
    id_ = PreparedRequestId(prepared_request_id)

    async def do(uow: Uow) -> Done:
        await _check(uow, id_, request)
        made = await change_prepared(
            _change(id_, body), actor=edge.actor, uow=uow, clock=edge.clock
        )
        return await _prepared(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    PREPARED + "/showings",
    status_code=201,
    response_model=PreparedRequestView,
    summary="Show it to the parents",
    operation_id="showPreparedRequest",
)
async def show(
    prepared_request_id: PreparedIdInPath, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Let the parents read it: they get a mail."""
    id_ = PreparedRequestId(prepared_request_id)

    async def do(uow: Uow) -> Done:
        await _check(uow, id_, request)
        made = await show_to_parents(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _prepared(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    PREPARED + "/views",
    status_code=201,
    response_model=PreparedRequestView,
    summary="Write down what a parent thinks",
    operation_id="addParentView",
)
async def hear(
    prepared_request_id: PreparedIdInPath, body: ParentViewBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Add a view: by the parent, or by the school where a parent sat."""
    id_ = PreparedRequestId(prepared_request_id)

    async def do(uow: Uow) -> Done:
        await _check(uow, id_, request)
        made = await hear_parent(_view(id_, body), actor=edge.actor, uow=uow, clock=edge.clock)
        return await _prepared(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    PREPARED + "/reasons",
    status_code=201,
    response_model=PreparedRequestView,
    summary="Say why no parent can read it",
    operation_id="sayWhyNotShown",
)
async def not_shown(
    prepared_request_id: PreparedIdInPath, body: ReasonBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Write down why no parent can read it first."""
    id_ = PreparedRequestId(prepared_request_id)

    async def do(uow: Uow) -> Done:
        await _check(uow, id_, request)
        made = await say_why_not_shown(id_, body.why, body.reason, actor=edge.actor, uow=uow)
        return await _prepared(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    PREPARED + "/sendings",
    status_code=201,
    response_model=SupportRequestView,
    summary="Send it",
    operation_id="sendPreparedRequest",
)
async def send(
    prepared_request_id: PreparedIdInPath, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Send it to the alliance: it is a support request from here."""
    id_ = PreparedRequestId(prepared_request_id)

    async def do(uow: Uow) -> Done:
        await _check(uow, id_, request)
        made = await send_request(id_, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown_request(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.post(
    PREPARED + "/droppings",
    status_code=201,
    response_model=PreparedRequestView,
    summary="Drop it",
    operation_id="dropPreparedRequest",
)
async def drop(
    prepared_request_id: PreparedIdInPath, body: DroppingBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Do not send it, with a reason."""
    id_ = PreparedRequestId(prepared_request_id)

    async def do(uow: Uow) -> Done:
        await _check(uow, id_, request)
        made = await drop_request(id_, body.why, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _prepared(uow, edge, made)

    return await edge.answer_once(request, 201, do)


async def _check(uow: Uow, id_: PreparedRequestId, request: Request) -> None:
    if request.headers.get("if-match"):
        check_if_match(request, (await uow.prepared_requests.get(id_)).row_version)


async def _prepared(uow: Uow, edge: Edge[Uow], made: PreparedRequest) -> Done:
    await uow.record_facts()  # so that the answer has the version that is being written
    await edge.saw(uow, Subject.of(made), FilePart.SUPPORT_REQUEST)
    headers = {
        "ETag": etag(made.row_version),
        "Location": f"/intake/v1/prepared-requests/{made.id}",
    }
    return PreparedRequestView.of(made), headers


def _change(id_: PreparedRequestId, body: AnswersBody) -> ChangePrepared:
    pupil = PupilId(body.pupil_id) if body.pupil_id else None
    return ChangePrepared(id=id_, answers=body.answers, kind=body.kind, pupil=pupil)


def _view(id_: PreparedRequestId, body: ParentViewBody) -> HearParent:
    parent = ContactId(body.contact_id) if body.contact_id else None
    return HearParent(id=id_, view=body.view, parent=parent)
