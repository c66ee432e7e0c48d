"""HTTP: the letters of a case."""

from datetime import date
from typing import Self
from uuid import UUID

from fastapi import APIRouter, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.domain.letters.contents import LetterKind
from samenspel_arrangements.domain.letters.letter import Letter
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.letter_edge import LetterIdInPath, pdf_of
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import UtcDateTime, View

router = APIRouter(prefix="/cases/{caseId}/letters", tags=["letters"])


class LetterView(View):
    """A letter; `madeAt` is null until it can be read. One with a `withdrawnAt` never is."""

    id: UUID
    case_id: UUID
    kind: LetterKind
    dated: date
    made_at: UtcDateTime | None
    withdrawn_at: UtcDateTime | None

    @classmethod
    def of(cls, letter: Letter) -> Self:
        """Show a letter."""
        return cls(
            id=letter.id,
            case_id=letter.case_id,
            kind=letter.content.kind,
            dated=letter.dated,
            made_at=letter.made_at,
            withdrawn_at=letter.withdrawn_at,
        )


class LettersView(View):
    """The letters of one case, the last ordered first."""

    items: list[LetterView]


@router.get("", operation_id="listLetters", summary="List the letters of a case")
async def list_letters(case_id: CaseIdInPath, edge: ArrangementsEdge) -> LettersView:
    """List them, the last ordered first."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, Action.READ_LETTER, case)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.letters.of_case(case_id)
    return LettersView(items=[LetterView.of(each) for each in found])


@router.get(
    "/{letterId}/content",
    operation_id="openLetter",
    summary="Open a letter",
    response_class=Response,
)
async def open_letter(
    case_id: CaseIdInPath, letter_id: LetterIdInPath, edge: ArrangementsEdge
) -> Response:
    """Give the PDF; that the caller saw it is noted."""
    return await pdf_of(case_id, letter_id, edge)
