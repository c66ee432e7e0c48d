"""Page: the school's plan for a child: what counts, what is being written, what is next."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from samenspel_arrangements.application.opp import establish_opp as establishing
from samenspel_arrangements.application.opp.begin_opp import begin_opp
from samenspel_arrangements.application.opp.note_on_opp import Done, bring_dispute, note_done
from samenspel_arrangements.domain.opp.opp import Opp
from samenspel_arrangements.domain.opp.standing import EndReason
from samenspel_arrangements.domain.policies import Action, require
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.opp.acting import WHOLE as TEMPLATE
from samenspel_arrangements.web.opp.acting import ButtonForm, act
from samenspel_arrangements.web.opp.shown import HERE, said, shown
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath, address_of, pages
from samenspel_kernel.ids import CaseId
from samenspel_platform.forms import read_form

router = APIRouter(prefix=HERE)
by_id = APIRouter()
OppIdInPath = Annotated[UUID, Path(alias="oppId")]


class DoneForm(BaseModel):
    """What the school did."""

    done: Done


class StopForm(BaseModel):
    """Why it ends."""

    reason: EndReason


@by_id.get("/opps/{oppId}")
async def find(opp_id: OppIdInPath, edge: ArrangementsEdge) -> Response:
    """Go to the plan that a list of work names by its id."""
    async with edge.transaction() as uow:
        opp = await uow.opps.get(opp_id)
        require(edge.actor, Action.SEE_OPP, opp)
    return RedirectResponse(f"{address_of(opp.case_id)}/opp", 303)


@router.get("")
async def show(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Show the plan."""
    found = await shown(edge, case_id)
    return pages.render(request, f"opp/{TEMPLATE}", said=said, **found)


@router.post("")
async def begin(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Begin it."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await begin_opp(CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock)
        return f"{address_of(case_id)}/opp"

    url = await edge.redirect_once(request, form, do)
    return pages.redirect(request, url, notice="opp.begun")


@router.post("/establishments")
async def establish(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Let what was written count."""

    async def do(uow: SqlArrangementsUnitOfWork, _: ButtonForm) -> Opp:
        return await establishing.establish_opp(
            CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await act(request, edge, case_id, TEMPLATE, ButtonForm, do, notice="opp.established")


@router.post("/adjustments")
async def adjust(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Begin another version."""

    async def do(uow: SqlArrangementsUnitOfWork, _: ButtonForm) -> Opp:
        return await establishing.adjust_opp(
            CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await act(request, edge, case_id, TEMPLATE, ButtonForm, do)


@router.post("/records")
async def record(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Note what the school did."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: DoneForm) -> Opp:
        return await note_done(
            CaseId(case_id), typed.done, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await act(request, edge, case_id, TEMPLATE, DoneForm, do)


@router.post("/endings")
async def stop(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """End it."""

    async def do(uow: SqlArrangementsUnitOfWork, typed: StopForm) -> Opp:
        return await establishing.stop_opp(
            CaseId(case_id), typed.reason, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await act(request, edge, case_id, TEMPLATE, StopForm, do)


@router.post("/disputes")
async def dispute(request: Request, case_id: CaseIdInPath, edge: ArrangementsEdge) -> Response:
    """Note that it lies before the national committee."""

    async def do(uow: SqlArrangementsUnitOfWork, _: ButtonForm) -> Opp:
        return await bring_dispute(CaseId(case_id), actor=edge.actor, uow=uow, clock=edge.clock)

    return await act(request, edge, case_id, TEMPLATE, ButtonForm, do, notice="opp.in-dispute")
