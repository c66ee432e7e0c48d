"""Pages: a case is given to another holder, who takes it over or leaves it where it is."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.hand_over_case import (
    HandOverCase,
    TakeOverCase,
    hand_over_case,
    leave_case,
    take_case_from_desk,
    take_over_case,
)
from samenspel_arrangements.domain.case import ActionKind, CaseState
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.queries import CaseSummary
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.case_page import show_again
from samenspel_arrangements.web.pages import (
    ArrangementsEdge,
    CaseIdInPath,
    address_of,
    case_for,
    pages,
)
from samenspel_arrangements.web.words import Words
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import CaseId
from samenspel_platform.access_log import FilePart
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS, filled

router = APIRouter(prefix="/cases/{caseId}")
offers = APIRouter(prefix="/case-handovers")
HandoverIdInPath = Annotated[UUID, Path(alias="handoverId")]


class HandoverForm(BaseModel):
    """To whom: the kind of holder and its id, as one choice."""

    to: str

    def holder(self) -> Holder:
        """Say it as the use case wants it; InvalidInput when it is no choice of the form."""
        kind, _, id_ = self.to.partition(":")
        try:
            return Holder(HolderKind(kind), UUID(id_))
        except ValueError:
            raise InvalidInput(FieldError("to", "handover.no-such-holder")) from None


class TakeOverForm(BaseModel):
    """What is done first, and until when."""

    next_action: ActionKind
    due_on: date


@router.get("/handovers/new")
async def ask_holder(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Ask to whom the case is offered."""
    case = await case_for(Action.WORK, case_id, edge)
    if case.state != CaseState.OPENED or case.offer_id is not None:
        return pages.redirect(request, address_of(case_id))
    return pages.render(request, "handover.html", **await _content(case, edge))


@router.post("/handovers")
async def hand_over(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Offer it to another holder."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        to = HandoverForm.model_validate(filled(form)).holder()
        command = HandOverCase(case_id=CaseId(case_id), to=to)
        await hand_over_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        content = await _content(await case_for(Action.WORK, case_id, edge), edge)
        return pages.refuse(request, "handover.html", refusal, typed=form, **content)
    return pages.redirect(request, url, notice="case.offered")


@router.post("/handover-acceptances")
async def take_over(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Take over what is offered to the reader or to its desk."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        typed = TakeOverForm.model_validate(filled(form))
        command = TakeOverCase(
            case_id=CaseId(case_id), next_action=typed.next_action, due_on=typed.due_on
        )
        await take_over_case(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return await show_again(request, case_id, edge, refusal, form)
    return pages.redirect(request, url, notice="case.taken-over")


@router.post("/handover-refusals")
async def leave(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Leave it with who holds it."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await leave_case(CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock)
        return "/arrangements/cases"

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return await show_again(request, case_id, edge, refusal, form)
    return pages.redirect(request, url, notice="case.left")


@router.post("/pick-ups")
async def pick_up(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Hold what the desk holds."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await take_case_from_desk(CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock)
        return address_of(case_id)

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return await show_again(request, case_id, edge, refusal, form)
    return pages.redirect(request, url, notice="case.taken-over")


@offers.get("/{handoverId}")
async def find_offer(
    request: Request, handover_id: HandoverIdInPath, edge: ArrangementsEdge
) -> Response:
    """Lead to the case that is on offer, where it is answered."""
    POLICY.require_somewhere(edge.actor, Action.ANSWER)
    async with edge.transaction() as uow:
        case = await uow.queries.case_on_offer(handover_id, edge.actor)
        await edge.saw(uow, case, FilePart.CASE)
    return pages.redirect(request, address_of(case.case_id))


async def _content(case: CaseSummary, edge: ArrangementsEdge) -> dict[str, Any]:
    today = dutch_date(edge.clock.now())
    async with edge.transaction() as uow:
        colleagues = await uow.colleagues.known(case.unit_id, on=today)
        desks = await uow.colleagues.desks(on=today)
    words = Words(pages.texts)
    kind, id_ = case.holder_kind, case.holder_id
    holder = Holder(HolderKind(kind), id_) if kind and id_ else None
    alliance = Holder(HolderKind.ALLIANCE_DESK, case.alliance_id)
    choices = [
        *((Holder(HolderKind.PERSON, each.id), each.name) for each in colleagues),
        *((Holder(HolderKind.UNIT_DESK, each.id), words.desk_of(each.name)) for each in desks),
        (alliance, words.alliance_desk()),
    ]
    return {
        "case": case,
        "address": address_of(case.case_id),
        "words": words,
        "choices": [(f"{to.kind}:{to.id}", name) for to, name in choices if to != holder],
    }
