"""Use case: the figures of one area."""

from dataclasses import dataclass

from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_reporting.application.asked_period import AskedPeriod
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.figures import NOTHING, AreaFigures, AsOf
from samenspel_reporting.domain.policies import check


@dataclass(frozen=True, slots=True)
class AreaAccount:
    """An area's figures, and the day for which they hold."""

    as_of: AsOf
    area: AreaFigures
    alliance_name: str | None


async def show_area(
    actor: Actor, area: Area, period: AskedPeriod, *, uow: ReportingUnitOfWork, clock: Clock
) -> AreaAccount:
    """Give the area's figures; Forbidden, or NotFound if there is no such area."""
    check(actor, area)
    if not await uow.figures.knows(area):
        raise NotFound
    today = dutch_date(clock.now())
    as_of = AsOf(today, period.on(today))
    found = await uow.figures.areas(as_of, only_unit=area.unit_id)
    nothing = AreaFigures(area, None, NOTHING)
    mine = next((one for one in found if one.area == area), nothing)
    return AreaAccount(as_of, mine, await uow.figures.alliance_name())
