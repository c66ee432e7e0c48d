"""Answers the questions about figures, from the read models."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Subquery, exists, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_reporting.application.ports import SortedLine, Wanted
from samenspel_reporting.domain.area import ALLIANCE, ALLIANCE_DESK, Area, AreaKind, area_of, unit
from samenspel_reporting.domain.figures import (
    NO_GRANTS,
    NO_MONEY,
    NOTHING,
    AreaFigures,
    AsOf,
    Figures,
    Money,
    TimeToGrant,
)
from samenspel_reporting.domain.items import ItemKind, Line
from samenspel_reporting.domain.measures import Measure
from samenspel_reporting.persistence.lines import counted, lines_of, sort_day, within
from samenspel_reporting.persistence.tables import BudgetRow, ItemRow, UnitRow


class SqlFigures:
    """The figures of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def alliance_name(self) -> str | None:
        """Give the alliance's name, None before its first unit is known."""
        query = select(UnitRow.alliance_name).where(UnitRow.alliance_id == self._alliance_id)
        return await self._session.scalar(query.order_by(UnitRow.id).limit(1))

    async def knows(self, area: Area) -> bool:
        """Tell whether there is such an area."""
        if area.kind is not AreaKind.UNIT:
            return True
        named = exists().where(UnitRow.alliance_id == self._alliance_id, UnitRow.id == area.unit_id)
        worked = exists().where(
            ItemRow.alliance_id == self._alliance_id, ItemRow.unit_id == area.unit_id
        )
        return bool(await self._session.scalar(select(or_(named, worked))))

    async def unit_name(self, unit_id: UUID) -> str | None:
        """Give a unit's name, None while it did not arrive."""
        return (await self._unit_names(unit_id)).get(unit(unit_id))

    async def areas(self, as_of: AsOf, *, only_unit: UUID | None) -> Sequence[AreaFigures]:
        """Give every area's figures, or one unit's only."""
        figures = await self._figures(as_of, only_unit)
        names = await self._unit_names(only_unit)
        if only_unit is not None:
            figures = {area: f for area, f in figures.items() if area.kind is AreaKind.UNIT}
            every = {unit(only_unit)}
        else:
            every = {ALLIANCE, ALLIANCE_DESK} | figures.keys() | names.keys()
        found = [AreaFigures(a, names.get(a), figures.get(a, NOTHING)) for a in every]
        return sorted(found, key=_units_by_name_then_desk_then_alliance)

    async def lines(
        self, area: Area, measure: Measure, as_of: AsOf, wanted: Wanted
    ) -> Sequence[SortedLine]:
        """List what a number counts."""
        line = lines_of(self._alliance_id)
        day = sort_day(line, measure)
        query = (
            select(line, day.label("day"))
            .where(counted(line, as_of)[measure], within(line, area))
            .order_by(day, line.c.id)
            .limit(wanted.limit + 1)
        )
        if wanted.after is not None:
            query = query.where(tuple_(day, line.c.id) > tuple_(*wanted.after))
        return [_line(row) for row in await self._session.execute(query)]

    async def _figures(self, as_of: AsOf, only_unit: UUID | None) -> dict[Area, Figures]:
        """Count everything at once, per unit and in all."""
        line = lines_of(self._alliance_id)
        which = counted(line, as_of)
        counts = [func.count().filter(when).label(measure) for measure, when in which.items()]
        times = await self._times_to_grant(as_of, only_unit)
        money = await self._money(as_of, only_unit)
        counted_in = {
            area: {measure: row._mapping[measure] for measure in Measure}
            for area, row in await self._per_area(line, counts, only_unit)
        }
        return {
            area: Figures(
                counted_in.get(area, {}), times.get(area, NO_GRANTS), money.get(area, NO_MONEY)
            )
            for area in counted_in | money
        }

    async def _money(self, as_of: AsOf, only_unit: UUID | None) -> dict[Area, Money]:
        """Add up what areas have and use in the school year."""
        row = BudgetRow
        budget = (
            select(row.unit_id, row.allotted_cents, row.committed_cents, row.spent_cents)
            .where(row.alliance_id == self._alliance_id, row.school_year == as_of.school_year)
            .subquery("budget_of_year")
        )
        columns = [
            func.coalesce(func.sum(each), 0).label(name)
            for name, each in (
                ("allotted", budget.c.allotted_cents),
                ("committed", budget.c.committed_cents),
                ("spent", budget.c.spent_cents),
            )
        ]
        found = await self._per_area(budget, columns, only_unit)
        return {
            area: Money(int(line.allotted), int(line.committed), int(line.spent))
            for area, line in found
        }

    async def _times_to_grant(self, as_of: AsOf, only_unit: UUID | None) -> dict[Area, TimeToGrant]:
        """Sort the days of what was granted; apart, so that all else need not be sorted."""
        line = lines_of(self._alliance_id)
        days = line.c.days_to_grant

        def middle(share: float) -> Any:
            return func.percentile_cont(share).within_group(days)

        columns = [
            func.count(days).label("n"),
            middle(0.5).label("median"),
            middle(0.9).label("p90"),
        ]
        granted = counted(line, as_of)[Measure.GRANTED]
        found = await self._per_area(line, columns, only_unit, granted)
        return {area: TimeToGrant(row.n, row.median, row.p90) for area, row in found}

    async def _per_area(
        self,
        line: Subquery,
        columns: Sequence[ColumnElement[Any]],
        only_unit: UUID | None,
        which: ColumnElement[bool] | None = None,
    ) -> list[tuple[Area, Row[Any]]]:
        """Ask columns of each unit and of the whole."""
        query = select(
            line.c.unit_id, func.grouping(line.c.unit_id).label("whole"), *columns
        ).group_by(func.grouping_sets(tuple_(line.c.unit_id), tuple_()))
        if only_unit is not None:
            query = query.where(line.c.unit_id == only_unit)
        if which is not None:
            query = query.where(which)
        rows = await self._session.execute(query)
        return [(ALLIANCE if row.whole else area_of(row.unit_id), row) for row in rows]

    async def _unit_names(self, only_unit: UUID | None) -> dict[Area, str]:
        query = select(UnitRow.id, UnitRow.name).where(UnitRow.alliance_id == self._alliance_id)
        if only_unit is not None:
            query = query.where(UnitRow.id == only_unit)
        return {unit(row.id): row.name for row in await self._session.execute(query)}


def _units_by_name_then_desk_then_alliance(found: AreaFigures) -> tuple[int, bool, str, str]:
    rank = list(AreaKind).index(found.area.kind)
    return rank, found.name is None, (found.name or "").casefold(), found.area.key


def _line(row: Row[Any]) -> SortedLine:
    values = row._mapping
    fields = {name: values[name] for name in Line.__dataclass_fields__ if name != "kind"}
    return SortedLine(Line(kind=ItemKind(row.kind), **fields), row.day)
