"""HTTP: parents register a child at a school, and the school answers."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from samenspel_intake.api.dependencies import IntakeEdge, Paging
from samenspel_intake.api.registrations.bodies import (
    OutcomeBody,
    RegistrationBody,
    RegistrationCompletionBody,
    RequestLinkBody,
    StepBody,
)
from samenspel_intake.api.registrations.views import RegistrationLineView, RegistrationView
from samenspel_intake.application.registrations.end_search import end_search
from samenspel_intake.application.registrations.parents_say import (
    complete,
    link_request,
    take_back,
)
from samenspel_intake.application.registrations.register import register
from samenspel_intake.application.registrations.take_step import take_step
from samenspel_intake.domain.ids import RegistrationId
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import SupportRequestId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import Edge, check_if_match, etag
from samenspel_platform.paging import Page, paged

router = APIRouter(prefix="/registrations", tags=["registrations"])
Status = Literal["considering", "deferred", "at-desk", "ended"]
IdInPath = Annotated[UUID, Path(alias="registrationId", description="The registration's id.")]
Done = tuple[RegistrationView, dict[str, str]]
Change = Callable[[SqlIntakeUnitOfWork], Awaitable[Registration]]


@router.post(
    "",
    status_code=201,
    response_model=RegistrationView,
    summary="Register a child at a school",
    operation_id="registerChild",
)
async def submit(body: RegistrationBody, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Register a child; the school answers for it at once, and its weeks begin to count."""
    command = body.command()

    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        made = await register(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await _shown(uow, edge, made)

    return await edge.answer_once(request, 201, do)


@router.get("", summary="List registrations", operation_id="listRegistrations")
async def list_(
    edge: IntakeEdge, page: Paging, status: Annotated[Status | None, Query()] = None
) -> Page[RegistrationLineView]:
    """Give the registrations that you may see, newest first."""
    async with edge.transaction() as uow:
        found = await uow.registration_lines.newest(
            edge.actor, limit=page.limit, after=page.after, status=status
        )
    items, cursor = paged(found, page, lambda line: (line.received_on.isoformat(), line.id))
    return Page(items=[RegistrationLineView.of(line) for line in items], next_cursor=cursor)


@router.get("/{registrationId}", summary="Read a registration", operation_id="getRegistration")
async def read(registration_id: IdInPath, edge: IntakeEdge, response: Response) -> RegistrationView:
    """Give a registration: who answers for the child, and each term; `ETag` is its version."""
    async with edge.transaction() as uow:
        line = await uow.registration_lines.get(edge.actor, registration_id)
        await edge.saw(uow, line, FilePart.PUPIL)
        whole = await uow.registrations.get(registration_id)
    response.headers["etag"] = etag(line.row_version)
    return RegistrationView.whole(line, whole)


@router.post(
    "/{registrationId}/steps",
    status_code=201,
    response_model=RegistrationView,
    summary="Answer a registration",
    operation_id="answerRegistration",
)
async def answer(
    registration_id: IdInPath, body: StepBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Do what a school does with a registration; `kind` says what.

    With `If-Match` it is refused if someone changed the registration since.
    """

    async def change(uow: SqlIntakeUnitOfWork) -> Registration:
        id_ = RegistrationId(registration_id)
        return await take_step(id_, body.step(), actor=edge.actor, uow=uow, clock=edge.clock)

    return await _changed(registration_id, change, edge, request)


@router.post(
    "/{registrationId}/completions",
    status_code=201,
    response_model=RegistrationView,
    summary="Complete a registration",
    operation_id="completeRegistration",
)
async def say_more(
    registration_id: IdInPath, body: RegistrationCompletionBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Say at which schools the child is registered and whether it needs support."""

    async def change(uow: SqlIntakeUnitOfWork) -> Registration:
        id_ = RegistrationId(registration_id)
        return await complete(id_, body.command(), actor=edge.actor, uow=uow, clock=edge.clock)

    return await _changed(registration_id, change, edge, request)


@router.post(
    "/{registrationId}/withdrawals",
    status_code=201,
    response_model=RegistrationView,
    summary="Take a registration back",
    operation_id="takeBackRegistration",
)
async def withdraw(registration_id: IdInPath, edge: IntakeEdge, request: Request) -> JSONResponse:
    """Take a registration back; a desk answers for the child until it has a school."""

    async def change(uow: SqlIntakeUnitOfWork) -> Registration:
        id_ = RegistrationId(registration_id)
        return await take_back(id_, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _changed(registration_id, change, edge, request)


@router.post(
    "/{registrationId}/outcomes",
    status_code=201,
    response_model=RegistrationView,
    summary="End the search for a school",
    operation_id="endSearchForSchool",
)
async def end(
    registration_id: IdInPath, body: OutcomeBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Say how a desk's search for a school ended."""

    async def change(uow: SqlIntakeUnitOfWork) -> Registration:
        id_ = RegistrationId(registration_id)
        return await end_search(id_, body.outcome(), actor=edge.actor, uow=uow, clock=edge.clock)

    return await _changed(registration_id, change, edge, request)


@router.post(
    "/{registrationId}/support-requests",
    status_code=201,
    response_model=RegistrationView,
    summary="Link a support request",
    operation_id="linkSupportRequest",
)
async def link(
    registration_id: IdInPath, body: RequestLinkBody, edge: IntakeEdge, request: Request
) -> JSONResponse:
    """Have a support request of the same child go with the registration."""
    id_, request_id = RegistrationId(registration_id), SupportRequestId(body.support_request_id)

    async def change(uow: SqlIntakeUnitOfWork) -> Registration:
        return await link_request(id_, request_id, actor=edge.actor, uow=uow, clock=edge.clock)

    return await _changed(registration_id, change, edge, request)


async def _changed(
    id_: UUID, change: Change, edge: Edge[SqlIntakeUnitOfWork], request: Request
) -> JSONResponse:
    async def do(uow: SqlIntakeUnitOfWork) -> Done:
        seen = await uow.registration_lines.get(edge.actor, id_)
        check_if_match(request, seen.row_version)
        return await _shown(uow, edge, await change(uow))

    return await edge.answer_once(request, 201, do)


async def _shown(
    uow: SqlIntakeUnitOfWork, edge: Edge[SqlIntakeUnitOfWork], made: Registration
) -> Done:
    await uow.record_facts()  # so that the answer has the version that is being written
    line = await uow.registration_lines.get(edge.actor, made.id)
    await edge.saw(uow, line, FilePart.PUPIL)
    headers = {
        "ETag": etag(line.row_version),
        "Location": f"/intake/v1/registrations/{line.id}",
    }
    return RegistrationView.whole(line, made), headers
