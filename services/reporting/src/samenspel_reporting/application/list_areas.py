"""Use case: the figures of every area that the actor may see, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_reporting.application.asked_period import AskedPeriod
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.domain.figures import AreaFigures, AsOf
from samenspel_reporting.domain.policies import visible_unit


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures by area, and the day for which they hold."""

    as_of: AsOf
    areas: Sequence[AreaFigures]
    alliance_name: str | None


async def list_areas(
    actor: Actor, period: AskedPeriod, *, uow: ReportingUnitOfWork, clock: Clock
) -> Overview:
    """Give the areas; Forbidden for who may see none."""
    only_unit = visible_unit(actor)
    today = dutch_date(clock.now())
    as_of = AsOf(today, period.on(today))
    areas = await uow.figures.areas(as_of, only_unit=only_unit)
    return Overview(as_of, areas, await uow.figures.alliance_name())
