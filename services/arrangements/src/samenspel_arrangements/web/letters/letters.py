"""Page: the letters to a family."""

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.letter_edge import LetterIdInPath, pdf_of
from samenspel_arrangements.web.pages import (
    ArrangementsEdge,
    CaseIdInPath,
    address_of,
    case_for,
    pages,
)
from samenspel_arrangements.web.words import Words

router = APIRouter(prefix="/cases/{caseId}/letters")


@router.get("")
async def show_letters(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show the letters."""
    case = await case_for(Action.READ_LETTER, case_id, edge)
    async with edge.transaction() as uow:
        letters = await uow.letters.of_case(case_id)
    opened = case.state == CaseState.OPENED
    return pages.render(
        request,
        "letters/list.html",
        letters=letters,
        case=case,
        address=address_of(case.case_id),
        words=Words(pages.texts),
        may_plan=opened and may(edge.actor, Action.WORK_ON_MEETING, case),
    )


@router.get("/{letterId}/content")
async def open_letter(
    case_id: CaseIdInPath, letter_id: LetterIdInPath, edge: ArrangementsEdge
) -> Response:
    """Give a letter as a file to keep."""
    return await pdf_of(case_id, letter_id, edge)
