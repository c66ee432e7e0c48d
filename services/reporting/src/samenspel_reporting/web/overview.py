"""Page: the units side by side."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from samenspel_reporting.application.asked_period import AskedPeriod
from samenspel_reporting.application.list_areas import list_areas
from samenspel_reporting.domain.area import ALLIANCE, unit
from samenspel_reporting.domain.measures import Measure
from samenspel_reporting.domain.policies import may_open_money, visible_unit
from samenspel_reporting.web.pages import ReportingEdge, pages
from samenspel_reporting.web.words import Words

router = APIRouter()


@router.get("")
async def overview(request: Request, edge: ReportingEdge) -> Response:
    """Show every unit; a coordinator goes to the own unit at once."""
    only_unit = visible_unit(edge.actor)
    if only_unit is not None:
        return RedirectResponse(f"/reporting/units/{unit(only_unit).key}", status_code=303)
    async with edge.transaction() as uow:
        found = await list_areas(edge.actor, AskedPeriod(), uow=uow, clock=edge.clock)
    return pages.render(
        request,
        "overview.html",
        words=Words(pages.texts),
        as_of=found.as_of,
        parts=[one for one in found.areas if one.area != ALLIANCE],
        whole=next(one for one in found.areas if one.area == ALLIANCE),
        alliance_name=found.alliance_name,
        Measure=Measure,
        opens_money=may_open_money(edge.actor),
    )
