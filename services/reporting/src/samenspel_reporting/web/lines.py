"""Page: the list behind a number."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.paging import PageRequest, page_request, paged
from samenspel_reporting.application.list_lines import ListLines, list_lines
from samenspel_reporting.application.ports import Wanted
from samenspel_reporting.application.show_area import show_area
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.measures import OF_TLVS, Measure
from samenspel_reporting.domain.policies import may_open, visible_unit
from samenspel_reporting.web.pages import ReportingEdge, next_page, pages
from samenspel_reporting.web.period import asked_period
from samenspel_reporting.web.words import Words

router = APIRouter()


@router.get("/units/{unit_id}/items")
async def lines(
    request: Request,
    unit_id: str,
    measure: Measure,
    edge: ReportingEdge,
    page: Annotated[PageRequest, Depends(page_request)],
) -> Response:
    """Show the requests and cases that a number counts, the most pressing first."""
    period = asked_period(request.query_params)
    query = ListLines(
        area=Area.parse(unit_id),
        measure=measure,
        period=period,
        wanted=Wanted.read(page.limit, page.after),
    )
    async with edge.transaction() as uow:
        account = await show_area(edge.actor, query.area, period, uow=uow, clock=edge.clock)
        listed = await list_lines(edge.actor, query, uow=uow, clock=edge.clock)
    found, cursor = paged(listed.found, page, lambda one: one.key)
    working_days = DutchWorkingDays()
    return pages.render(
        request,
        "lines.html",
        words=Words(pages.texts),
        account=account,
        measure=measure,
        rows=[(one.line, one.line.term_use(account.as_of.today, working_days)) for one in found],
        next_href=next_page(request, cursor),
        sees_all=visible_unit(edge.actor) is None,
        may_open=partial(may_open, edge.actor),
        Measure=Measure,
        of_tlvs=OF_TLVS,
    )
