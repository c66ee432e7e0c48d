"""Loads a document for who may do something with it."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_arrangements.application.documents.ports import DocumentsUnitOfWork
from samenspel_arrangements.domain.deeds import Action
from samenspel_arrangements.domain.documents.document import Document
from samenspel_arrangements.domain.documents.reading import require_seen
from samenspel_arrangements.domain.policies import require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class DocumentAt:
    """Of which case, which document."""

    case_id: UUID
    document_id: UUID


async def load(
    where: DocumentAt, action: Action, *, actor: Actor, uow: DocumentsUnitOfWork, clock: Clock
) -> Document:
    """Give a document of a case; NotFound where it is not there for the actor, else Forbidden."""
    document = await uow.documents.get(where.document_id)
    if document.case_id != where.case_id:
        raise NotFound
    require(actor, action, document)
    require_seen(actor, document, today=dutch_date(clock.now()))
    return document
