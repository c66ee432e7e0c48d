"""HTTP: what comes of help in a unit, and the list behind each of these numbers."""

from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from samenspel_kernel.errors import RuleViolation
from samenspel_platform.bodies import View
from samenspel_platform.paging import Page, PageRequest, page_request, paged
from samenspel_reporting.api.dependencies import AskedArea, Period, ReportingEdge
from samenspel_reporting.api.views import AsOfView
from samenspel_reporting.application.result_ports import WantedFacts
from samenspel_reporting.application.show_results import list_facts, show_results
from samenspel_reporting.domain.results import Fact, Indicator, Kind, Shown, TooFew, kind_of

router = APIRouter(prefix="/units", tags=["results"])


class ResultView(View):
    """One result; `/definitions` says what it means."""

    indicator: Indicator
    kind: Kind
    too_few: bool = Field(description="It is about 1 to 4 children, or would tell such a number.")
    facts: int | None = Field(description="Over how many facts; absent where there are too few.")
    number: float | None = Field(
        description="A share from 0 to 1, a count, or a median; absent without facts or with too few."
    )

    @classmethod
    def of(cls, indicator: Indicator, shown: Shown) -> Self:
        """Show it; too few is told as that, and as nothing else."""
        few = isinstance(shown, TooFew)
        return cls(
            indicator=indicator,
            kind=kind_of(indicator),
            too_few=few,
            facts=None if isinstance(shown, TooFew) else shown.facts,
            number=None if isinstance(shown, TooFew) else shown.number,
        )


class ResultsView(View):
    """All results of an area."""

    as_of: AsOfView
    id: str
    items: list[ResultView]


class FactView(View):
    """What counted, or did not: a case by its id, a day and a value; no name, no text."""

    case_id: str | None = Field(description="For who answers for the unit.")
    reference: str | None = Field(description="For who answers for the unit.")
    school: str | None = Field(description="For who answers for the unit.")
    day: date
    value: float | None = Field(description="Absent where it is what a person said.")

    @classmethod
    def of(cls, fact: Fact) -> Self:
        """Show it."""
        return cls(
            case_id=None if fact.case_id is None else str(fact.case_id),
            reference=fact.reference,
            school=fact.school_name,
            day=fact.day,
            value=fact.value,
        )


@router.get(
    "/{unitId}/results", operation_id="getResults", summary="Get what comes of help in one unit"
)
async def results(area: AskedArea, edge: ReportingEdge, period: Period) -> ResultsView:
    """Give each result; about too few children only to who answers for the unit."""
    async with edge.transaction() as uow:
        account = await show_results(
            edge.actor, area, period, *Indicator, uow=uow, clock=edge.clock
        )
    return ResultsView(
        as_of=AsOfView.of(account.as_of),
        id=area.key,
        items=[ResultView.of(each, account[each]) for each in Indicator],
    )


@router.get(
    "/{unitId}/results/items",
    operation_id="listFacts",
    summary="List what a result is made of",
)
async def facts(
    area: AskedArea,
    indicator: Annotated[Indicator, Query(description="Which result.")],
    edge: ReportingEdge,
    period: Period,
    page: Annotated[PageRequest, Depends(page_request)],
) -> Page[FactView]:
    """Give the facts, by day; refused where they are about too few children."""
    wanted = WantedFacts.read(page.limit, page.after)
    async with edge.transaction() as uow:
        account = await list_facts(
            edge.actor, area, indicator, period, wanted, uow=uow, clock=edge.clock
        )
    if isinstance(account.result, TooFew):
        raise RuleViolation("results.too-few")
    found, cursor = paged(account.found, page, lambda one: one.key)
    return Page(items=[FactView.of(one) for one in found], next_cursor=cursor)
