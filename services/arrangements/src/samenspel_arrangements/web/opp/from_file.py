"""Pages: a school brings its own plan as a file, and confirms what we read in it, part by part."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from samenspel_arrangements.application.documents.add_document import AddDocument, add_document
from samenspel_arrangements.application.documents.load import DocumentAt, load
from samenspel_arrangements.application.opp.begin_opp import opp_for
from samenspel_arrangements.application.opp.write_opp import TakeFromFile, take_from_file
from samenspel_arrangements.document_edge import ShelfHere, WhereInPath, take
from samenspel_arrangements.domain.documents.content import FILE
from samenspel_arrangements.domain.documents.document import DocumentKind
from samenspel_arrangements.domain.documents.reading import may_open
from samenspel_arrangements.domain.documents.version import Checking, Version
from samenspel_arrangements.domain.opp.content import PART_OF, Content, OppField, Part
from samenspel_arrangements.domain.opp.school_plan import SchoolPlan, plan_of
from samenspel_arrangements.domain.opp.standing import OPP_STATES
from samenspel_arrangements.domain.policies import Action
from samenspel_arrangements.gateways.documents.files import FilesLost
from samenspel_arrangements.gateways.documents.sealing import Unreadable
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.documents.listing import in_short, places_of
from samenspel_arrangements.web.documents.words import DocumentWords
from samenspel_arrangements.web.opp.forms import ContentForm
from samenspel_arrangements.web.opp.shown import HERE, said, shown
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import read_file, read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix=f"{HERE}/files")
WRITE = Action.WRITE_OPP
NOTHING = SchoolPlan(Content())


class ConfirmForm(ContentForm):
    """What the plan says, and which parts of it a person looked at."""

    confirm_a: bool = False
    confirm_b: bool = False
    confirm_c: bool = False
    confirm_d: bool = False

    def confirmed(self) -> frozenset[Part]:
        """Give the parts that were looked at."""
        return frozenset(part for part in Part if getattr(self, f"confirm_{part}"))

    def content(self) -> Content:
        """Give what the plan says."""
        return Content(**self.model_dump(include=set(ContentForm.model_fields)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlan:
    """What came of reading a file: `pictures` are its pages that no machine can read."""

    plan: SchoolPlan = NOTHING
    is_waiting: bool = False
    is_refused: bool = False
    pictures: tuple[int, ...] = ()

    @property
    def state(self) -> str:
        """Say in a word how it went."""
        if self.is_waiting:
            return "waits"
        if self.is_refused:
            return "refused"
        if self.plan.fields:
            return "read"
        if self.plan.left:
            return "unknown"
        return "picture" if self.pictures else "empty"


@router.get("/new")
async def ask(
    request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Ask for the file."""
    return pages.render(request, "opp/bring.html", **await _asked(edge, case_id, shelf))


@router.post("")
async def bring(
    request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Keep the file as a document of the case, and go on to what it says."""
    form, file = await read_file(request, FILE, of_a_page=True)
    async with edge.transaction() as uow:
        _, opp = await opp_for(CaseId(case_id), WRITE, actor=edge.actor, uow=uow)
        OPP_STATES.require(opp.standing, "write")
    try:
        taken = await take(shelf, edge, file)

        async def do(uow: SqlArrangementsUnitOfWork) -> str:
            command = AddDocument(
                case_id=CaseId(case_id),
                kind=DocumentKind.PLAN,
                title=pages.texts.text("opp.file-title"),
                file_name=file.name if file else "",
                taken=taken,
            )
            document = await add_document(command, actor=edge.actor, uow=uow, clock=edge.clock)
            return f"{address_of(case_id)}/opp/files/{document.id}"

        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _asked(edge, case_id, shelf) | {"places": places_of(refusal)}
        return pages.refuse(request, "opp/bring.html", in_short(refusal), typed=form, **content)
    return pages.redirect(request, url)


@router.get("/{documentId}")
async def show(
    request: Request, where: WhereInPath, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Show what we read in it beside our fields, and ask what is missing."""
    read = await _read(where, edge, shelf)
    return pages.render(request, "opp/file.html", **await _content(edge, where, read))


@router.post("/{documentId}")
async def confirm(
    request: Request, where: WhereInPath, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Write what was confirmed or put right."""
    form = await read_form(request)
    read = await _read(where, edge, shelf)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = ConfirmForm.model_validate(filled(form))
        command = TakeFromFile(
            case_id=CaseId(where.case_id),
            plan=read.plan,
            said=typed.content(),
            confirmed=typed.confirmed(),
        )
        await take_from_file(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{address_of(where.case_id)}/opp"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _content(edge, where, read)
        return pages.refuse(request, "opp/file.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice="opp.saved")


async def _read(where: DocumentAt, edge: ArrangementsEdge, shelf: Shelf) -> ReadPlan:
    """Read the newest version, outside of any transaction: that is slow.

    What shows it notes the look at the child's file.
    """
    async with edge.transaction() as uow:
        _, opp = await opp_for(CaseId(where.case_id), WRITE, actor=edge.actor, uow=uow)
        OPP_STATES.require(opp.standing, "write")
        needed = Action.READ_DOCUMENT
        document = await load(where, needed, actor=edge.actor, uow=uow, clock=edge.clock)
        version: Version = document.versions[-1]
        if isinstance(version.check, Checking):
            return ReadPlan(is_waiting=True)
        if not may_open(edge.actor, document, version, today=dutch_date(edge.clock.now())):
            return ReadPlan(is_refused=True)
    try:
        text = await shelf.read(edge.actor.alliance_id, version)
    except (FilesLost, Unreadable):
        raise HTTPException(503) from None
    except InvalidInput:
        return ReadPlan(is_refused=True)
    return ReadPlan(plan=plan_of(text.pages), pictures=tuple(sorted(text.unread)))


async def _asked(edge: ArrangementsEdge, case_id: UUID, shelf: Shelf) -> dict[str, Any]:
    found = await shown(edge, case_id, WRITE, command="write")
    return found | {
        "said": DocumentWords(pages.texts),
        "max_bytes": shelf.max_bytes,
        "places": (),
    }


async def _content(edge: ArrangementsEdge, where: DocumentAt, read: ReadPlan) -> dict[str, Any]:
    found = await shown(edge, where.case_id, WRITE, command="write")
    asked = found["opp"].asked_beside(read.plan)
    parts = [(part, [each for each in asked if PART_OF[each] is part]) for part in Part]
    return found | {
        "said": said,
        "read": read,
        "plan": read.plan,
        "parts": [(part, fields) for part, fields in parts if fields],
        "outflow_field": OppField.OUTFLOW,
        "file_address": f"{address_of(where.case_id)}/documents/{where.document_id}",
        "here": f"{address_of(where.case_id)}/opp/files/{where.document_id}",
    }
