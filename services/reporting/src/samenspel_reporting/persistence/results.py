"""Answers the questions about results, from the read models."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_reporting.application.result_ports import WantedFacts
from samenspel_reporting.domain.area import ALLIANCE, Area, area_of
from samenspel_reporting.domain.figures import AsOf
from samenspel_reporting.domain.results import Fact, Indicator, Kind, Result, kind_of
from samenspel_reporting.persistence.lines import within
from samenspel_reporting.persistence.result_facts import facts_of
from samenspel_reporting.persistence.tables import SchoolRow


class SqlResults:
    """The results of one alliance; whoever asks decides what of them is shown."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def results(
        self, as_of: AsOf, *indicators: Indicator, only_unit: UUID | None
    ) -> Mapping[Area, Mapping[Indicator, Result]]:
        """Give these results of every area; what has no fact is left out."""
        fact = facts_of(self._alliance_id, as_of, *indicators)
        value = fact.c.value
        query = select(
            fact.c.indicator,
            fact.c.unit_id,
            func.grouping(fact.c.unit_id).label("whole"),
            func.count().label("facts"),
            func.count(fact.c.case_id.distinct()).label("children"),
            func.sum(value).label("sum"),
            func.avg(value).label("average"),
            func.percentile_cont(0.5).within_group(value).label("median"),
        ).group_by(
            func.grouping_sets(tuple_(fact.c.indicator, fact.c.unit_id), tuple_(fact.c.indicator))
        )
        if only_unit is not None:
            query = query.where(fact.c.unit_id == only_unit)
        found: defaultdict[Area, dict[Indicator, Result]] = defaultdict(dict)
        for row in await self._session.execute(query):
            area = ALLIANCE if row.whole else area_of(row.unit_id)
            indicator = Indicator(row.indicator)
            found[area][indicator] = Result(row.facts, row.children, _number(indicator, row))
        return found

    async def facts(
        self, area: Area, indicator: Indicator, as_of: AsOf, wanted: WantedFacts
    ) -> Sequence[Fact]:
        """List what a result is made of, by day.

        A fact that comes in between two pages, of the very day at which the first ended, may shift
        others of that day by one.
        """
        fact = facts_of(self._alliance_id, as_of, indicator)
        school = and_(SchoolRow.alliance_id == self._alliance_id, SchoolRow.id == fact.c.school_id)
        of_day = func.row_number().over(partition_by=fact.c.day, order_by=fact.c.id)
        listed = (
            select(fact.c.case_id, fact.c.day, fact.c.value, SchoolRow.name, of_day.label("number"))
            .outerjoin(SchoolRow, school)
            .where(within(fact, area))
            .subquery()
        )
        query = select(listed).order_by(listed.c.day, listed.c.number).limit(wanted.limit + 1)
        if wanted.after is not None:
            query = query.where(tuple_(listed.c.day, listed.c.number) > tuple_(*wanted.after))
        said = kind_of(indicator) is Kind.SCORE
        return [
            Fact(
                number=row.number,
                case_id=row.case_id,
                school_name=row.name,
                day=row.day,
                value=None if said else row.value,
            )
            for row in await self._session.execute(query)
        ]


def _number(indicator: Indicator, row: Any) -> float:
    match kind_of(indicator):
        case Kind.SHARE:
            return float(row.average)
        case Kind.COUNT:
            return float(row.sum)
        case Kind.MEDIAN | Kind.SCORE:
            return float(row.median)
