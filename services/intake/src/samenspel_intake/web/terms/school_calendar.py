"""Page: which days do not count, for whom, and of which school years that is not known yet."""

from collections.abc import Collection
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.free_days import FreeKind, FreePeriod
from samenspel_kernel.school_calendar import HolidayRegion, school_year_of

router = APIRouter()
YEARS_AHEAD = 2
MOST_IMPORTS = 20


@router.get("/school-calendar")
async def show(request: Request, edge: IntakeEdge) -> Response:
    """Show the holidays of the school years from now on, and days off."""
    this_year = school_year_of(dutch_date(edge.clock.now()))
    may_manage = POLICY.may_somewhere(edge.actor, Deed.MANAGE_TERMS)
    async with edge.transaction() as uow:
        periods = [p for p in await uow.calendars.periods() if p.school_year >= this_year]
        without = await uow.calendars.schools_without_region() if may_manage else []
        imports = await uow.rule_imports.last(MOST_IMPORTS) if may_manage else []
        people = {one.by: await uow.people.find(one.by) for one in imports}
    last_year = max([this_year + YEARS_AHEAD - 1, *(p.school_year for p in periods)])
    return pages.render(
        request,
        "school_calendar.html",
        years=[_year(first, periods) for first in range(this_year, last_year + 1)],
        regions=list(HolidayRegion),
        equated=[p for p in periods if p.kind is FreeKind.EQUATED_DAY],
        days_off=[p for p in periods if p.kind is FreeKind.SCHOOL_DAY_OFF],
        without=without,
        imports=imports,
        names={id_: person.name for id_, person in people.items() if person},
        may_manage=may_manage,
    )


def _year(first: int, periods: Collection[FreePeriod]) -> dict[str, Any]:
    """Give a school year, each holiday with its days by region."""
    mine = [p for p in periods if p.kind is FreeKind.SCHOOL_HOLIDAY and p.school_year == first]
    by_name: dict[str, dict[HolidayRegion, FreePeriod]] = {}
    for period in mine:
        for region in HolidayRegion:
            if period.counts_in(region):
                by_name.setdefault(period.name, {})[region] = period
    return {"name": f"{first}-{first + 1}", "holidays": list(by_name.items())}
