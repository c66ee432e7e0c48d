"""Page: one document, with its versions, what parents say of it, and what may be done with it."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from samenspel_arrangements.application.documents.add_document import AddVersion, add_version
from samenspel_arrangements.application.documents.load import DocumentAt, load
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
from samenspel_arrangements.document_edge import (
    NumberInPath,
    ShelfHere,
    WhereInPath,
    content_of,
    take,
)
from samenspel_arrangements.domain.documents.content import FILE
from samenspel_arrangements.domain.documents.document import (
    MAX_REASON_LENGTH,
    MAX_VIEW_LENGTH,
    Document,
)
from samenspel_arrangements.domain.documents.reading import may_confirm, may_open
from samenspel_arrangements.domain.documents.standing import RemovalReason
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.documents.listing import in_short, places_of
from samenspel_arrangements.web.documents.words import DocumentWords
from samenspel_arrangements.web.pages import ArrangementsEdge, address_of, pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.clock import dutch_date
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_file, read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}/documents/{documentId}")


class _Form(BaseModel):
    """One of the forms of this page, told apart by `what`."""


class ConfirmForm(_Form):
    """That a person looked at a version."""

    number: Annotated[int, Field(ge=1, le=1000)]

    def command(self, where: DocumentAt) -> Steer:
        """Say it as the use case wants it."""
        return ConfirmVersion(where=where, number=self.number)


class DecideForm(_Form):
    """Whether others may read it."""

    share: Literal["yes", "no"]

    def command(self, where: DocumentAt) -> Steer:
        """Say it as the use case wants it."""
        return DecideDocument(where=where, share=self.share == "yes")


class ViewForm(_Form):
    """What a parent says."""

    text: str

    def command(self, where: DocumentAt) -> Steer:
        """Say it as the use case wants it."""
        return AddView(where=where, text=self.text)


class WithholdForm(_Form):
    """Why, and until and with which day."""

    reason: str
    until: date

    def command(self, where: DocumentAt) -> Steer:
        """Say it as the use case wants it."""
        return WithholdDocument(where=where, reason=self.reason, until=self.until)


class RemoveForm(_Form):
    """Why it goes."""

    removal: RemovalReason

    def command(self, where: DocumentAt) -> Steer:
        """Say it as the use case wants it."""
        return RemoveDocument(where=where, reason=self.removal)


@router.get("")
async def show_document(request: Request, where: WhereInPath, edge: ArrangementsEdge) -> Response:
    """Show it."""
    return pages.render(request, "documents/one.html", **await _content(where, edge))


@router.get("/versions/{number}/content")
async def open_content(
    where: WhereInPath, number: NumberInPath, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Give the bytes of a version, as a file to keep."""
    return await content_of(where, number, shelf=shelf, edge=edge)


@router.post("/versions")
async def add_newer(
    request: Request, where: WhereInPath, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Look at what was chosen, and put it before the other versions."""
    form, file = await read_file(request, FILE, of_a_page=True)
    needs = Action.ADD_DOCUMENT
    async with edge.transaction() as uow:
        await load(where, needs, actor=edge.actor, uow=uow, clock=edge.clock)
    try:
        taken = await take(shelf, edge, file)

        async def do(uow: SqlArrangementsUnitOfWork) -> str:
            command = AddVersion(where=where, file_name=file.name if file else "", taken=taken)
            await add_version(command, actor=edge.actor, uow=uow, clock=edge.clock)
            return _address(where)

        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _content(where, edge, needs=needs) | {"places": places_of(refusal)}
        return pages.refuse(request, "documents/one.html", in_short(refusal), typed=form, **content)
    return pages.redirect(request, url, notice="document.version-added")


@router.post("/confirmations")
async def confirm(request: Request, where: WhereInPath, edge: ArrangementsEdge) -> Response:
    """Say that a person saw no such number."""
    make = _made_of(ConfirmForm, where)
    return await _steer(request, where, edge, make, Action.ADD_DOCUMENT, "confirmed")


@router.post("/decisions")
async def decide(request: Request, where: WhereInPath, edge: ArrangementsEdge) -> Response:
    """Let a parent decide on a medical report."""
    make = _made_of(DecideForm, where)
    return await _steer(request, where, edge, make, Action.ANSWER_DOCUMENT, "decided")


@router.post("/views")
async def add_view(request: Request, where: WhereInPath, edge: ArrangementsEdge) -> Response:
    """Put a parent's own view beside it."""
    make = _made_of(ViewForm, where)
    return await _steer(request, where, edge, make, Action.ANSWER_DOCUMENT, "view-added")


@router.post("/withholdings")
async def withhold(request: Request, where: WhereInPath, edge: ArrangementsEdge) -> Response:
    """Keep it from the parents until a day."""
    make = _made_of(WithholdForm, where)
    return await _steer(request, where, edge, make, Action.STEER_DOCUMENT, "withheld")


@router.post("/sharings")
async def share(request: Request, where: WhereInPath, edge: ArrangementsEdge) -> Response:
    """Show it to the parents again."""

    def make(_: dict[str, str]) -> Steer:
        return ShareDocument(where=where)

    return await _steer(request, where, edge, make, Action.STEER_DOCUMENT, "shared")


@router.post("/removals")
async def remove(request: Request, where: WhereInPath, edge: ArrangementsEdge) -> Response:
    """Take it away for good."""
    make = _made_of(RemoveForm, where)
    return await _steer(request, where, edge, make, Action.STEER_DOCUMENT, "removed")


def _made_of(form: Any, where: DocumentAt) -> Callable[[dict[str, str]], Steer]:
    def make(typed: dict[str, str]) -> Steer:
        command: Steer = form.model_validate(typed).command(where)
        return command

    return make


async def _steer(
    request: Request,
    where: DocumentAt,
    edge: ArrangementsEdge,
    make: Callable[[dict[str, str]], Steer],
    needs: Action,
    notice: str,
) -> Response:
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await load(where, needs, actor=edge.actor, uow=uow, clock=edge.clock)
        command = make(filled(form))
        await steer_document(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return _address(where)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _content(where, edge, needs=needs)
        return pages.refuse(request, "documents/one.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice=f"document.{notice}")


async def _content(
    where: DocumentAt, edge: ArrangementsEdge, *, needs: Action = Action.READ_DOCUMENT
) -> dict[str, Any]:
    async with edge.transaction() as uow:
        document = await load(where, needs, actor=edge.actor, uow=uow, clock=edge.clock)
        case = await uow.queries.case(where.case_id, edge.actor)
        await edge.saw(uow, document, FilePart.CASE)
    return {
        "case": case,
        "document": document,
        "address": _address(where),
        "case_address": address_of(where.case_id),
        "words": Words(pages.texts),
        "said": DocumentWords(pages.texts),
        "places": (),
        "own_view": next((v.text for v in document.views if v.by == edge.actor.person_id), ""),
        "max_view_length": MAX_VIEW_LENGTH,
        "max_reason_length": MAX_REASON_LENGTH,
        **_rights(document, edge),
    }


def _rights(document: Document, edge: ArrangementsEdge) -> dict[str, Any]:
    today, actor = dutch_date(edge.clock.now()), edge.actor
    return {
        "openable": [
            version.number
            for version in document.versions
            if may_open(actor, document, version, today=today)
        ],
        "may_add": may_confirm(actor, document, today=today),
        "may_answer": may(actor, Action.ANSWER_DOCUMENT, document),
        "may_steer": may(actor, Action.STEER_DOCUMENT, document),
    }


def _address(where: DocumentAt) -> str:
    return f"{address_of(where.case_id)}/documents/{where.document_id}"
