"""HTTP: the figures of units, and the lists behind them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.paging import Page, PageRequest, page_request, paged
from samenspel_reporting.api.dependencies import AskedArea, Period, ReportingEdge
from samenspel_reporting.api.views import AsOfView, ItemView, UnitFiguresView, UnitsView, UnitView
from samenspel_reporting.application.list_areas import list_areas
from samenspel_reporting.application.list_lines import ListLines, list_lines
from samenspel_reporting.application.ports import Wanted
from samenspel_reporting.application.show_area import show_area
from samenspel_reporting.domain.measures import Measure

router = APIRouter(prefix="/units", tags=["figures"])


@router.get("", operation_id="listUnits", summary="List the units with their figures")
async def units(edge: ReportingEdge, period: Period) -> UnitsView:
    """Give each unit, the alliance's desk and the whole alliance; a coordinator gets its own unit."""
    async with edge.transaction() as uow:
        overview = await list_areas(edge.actor, period, uow=uow, clock=edge.clock)
    return UnitsView(
        as_of=AsOfView.of(overview.as_of), items=[UnitView.of(one) for one in overview.areas]
    )


@router.get("/{unitId}/figures", operation_id="getFigures", summary="Get the figures of one unit")
async def figures(area: AskedArea, edge: ReportingEdge, period: Period) -> UnitFiguresView:
    """Give what stands open today, and how long help took over the period."""
    async with edge.transaction() as uow:
        account = await show_area(edge.actor, area, period, uow=uow, clock=edge.clock)
    return UnitFiguresView(as_of=AsOfView.of(account.as_of), unit=UnitView.of(account.area))


@router.get("/{unitId}/items", operation_id="listItems", summary="List what a number counts")
async def items(
    area: AskedArea,
    measure: Annotated[Measure, Query(description="Which number.")],
    edge: ReportingEdge,
    period: Period,
    page: Annotated[PageRequest, Depends(page_request)],
) -> Page[ItemView]:
    """Give the requests and cases behind a number, the most pressing first."""
    query = ListLines(
        area=area, measure=measure, period=period, wanted=Wanted.read(page.limit, page.after)
    )
    async with edge.transaction() as uow:
        lines = await list_lines(edge.actor, query, uow=uow, clock=edge.clock)
    found, cursor = paged(lines.found, page, lambda one: one.key)
    today, working_days = lines.as_of.today, DutchWorkingDays()
    return Page(
        items=[ItemView.of(one.line, today, working_days) for one in found], next_cursor=cursor
    )
