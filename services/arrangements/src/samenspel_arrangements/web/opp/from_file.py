"""Pages: a school brings its own plan as a file, and confirms what we read in it, part by part."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_arrangements.application.documents.add_document import add_document
from samenspel_arrangements.application.documents.load import DocumentAt
from samenspel_arrangements.application.opp.write_opp import TakeFromFile, take_from_file
from samenspel_arrangements.document_edge import ShelfHere, WhereInPath
from samenspel_arrangements.domain.documents.content import FILE
from samenspel_arrangements.domain.opp.content import PART_OF, Content, OppField, Part
from samenspel_arrangements.gateways.documents.shelf import Shelf
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.plan_edge import WRITE, ReadPlan, read_plan, take_plan
from samenspel_arrangements.web.documents.listing import in_short, places_of
from samenspel_arrangements.web.documents.words import DocumentWords
from samenspel_arrangements.web.opp.forms import ContentForm
from samenspel_arrangements.web.opp.shown import HERE, said, shown
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_kernel.errors import StaleVersion
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import read_file, read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix=f"{HERE}/files")


class ConfirmForm(ContentForm):
    """What the plan says, which parts of it a person looked at, and of which version of the file."""

    version: int | None = None
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
    try:
        title = pages.texts.text("opp.file-title")
        command = await take_plan(case_id, title, file, edge=edge, shelf=shelf)

        async def do(uow: SqlArrangementsUnitOfWork) -> str:
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
    read = await read_plan(where, edge=edge, shelf=shelf)
    return pages.render(request, "opp/file.html", **await _content(edge, where, read))


@router.post("/{documentId}")
async def confirm(
    request: Request, where: WhereInPath, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Write what was confirmed or put right."""
    form = await read_form(request)
    read = await read_plan(where, edge=edge, shelf=shelf)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = ConfirmForm.model_validate(filled(form))
        if typed.version not in (None, read.version):
            raise StaleVersion  # a newer file asks of other fields: those would be emptied
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
