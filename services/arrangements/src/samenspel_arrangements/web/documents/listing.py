"""Page: the documents of a case; and adding one."""

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.documents.add_document import AddDocument, add_document
from samenspel_arrangements.document_edge import ShelfHere, take
from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.documents.content import FILE, NumbersInDocument
from samenspel_arrangements.domain.documents.document import MAX_TITLE_LENGTH, DocumentKind
from samenspel_arrangements.domain.documents.reading import may_see
from samenspel_arrangements.domain.policies import Action, may, require
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.documents.words import DocumentWords
from samenspel_arrangements.web.pages import (
    ArrangementsEdge,
    CaseIdInPath,
    address_of,
    case_for,
    pages,
)
from samenspel_arrangements.web.words import Words
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import read_file
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}/documents")


class DocumentForm(BaseModel):
    """What it is, and what it is called."""

    kind: DocumentKind
    title: str


@router.get("")
async def show_documents(
    request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge
) -> Response:
    """Show the documents that the reader may see."""
    case = await case_for(Action.READ_DOCUMENT, case_id, edge)
    async with edge.transaction() as uow:
        found = await uow.documents.of_case(case_id)
    today = dutch_date(edge.clock.now())
    return pages.render(
        request,
        "documents/list.html",
        case=case,
        address=address_of(case_id),
        words=Words(pages.texts),
        said=DocumentWords(pages.texts),
        documents=[each for each in found if may_see(edge.actor, each, today=today)],
        may_add=case.state == CaseState.OPENED and may(edge.actor, Action.ADD_DOCUMENT, case),
    )


@router.get("/new")
async def ask_document(
    request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Ask for a document."""
    case = await case_for(Action.ADD_DOCUMENT, case_id, edge)
    if case.state != CaseState.OPENED:
        return pages.redirect(request, f"{address_of(case_id)}/documents")
    return pages.render(request, "documents/new.html", **_content(case, shelf))


@router.post("")
async def add(
    request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Look at what was chosen, and add it."""
    form, file = await read_file(request, FILE, of_a_page=True)
    async with edge.transaction() as uow:
        require(edge.actor, Action.ADD_DOCUMENT, await uow.queries.case(case_id, edge.actor))
    try:
        typed = DocumentForm.model_validate(filled(form))
        taken = await take(shelf, edge, file)

        async def do(uow: SqlArrangementsUnitOfWork) -> str:
            command = AddDocument(
                case_id=CaseId(case_id),
                kind=typed.kind,
                title=typed.title,
                file_name=file.name if file else "",
                taken=taken,
            )
            document = await add_document(command, actor=edge.actor, uow=uow, clock=edge.clock)
            return f"{address_of(case_id)}/documents/{document.id}"

        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        case = await case_for(Action.ADD_DOCUMENT, case_id, edge)
        content = _content(case, shelf) | {"places": places_of(refusal)}
        said = in_short(refusal)
        return pages.refuse(request, "documents/new.html", said, typed=form, **content)
    return pages.redirect(request, url, notice="document.added")


def places_of(refusal: Exception) -> object:
    """Give where numbers stand that may not be in a document; nothing of another refusal."""
    return refusal.places if isinstance(refusal, NumbersInDocument) else ()


def in_short(refusal: Any) -> Any:
    """Say of a document with such numbers once at its field what is the matter."""
    if isinstance(refusal, NumbersInDocument):
        return InvalidInput(FieldError(FILE, "document.numbers"))
    return refusal


def _content(case: CaseSummary, shelf: Shelf) -> dict[str, Any]:
    return {
        "case": case,
        "address": address_of(case.case_id),
        "words": Words(pages.texts),
        "said": DocumentWords(pages.texts),
        "max_bytes": shelf.max_bytes,
        "max_title_length": MAX_TITLE_LENGTH,
        "places": (),
    }
