"""Use cases: what comes of help in an area, and the list behind each of these numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_reporting.application.asked_period import AskedPeriod
from samenspel_reporting.application.result_ports import WantedFacts
from samenspel_reporting.application.unit_of_work import ReportingUnitOfWork
from samenspel_reporting.domain.area import Area
from samenspel_reporting.domain.figures import AsOf
from samenspel_reporting.domain.policies import answers_for, check
from samenspel_reporting.domain.results import NO_RESULT, Fact, Indicator, Shown, TooFew
from samenspel_reporting.domain.small_numbers import covered


@dataclass(frozen=True, slots=True)
class ResultsAccount:
    """An area's results as the actor may see them, and the day for which they hold."""

    as_of: AsOf
    area: Area
    results: Mapping[Indicator, Shown]

    def __getitem__(self, indicator: Indicator) -> Shown:
        """Give a result; without any fact it is over nothing."""
        return self.results.get(indicator, NO_RESULT)


@dataclass(frozen=True, slots=True)
class FactsAccount:
    """A result and its list (one more than wanted if there are more); no list of too few."""

    as_of: AsOf
    result: Shown
    found: Sequence[Fact]


async def show_results(
    actor: Actor,
    area: Area,
    period: AskedPeriod,
    *indicators: Indicator,
    uow: ReportingUnitOfWork,
    clock: Clock,
) -> ResultsAccount:
    """Give these results of the area; Forbidden, or NotFound if there is no such area."""
    check(actor, area)
    if not await uow.figures.knows(area):
        raise NotFound
    today = dutch_date(clock.now())
    as_of = AsOf(today, period.on(today))
    if answers_for(actor, area):
        mine = await uow.results.results(as_of, *indicators, only_unit=area.unit_id)
        return ResultsAccount(as_of, area, mine.get(area, {}))
    every = covered(await uow.results.results(as_of, *indicators, only_unit=None))
    return ResultsAccount(as_of, area, every.get(area, {}))


async def list_facts(
    actor: Actor,
    area: Area,
    indicator: Indicator,
    period: AskedPeriod,
    wanted: WantedFacts,
    *,
    uow: ReportingUnitOfWork,
    clock: Clock,
) -> FactsAccount:
    """Give the list behind a result, by the same rules; of too few children none is given."""
    account = await show_results(actor, area, period, indicator, uow=uow, clock=clock)
    result = account[indicator]
    if isinstance(result, TooFew):
        return FactsAccount(account.as_of, result, ())
    found = await uow.results.facts(area, indicator, account.as_of, wanted)
    if not answers_for(actor, area):
        found = [fact.without_child() for fact in found]
    return FactsAccount(account.as_of, result, found)
