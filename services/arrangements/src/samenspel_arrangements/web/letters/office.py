"""Page: who writes decisions for the alliance, and where one objects to them by letter."""

from typing import Any

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.application.letters.keep_office import keep_office
from samenspel_arrangements.domain.letters.letter import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    Office,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS

router = APIRouter(prefix="/letter-office")
HERE = "/arrangements/letter-office"
TEMPLATE = "letters/office.html"


@router.get("")
async def show(request: Request, edge: ArrangementsEdge) -> Response:
    """Show what letters say now, to be changed."""
    return pages.render(request, TEMPLATE, **await _content(edge))


@router.post("")
async def keep(request: Request, edge: ArrangementsEdge) -> Response:
    """Have letters say something else from now on."""
    POLICY.require_somewhere(edge.actor, Action.KEEP_LETTER_OFFICE)
    form = await read_form(request)

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        office = Office.checked(form.get("name", ""), form.get("address", ""))
        await keep_office(office, actor=edge.actor, uow=uow)
        return HERE

    try:
        url = await edge.redirect_once(request, form, do)
    except REFUSALS as refusal:
        return pages.refuse(request, TEMPLATE, refusal, typed=form, **await _content(edge))
    return pages.redirect(request, url, notice="letter.office-kept")


async def _content(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.KEEP_LETTER_OFFICE)
    async with edge.transaction() as uow:
        office = await uow.letters.kept_office()
    return {"office": office, "longest_name": LONGEST_NAME, "longest_address": LONGEST_ADDRESS}
