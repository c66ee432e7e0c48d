"""HTTP: the letters of a case."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import Field

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.application.letters.invite import InviteFamily, invite_family
from samenspel_arrangements.domain.letters.contents import LetterKind
from samenspel_arrangements.domain.letters.letter import Letter
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.letter_edge import LetterIdInPath, pdf_of
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate, UtcDateTime, View

router = APIRouter(prefix="/cases/{caseId}/letters", tags=["letters"])
Time = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


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


class InvitationBody(Body):
    """What the invitation says: about what, when (`time` as `14:30`), with whom, and where."""

    subject: str
    on: IsoDate
    time: Time
    with_whom: str
    place_name: str
    place_address: str


@router.get("", operation_id="listLetters", summary="List the letters of a case")
async def list_letters(case_id: CaseIdInPath, edge: ArrangementsEdge) -> LettersView:
    """List them, the last ordered first."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        require(edge.actor, Action.READ_LETTER, case)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.letters.of_case(case_id)
    return LettersView(items=[LetterView.of(each) for each in found])


@router.post(
    "/meeting-invitations",
    operation_id="inviteFamily",
    summary="Invite the family to a meeting by letter",
    status_code=201,
    response_model=LetterView,
)
async def invite(
    case_id: CaseIdInPath, body: InvitationBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Order the letter; it is made within seconds."""

    async def do(uow: SqlArrangementsUnitOfWork) -> LetterView:
        command = InviteFamily(case_id=case_id, **body.model_dump())
        letter = await invite_family(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, letter, FilePart.CASE)
        return LetterView.of(letter)

    return await edge.answer_once(request, 201, do)


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
