"""Page: the letters to a family; and inviting it to a meeting."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from samenspel_arrangements.application.letters.invite import (
    MAX_LINE,
    MAX_SUBJECT,
    InviteFamily,
    invite_family,
)
from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.letter_edge import LetterIdInPath, pdf_of
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import (
    ArrangementsEdge,
    CaseIdInPath,
    address_of,
    case_for,
    pages,
)
from samenspel_arrangements.web.words import Words
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}/letters")


class InvitationForm(BaseModel):
    """About what, when, with whom, and where."""

    subject: str
    on: date
    time: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    with_whom: str
    place_name: str
    place_address: str


@router.get("")
async def show_letters(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show the letters."""
    case = await case_for(Action.READ_LETTER, case_id, edge)
    async with edge.transaction() as uow:
        letters = await uow.letters.of_case(case_id)
    may_order = case.state == CaseState.OPENED and may(edge.actor, Action.ORDER_LETTER, case)
    return pages.render(
        request, "letters/list.html", letters=letters, may_order=may_order, **_content(case)
    )


@router.get("/meeting-invitations/new")
async def ask_invitation(
    request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge
) -> Response:
    """Ask what the invitation says."""
    case = await case_for(Action.ORDER_LETTER, case_id, edge)
    if case.state != CaseState.OPENED:
        return pages.redirect(request, f"{address_of(case_id)}/letters")
    return pages.render(request, "letters/invitation.html", **_content(case))


@router.post("/meeting-invitations")
async def invite(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Order the letter."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = InvitationForm.model_validate(filled(form))
        command = InviteFamily(case_id=case_id, **typed.model_dump())
        await invite_family(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{address_of(case_id)}/letters"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = _content(await case_for(Action.ORDER_LETTER, case_id, edge))
        return pages.refuse(request, "letters/invitation.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice="letter.ordered")


@router.get("/{letterId}/content")
async def open_letter(
    case_id: CaseIdInPath, letter_id: LetterIdInPath, edge: ArrangementsEdge
) -> Response:
    """Give a letter as a file to keep."""
    return await pdf_of(case_id, letter_id, edge)


def _content(case: CaseSummary) -> dict[str, Any]:
    return {
        "case": case,
        "address": address_of(case.case_id),
        "words": Words(pages.texts),
        "max_line": MAX_LINE,
        "max_subject": MAX_SUBJECT,
    }
