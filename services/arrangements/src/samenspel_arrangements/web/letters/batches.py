"""Page: how far many letters at once are, and trying again what failed."""

from typing import Any

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.application.letters.restart_letters import restart_letters
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS

router = APIRouter()
HERE = "/arrangements/letter-batches"
TEMPLATE = "letters/batches.html"


@router.get("/letter-batches")
async def show_batches(request: Request, edge: ArrangementsEdge) -> Response:
    """Show them; asked again, the page shows how far they came."""
    return pages.render(request, TEMPLATE, **await _content(edge))


@router.post("/letter-restarts")
async def restart(request: Request, edge: ArrangementsEdge) -> Response:
    """Try again what could not be made."""
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await restart_letters(actor=edge.actor, uow=uow)
        return HERE

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return pages.refuse(request, TEMPLATE, refusal, typed=form, **await _content(edge))
    return pages.redirect(request, url, notice="letter.restarted")


async def _content(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.RUN_LETTERS)
    async with edge.transaction() as uow:
        batches = await uow.letter_batches.newest()
        failed = await uow.letter_batches.stuck()
    may_keep_office = POLICY.may_somewhere(edge.actor, Action.KEEP_LETTER_OFFICE)
    return {"batches": batches, "failed": failed, "may_keep_office": may_keep_office}
