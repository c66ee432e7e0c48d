"""Answers with a document as a command left it."""

from fastapi import Request

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.documents.views import DocumentView
from samenspel_arrangements.domain.documents.document import Document
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import check_if_match, etag

Answered = tuple[DocumentView, dict[str, str]]


async def answered(
    document: Document, request: Request, uow: SqlArrangementsUnitOfWork, edge: ArrangementsEdge
) -> Answered:
    """Show the document with its new version, unless the caller had read another one."""
    if document.row_version:
        check_if_match(request, document.row_version)
    await edge.saw(uow, document, FilePart.CASE)
    await uow.record_facts()
    view = DocumentView.of(document, edge.actor, dutch_date(edge.clock.now()))
    return view, {"ETag": etag(document.row_version)}
