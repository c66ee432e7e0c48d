"""Use case: the list behind a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_reporting.application.asked_period import AskedPeriod
from samenspel_reporting.application.ports import SortedLine, Wanted
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.figures import AsOf
from samenspel_reporting.domain.measures import Measure
from samenspel_reporting.domain.policies import check


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLines:
    """Which list, and which part of it."""

    area: Area
    measure: Measure
    period: AskedPeriod
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines (one more than wanted if there are more), and the day for which they hold."""

    as_of: AsOf
    found: Sequence[SortedLine]


async def list_lines(
    actor: Actor, query: ListLines, *, uow: ReportingUnitOfWork, clock: Clock
) -> Lines:
    """Give the lines; Forbidden, or NotFound if there is no such area."""
    check(actor, query.area)
    if not await uow.figures.knows(query.area):
        raise NotFound
    today = dutch_date(clock.now())
    as_of = AsOf(today, query.period.on(today))
    return Lines(as_of, await uow.figures.lines(query.area, query.measure, as_of, query.wanted))
