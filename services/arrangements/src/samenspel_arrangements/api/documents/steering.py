"""HTTP: what is done with a document that is there already."""

from fastapi import APIRouter, Request, Response
from pydantic import Field

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.documents.answering import Answered, answered
from samenspel_arrangements.api.documents.views import DocumentView
from samenspel_arrangements.application.documents.steer_document import (
    AddView,
    ConfirmVersion,
    DecideDocument,
    RemoveDocument,
    ShareDocument,
    Steer,
    WithholdDocument,
    steer_document,
)
from samenspel_arrangements.document_edge import WhereInPath
from samenspel_arrangements.domain.documents.standing import RemovalReason
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.bodies import Body, IsoDate

router = APIRouter(prefix="/cases/{caseId}/documents/{documentId}", tags=["documents"])


class ConfirmationBody(Body):
    """That a person looked at all of a version, and saw no such number."""

    number: int = Field(ge=1, le=1000)


class DecisionBody(Body):
    """Whether others may read the medical report."""

    share: bool


class ViewBody(Body):
    """What the parent says, in its own words."""

    text: str


class WithholdingBody(Body):
    """Why parents do not see it yet, and the last day on which they do not."""

    reason: str
    until: IsoDate


class RemovalBody(Body):
    """Why it goes, for good."""

    reason: RemovalReason


@router.post(
    "/confirmations",
    operation_id="confirmDocument",
    summary="Say that a person saw no forbidden number in a version",
    status_code=201,
    response_model=DocumentView,
)
async def confirm(
    where: WhereInPath,
    body: ConfirmationBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Confirm what no machine could read; from then on others may open it."""
    return await _steered(ConfirmVersion(where=where, number=body.number), request, edge)


@router.post(
    "/decisions",
    operation_id="decideOnDocument",
    summary="Decide, as a parent, whether others read a medical report",
    status_code=201,
    response_model=DocumentView,
)
async def decide(
    where: WhereInPath,
    body: DecisionBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Decide; the last word counts."""
    return await _steered(DecideDocument(where=where, share=body.share), request, edge)


@router.post(
    "/views",
    operation_id="addParentView",
    summary="Put a parent's own view beside a document",
    status_code=201,
    response_model=DocumentView,
)
async def add_parent_view(
    where: WhereInPath,
    body: ViewBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Put it there, in the place of what this parent said before."""
    return await _steered(AddView(where=where, text=body.text), request, edge)


@router.post(
    "/withholdings",
    operation_id="withholdDocument",
    summary="Keep a document from the parents until a day",
    status_code=201,
    response_model=DocumentView,
)
async def withhold(
    where: WhereInPath,
    body: WithholdingBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Do so for a reason, that the parents read after that day."""
    command = WithholdDocument(where=where, reason=body.reason, until=body.until)
    return await _steered(command, request, edge)


@router.post(
    "/sharings",
    operation_id="shareDocument",
    summary="Show a document to the parents again",
    status_code=201,
    response_model=DocumentView,
)
async def share(
    where: WhereInPath,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """End the withholding before its day."""
    return await _steered(ShareDocument(where=where), request, edge)


@router.post(
    "/removals",
    operation_id="removeDocument",
    summary="Take a document away for good",
    status_code=201,
    response_model=DocumentView,
)
async def remove(
    where: WhereInPath,
    body: RemovalBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Destroy what opens its bytes; a mark with the reason stays."""
    return await _steered(RemoveDocument(where=where, reason=body.reason), request, edge)


async def _steered(command: Steer, request: Request, edge: ArrangementsEdge) -> Response:
    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        document = await steer_document(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(document, request, uow, edge)

    return await edge.answer_once(request, 201, do)
