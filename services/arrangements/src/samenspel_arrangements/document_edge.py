"""How a document comes in and goes out over HTTP, the same for API and pages."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import Depends, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from samenspel_arrangements.application.documents.load import DocumentAt, load
from samenspel_arrangements.domain.deeds import Action
from samenspel_arrangements.domain.documents.content import EXTENSIONS, FILE, Unfit, unfit
from samenspel_arrangements.domain.documents.document import Document
from samenspel_arrangements.domain.documents.reading import require_open
from samenspel_arrangements.domain.documents.version import TakenContent, Version
from samenspel_arrangements.gateways.documents.files import FilesLost
from samenspel_arrangements.gateways.documents.sealing import Unreadable
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import RuleViolation
from samenspel_platform.access_log import FilePart
from samenspel_platform.edge import Edge
from samenspel_platform.forms import Form, Upload, read_file

log = structlog.get_logger(__name__)
CaseIdInPath = Annotated[UUID, Path(alias="caseId", description="The case's id.")]
DocumentIdInPath = Annotated[UUID, Path(alias="documentId", description="The document's id.")]
NumberInPath = Annotated[int, Path(alias="number", ge=1, le=1000, description="Which version.")]


async def document_at(case_id: CaseIdInPath, document_id: DocumentIdInPath) -> DocumentAt:
    """Give which document the path names."""
    return DocumentAt(case_id, document_id)


WhereInPath = Annotated[DocumentAt, Depends(document_at)]
ArrangementsAt = Edge[SqlArrangementsUnitOfWork]


async def get_shelf(request: Request) -> Shelf:
    """Give what documents pass; RuleViolation where none are kept."""
    shelf: Shelf | None = request.app.state.settings.shelf
    if shelf is None:
        raise RuleViolation("document.no-store")
    return shelf


ShelfHere = Annotated[Shelf, Depends(get_shelf)]


async def take(shelf: Shelf, edge: ArrangementsAt, file: Upload | None) -> TakenContent:
    """Look into a file and put it away; outside of any transaction, for that is slow."""
    if file is None:
        raise unfit(Unfit.EMPTY)
    return await shelf.take(edge.actor.alliance_id, file.content)


async def read_form_of_api(request: Request) -> tuple[Form, Upload | None]:
    """Read a form with a file that a system sends; its whole body can be marked afterwards."""
    await request.body()
    return await read_file(request, FILE, of_a_page=False)


async def content_of(
    where: DocumentAt, number: int, *, shelf: Shelf, edge: ArrangementsAt
) -> Response:
    """Give the bytes of a version as a file to keep, and note that the actor saw it.

    Its name says nothing of the child. What was tampered with breaks off before its end.
    """
    async with edge.transaction() as uow:
        needed = Action.READ_DOCUMENT
        document = await load(where, needed, actor=edge.actor, uow=uow, clock=edge.clock)
        version = document.version(number)
        require_open(edge.actor, document, version, today=dutch_date(edge.clock.now()))
        await edge.saw(uow, document, FilePart.CASE)
    return StreamingResponse(
        await _begun(shelf.open(edge.actor.alliance_id, version)),
        media_type=version.media_type.value,
        headers={
            "content-disposition": f'attachment; filename="{_name(document, version)}"',
            "content-length": str(version.size),
            "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        },
    )


def _name(document: Document, version: Version) -> str:
    return f"{document.kind}-{version.number}.{EXTENSIONS[version.media_type]}"


async def _begun(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Read the first piece before anything is answered: what is not there is an error, not half."""
    try:
        first = await anext(pieces, b"")
    except (FilesLost, Unreadable) as why:
        log.error("document_unreadable", error=type(why).__name__)
        raise HTTPException(503) from None

    async def rest() -> AsyncIterator[bytes]:
        yield first
        async for piece in pieces:
            yield piece

    return rest()
