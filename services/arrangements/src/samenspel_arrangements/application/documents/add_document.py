"""Use cases: add a document to a case, and a newer version of it.

The bytes were taken, looked at and put away before: that is slow, and holds no transaction.
"""

from dataclasses import dataclass

from samenspel_arrangements.application.documents.load import DocumentAt, load
from samenspel_arrangements.application.documents.ports import DocumentsUnitOfWork
from samenspel_arrangements.domain.deeds import Action
from samenspel_arrangements.domain.documents.document import Document, DocumentKind
from samenspel_arrangements.domain.documents.standing import AwaitingParents
from samenspel_arrangements.domain.documents.version import TakenContent
from samenspel_arrangements.domain.policies import require
from samenspel_arrangements.domain.term_rules import REPORT_DECISION
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import CaseId, DocumentId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDocument:
    """In which case, what it is, and the bytes under the name that they had."""

    case_id: CaseId
    kind: DocumentKind
    title: str
    file_name: str
    taken: TakenContent


@dataclass(frozen=True, slots=True, kw_only=True)
class AddVersion:
    """Of which document, and the newer bytes under the name that they had."""

    where: DocumentAt
    file_name: str
    taken: TakenContent


async def add_document(
    command: AddDocument, *, actor: Actor, uow: DocumentsUnitOfWork, clock: Clock
) -> Document:
    """Add it; parents read it at once, unless it is a medical report that others bring.

    Such a report waits for them, and who holds the case asks them, until a day.
    """
    case = await uow.cases.get(command.case_id)
    require(actor, Action.ADD_DOCUMENT, case)
    document = Document.add(
        case,
        id_=DocumentId(new_id()),
        kind=command.kind,
        title=command.title,
        file_name=command.file_name,
        taken=command.taken,
        by=actor,
        at=clock.now(),
    )
    uow.documents.save(document)
    if isinstance(document.standing, AwaitingParents):
        decide = await uow.terms.begin(REPORT_DECISION, dutch_date(clock.now()))
        case.await_report(decide_by=decide.last_day, at=clock.now())
        uow.cases.save(case)
    return document


async def add_version(
    command: AddVersion, *, actor: Actor, uow: DocumentsUnitOfWork, clock: Clock
) -> Document:
    """Put it before the others; those stay."""
    document = await load(command.where, Action.ADD_DOCUMENT, actor=actor, uow=uow, clock=clock)
    document.add_version(command.file_name, command.taken, by=actor.person_id, at=clock.now())
    uow.documents.save(document)
    return document
