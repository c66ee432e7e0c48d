"""HTTP: a school's own plan as a file, and what was read in it; a person confirms that."""

from typing import Self
from uuid import UUID

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.documents.answering import Answered, answered
from samenspel_arrangements.api.documents.documents import form_with_file
from samenspel_arrangements.api.documents.views import DocumentView
from samenspel_arrangements.api.opp.changing import PATH
from samenspel_arrangements.application.documents.add_document import add_document
from samenspel_arrangements.application.opp.begin_opp import opp_for
from samenspel_arrangements.document_edge import ShelfHere, WhereInPath, read_form_of_api
from samenspel_arrangements.domain.opp.content import PART_OF, OppField, Part
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.plan_edge import WRITE, ReadPlan, ReadState, read_plan, take_plan
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import View

router = APIRouter(prefix=f"{PATH}/files", tags=["opp"])


class SuggestionView(View):
    """What the file says of one field; `page` is where that begins, null for a file without."""

    field: OppField
    part: Part
    text: str
    page: int | None


class LeftOverView(View):
    """Text that no field took, with the heading that it stood under."""

    heading: str
    text: str


class SuggestionsView(View):
    """What was read in the newest version of a file. Nothing of it is in the plan yet.

    A person looks at it and sends what is right as the draft. `state` is `waits` until the file
    was looked at; `unreadPages` are pictures that no machine could read; `missing` is what neither
    the file nor the plan says.
    """

    document_id: UUID
    version: int
    state: ReadState
    suggestions: list[SuggestionView]
    left_over: list[LeftOverView]
    unread_pages: list[int]
    missing: list[OppField]

    @classmethod
    def of(cls, document_id: UUID, read: ReadPlan, opp: Opp) -> Self:
        """Show it."""
        content = read.plan.content
        return cls(
            document_id=document_id,
            version=read.version,
            state=read.state,
            suggestions=[
                SuggestionView(
                    field=each,
                    part=PART_OF[each],
                    text=getattr(content, each.value),
                    page=read.pages.get(each),
                )
                for each in read.plan.fields
            ],
            left_over=[LeftOverView(heading=e.heading, text=e.text) for e in read.plan.left],
            unread_pages=list(read.pictures),
            missing=[each for each in opp.missing if not content.says(each)],
        )


@router.post(
    "",
    operation_id="addOppFile",
    summary="Bring a plan as a file",
    status_code=201,
    response_model=DocumentView,
    openapi_extra=form_with_file(title="What it is called on screens."),
)
async def add(
    case_id: CaseIdInPath, request: Request, edge: ArrangementsEdge, shelf: ShelfHere
) -> Response:
    """Keep it as a document of the case, which parents read too; a newer version goes there."""
    form, file = await read_form_of_api(request)
    command = await take_plan(case_id, form.get("title", ""), file, edge=edge, shelf=shelf)

    async def do(uow: SqlArrangementsUnitOfWork) -> Answered:
        document = await add_document(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await answered(document, request, uow, edge)

    return await edge.answer_once(request, 201, do)


@router.get(
    "/{documentId}", operation_id="getOppSuggestions", summary="Read what a plan's file says"
)
async def suggest(where: WhereInPath, edge: ArrangementsEdge, shelf: ShelfHere) -> SuggestionsView:
    """Give what its newest version says of each field, for who writes the plan."""
    read = await read_plan(where, edge=edge, shelf=shelf)
    async with edge.transaction() as uow:
        _, opp = await opp_for(CaseId(where.case_id), WRITE, actor=edge.actor, uow=uow)
        await edge.saw(uow, opp, FilePart.CASE)
    return SuggestionsView.of(where.document_id, read, opp)
