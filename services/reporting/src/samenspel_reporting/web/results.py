"""Pages: what comes of help in an area, and the list behind each of these numbers."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from samenspel_kernel.errors import InvalidInput
from samenspel_platform.paging import PageRequest, page_request, paged
from samenspel_reporting.application.asked_period import AskedPeriod
from samenspel_reporting.application.name_area import name_area
from samenspel_reporting.application.result_ports import WantedFacts
from samenspel_reporting.application.show_results import list_facts, show_results
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.items import ItemKind
from samenspel_reporting.domain.policies import may_open, visible_unit
from samenspel_reporting.domain.results import GROUPS, TOO_FEW, Indicator, Kind, kind_of
from samenspel_reporting.web.pages import ReportingEdge, next_page, pages
from samenspel_reporting.web.period import asked_period
from samenspel_reporting.web.words import Words

router = APIRouter()


@router.get("/units/{unit_id}/results")
async def results(request: Request, unit_id: str, edge: ReportingEdge) -> Response:
    """Show the results; a period that can't be is refused, and the usual one shown."""
    area = Area.parse(unit_id)
    try:
        context = await _context(area, asked_period(request.query_params), edge)
    except InvalidInput as refusal:
        context = await _context(area, AskedPeriod(), edge)
        return pages.refuse(request, "results.html", refusal, typed=request.query_params, **context)
    return pages.render(request, "results.html", **context)


@router.get("/units/{unit_id}/results/items")
async def facts(
    request: Request,
    unit_id: str,
    indicator: Indicator,
    edge: ReportingEdge,
    page: Annotated[PageRequest, Depends(page_request)],
) -> Response:
    """Show what a result is made of, by day; of too few children only that it is so."""
    area, period = Area.parse(unit_id), asked_period(request.query_params)
    wanted = WantedFacts.read(page.limit, page.after)
    async with edge.transaction() as uow:
        named = await name_area(edge.actor, area, uow=uow)
        listed = await list_facts(
            edge.actor, area, indicator, period, wanted, uow=uow, clock=edge.clock
        )
    found, cursor = paged(listed.found, page, lambda one: one.key)
    return pages.render(
        request,
        "facts.html",
        words=Words(pages.texts),
        named=named,
        as_of=listed.as_of,
        indicator=indicator,
        result=listed.result,
        facts=found,
        next_href=next_page(request, cursor),
        opens_case=may_open(edge.actor, ItemKind.CASE),
        **_forms(edge),
    )


async def _context(area: Area, period: AskedPeriod, edge: ReportingEdge) -> dict[str, Any]:
    async with edge.transaction() as uow:
        named = await name_area(edge.actor, area, uow=uow)
        found = await show_results(edge.actor, area, period, *Indicator, uow=uow, clock=edge.clock)
    return {
        "words": Words(pages.texts),
        "named": named,
        "found": found,
        "groups": GROUPS,
        **_forms(edge),
    }


def _forms(edge: ReportingEdge) -> dict[str, Any]:
    """Give what both pages need to write a number."""
    return {
        "sees_all": visible_unit(edge.actor) is None,
        "kind_of": kind_of,
        "Kind": Kind,
        "TOO_FEW": TOO_FEW,
    }
