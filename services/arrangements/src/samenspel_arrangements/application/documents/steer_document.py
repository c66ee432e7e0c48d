"""Use cases: what is done with a document that is there already."""

from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.documents.load import DocumentAt, load
from samenspel_arrangements.application.documents.ports import DocumentsUnitOfWork
from samenspel_arrangements.domain.case import ActionKind
from samenspel_arrangements.domain.deeds import Action
from samenspel_arrangements.domain.documents.document import Document
from samenspel_arrangements.domain.documents.standing import AwaitingParents, RemovalReason
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCommand:
    """Which document."""

    where: DocumentAt


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmVersion(DocumentCommand):
    """Which version holds no such number, as a person saw."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDocument(DocumentCommand):
    """Whether others may read the medical report."""

    share: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AddView(DocumentCommand):
    """What a parent says of it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdDocument(DocumentCommand):
    """Why parents do not see it yet, and until and with which day."""

    reason: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareDocument(DocumentCommand):
    """Parents see it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDocument(DocumentCommand):
    """Why it goes, for good."""

    reason: RemovalReason


Steer = (
    ConfirmVersion | DecideDocument | AddView | WithholdDocument | ShareDocument | RemoveDocument
)


async def steer_document(
    command: Steer, *, actor: Actor, uow: DocumentsUnitOfWork, clock: Clock
) -> Document:
    """Do it, if the actor may."""
    document = await load(command.where, _needs(command), actor=actor, uow=uow, clock=clock)
    by, now = actor.person_id, clock.now()
    waited = isinstance(document.standing, AwaitingParents)
    match command:
        case ConfirmVersion(number=number):
            document.confirm(number, by=by, at=now)
        case DecideDocument(share=share):
            document.decide(share=share, by=by, at=now)
        case AddView(text=text):
            document.add_view(text, by=by, name=actor.name, at=now)
        case WithholdDocument(reason=reason, until=until):
            document.withhold(reason, until, by=by, at=now)
        case ShareDocument():
            document.share()
        case RemoveDocument(reason=why):
            document.remove(why, by=by, at=now)
    uow.documents.save(document)
    if waited and not isinstance(document.standing, AwaitingParents):
        await _nothing_waits(document, uow=uow, clock=clock)
    return document


async def _nothing_waits(document: Document, *, uow: DocumentsUnitOfWork, clock: Clock) -> None:
    """Strike off that parents are asked, unless another report of the case waits for them."""
    others = [
        each for each in await uow.documents.of_case(document.case_id) if each.id != document.id
    ]
    if any(isinstance(each.standing, AwaitingParents) for each in others):
        return
    case = await uow.cases.get(document.case_id)
    today = dutch_date(clock.now())
    case.settle(ActionKind.ASK_ABOUT_REPORT, look_on=today, at=clock.now())
    uow.cases.save(case)


def _needs(command: Steer) -> Action:
    match command:
        case ConfirmVersion():
            return Action.ADD_DOCUMENT
        case DecideDocument() | AddView():
            return Action.ANSWER_DOCUMENT
        case _:
            return Action.STEER_DOCUMENT
