"""Page: where postcode areas are, as an administrator lists them from an open register."""

from typing import Any

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.application.places.distances import list_areas
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.gateways.postcode_lists import (
    MOST_LINES,
    PostcodeList,
    WrongPostcodeList,
    read_postcode_list,
    text_of,
)
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_platform.forms import Form, read_upload
from samenspel_web.forms import REFUSALS, Refusal

router = APIRouter(prefix="/postcode-areas")
HERE, TEMPLATE = "/arrangements/postcode-areas", "places/postcode_areas.html"


@router.get("")
async def show(request: Request, edge: ArrangementsEdge) -> Response:
    """Show how many are listed, and where a list can be found."""
    return pages.render(request, TEMPLATE, **await _content(edge))


@router.post("")
async def list_(request: Request, edge: ArrangementsEdge) -> Response:
    """Take a list; one with wrong lines comes back whole, with what is wrong in each."""
    POLICY.require_somewhere(edge.actor, Action.LIST_POSTCODES)
    typed, content = await read_upload(request, "file")
    found = PostcodeList({}, ())

    async def do(uow: SqlArrangementsUnitOfWork) -> str:
        await list_areas(found.areas, actor=edge.actor, uow=uow, clock=edge.clock)
        return HERE

    column = ""
    refused: Refusal
    try:
        if content:
            typed = Form(
                {**{name: typed.getlist(name) for name in typed}, "list": [text_of(content)]}
            )
        found = read_postcode_list(typed.get("list", ""))
        if found.errors:
            raise InvalidInput(FieldError("list", "postcode-list.lines-wrong"))
        url = await edge.redirect_once(request, typed, do)
    except WrongPostcodeList as why:
        column, refused = why.column, InvalidInput(FieldError("list", why.code))
    except REFUSALS as why:
        refused = why
    else:
        return pages.redirect(request, url, notice="postcode-area.listed")
    shown = {**await _content(edge), "errors": found.errors, "column": column}
    return pages.refuse(request, TEMPLATE, refused, typed=typed, **shown)


async def _content(edge: ArrangementsEdge) -> dict[str, Any]:
    POLICY.require_somewhere(edge.actor, Action.LIST_POSTCODES)
    async with edge.transaction() as uow:
        known = await uow.postcode_areas.known()
    return {"known": known, "most_lines": MOST_LINES, "errors": (), "column": ""}
