"""HTTP: the documents of a case."""

from typing import Any

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.documents.answering import Answered, answered
from samenspel_arrangements.api.documents.views import DocumentsView, DocumentView
from samenspel_arrangements.application.documents.add_document import (
    AddDocument,
    AddVersion,
    add_document,
    add_version,
)
from samenspel_arrangements.application.documents.load import load
from samenspel_arrangements.document_edge import (
    NumberInPath,
    ShelfHere,
    WhereInPath,
    content_of,
    read_form_of_api,
    take,
)
from samenspel_arrangements.domain.documents.document import DocumentKind
from samenspel_arrangements.domain.documents.reading import may_see
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import etag

router = APIRouter(prefix="/cases/{caseId}/documents", tags=["documents"])
ONE = "/{documentId}"


def form_with_file(**fields: str) -> dict[str, Any]:
    """Describe a form with a file, as OpenAPI wants it."""
    texts = {name: {"type": "string", "description": meaning} for name, meaning in fields.items()}
    file = {"type": "string", "format": "binary", "description": "The document."}
    schema = {
        "type": "object",
        "required": ["file", *fields],
        "properties": {"file": file, **texts},
    }
    return {
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    }


@router.get("", operation_id="listDocuments", summary="List the documents of a case")
async def list_documents(case_id: CaseIdInPath, edge: ArrangementsEdge) -> DocumentsView:
    """List those that the caller may see, the last added first."""
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, Action.READ_DOCUMENT, case)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.documents.of_case(case_id)
    return DocumentsView(
        items=[
            DocumentView.of(each, edge.actor, today)
            for each in found
            if may_see(edge.actor, each, today=today)
        ]
    )


@router.post(
    "",
    operation_id="addDocument",
    summary="Add a document to an open case",
    status_code=201,
    response_model=DocumentView,
    openapi_extra=form_with_file(kind="What it is.", title="What it is called on screens."),
)
async def add(
    case_id: CaseIdInPath, request: Request, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Add it; its bytes say what kind of file it is. Parents read it at the same time."""
    form, file = await read_form_of_api(request)
    async with edge.transaction() as uow:
        require(edge.actor, Action.ADD_DOCUMENT, await uow.queries.case(case_id, edge.actor))
    taken = await take(shelf, edge, file)

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        command = AddDocument(
            case_id=CaseId(case_id),
            kind=_kind(form.get("kind", "")),
            title=form.get("title", ""),
            file_name=file.name if file else "",
            taken=taken,
        )
        document = await add_document(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(document, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.get(ONE, operation_id="getDocument", summary="Read what is known of one document")
async def get(where: WhereInPath, edge: ArrangementsEdge, response: Response) -> DocumentView:
    """Give it without its bytes; `ETag` is its version."""
    async with edge.transaction() as uow:
        needed = Action.READ_DOCUMENT
        document = await load(where, needed, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, document, FilePart.CASE)
    response.headers["etag"] = etag(document.row_version)
    return DocumentView.of(document, edge.actor, dutch_date(edge.clock.now()))


@router.post(
    ONE + "/versions",
    operation_id="addDocumentVersion",
    summary="Add a newer version of a document",
    status_code=201,
    response_model=DocumentView,
    openapi_extra=form_with_file(),
)
async def add_newer(
    where: WhereInPath,
    request: Request,
    edge: ArrangementsEdge,
    shelf: ShelfHere,
) -> Response:
    """Put it before the others; those stay."""
    _, file = await read_form_of_api(request)
    async with edge.transaction() as uow:
        needed = Action.ADD_DOCUMENT
        await load(where, needed, actor=edge.actor, uow=uow, clock=edge.clock)
    taken = await take(shelf, edge, file)

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        command = AddVersion(
            where=where,
            file_name=file.name if file else "",
            taken=taken,
        )
        document = await add_version(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(document, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.get(
    ONE + "/versions/{number}/content",
    operation_id="openDocument",
    summary="Open a version of a document",
    response_class=Response,
)
async def open_content(
    where: WhereInPath,
    number: NumberInPath,
    edge: ArrangementsEdge,
    shelf: ShelfHere,
) -> Response:
    """Give its bytes; that the caller saw them is noted."""
    return await content_of(where, number, shelf=shelf, edge=edge)


def _kind(text: str) -> DocumentKind:
    try:
        return DocumentKind(text)
    except ValueError:
        raise InvalidInput(FieldError("kind", "input.choice")) from None
