"""Page: the figures of one unit, of the alliance's desk or of the whole alliance."""

from typing import Any

from fastapi import APIRouter, Request, Response

from samenspel_kernel.errors import InvalidInput
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_reporting.application.asked_period import AskedPeriod
from samenspel_reporting.application.list_lines import ListLines, list_lines
from samenspel_reporting.application.ports import Wanted
from samenspel_reporting.application.show_area import show_area
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.measures import Measure
from samenspel_reporting.domain.policies import may_open_money, visible_unit
from samenspel_reporting.web.pages import ReportingEdge, pages
from samenspel_reporting.web.period import asked_period
from samenspel_reporting.web.words import Words

router = APIRouter()
TERMS_SHOWN = 8


@router.get("/units/{unit_id}")
async def area(request: Request, unit_id: str, edge: ReportingEdge) -> Response:
    """Show the figures; a period that can't be is refused, and the usual one shown."""
    asked = Area.parse(unit_id)
    try:
        context = await _context(asked, asked_period(request.query_params), edge)
    except InvalidInput as refusal:
        context = await _context(asked, AskedPeriod(), edge)
        return pages.refuse(request, "area.html", refusal, typed=request.query_params, **context)
    return pages.render(request, "area.html", **context)


async def _context(area: Area, period: AskedPeriod, edge: ReportingEdge) -> dict[str, Any]:
    query = ListLines(area=area, measure=Measure.OPEN, period=period, wanted=Wanted(TERMS_SHOWN))
    async with edge.transaction() as uow:
        account = await show_area(edge.actor, area, period, uow=uow, clock=edge.clock)
        pressing = await list_lines(edge.actor, query, uow=uow, clock=edge.clock)
    today, working_days = account.as_of.today, DutchWorkingDays()
    shown = [one.line for one in pressing.found[:TERMS_SHOWN]]
    return {
        "words": Words(pages.texts),
        "account": account,
        "terms": [(line, line.term_use(today, working_days)) for line in shown],
        "sees_all": visible_unit(edge.actor) is None,
        "Measure": Measure,
        "opens_money": may_open_money(edge.actor),
    }
