"""What is asked of the facts, and the form in which all of them come."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Float, Select, case, cast, select
from sqlalchemy.sql.expression import SQLColumnExpression

from samenspel_reporting.domain.figures import AsOf


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose facts, and over which days."""

    alliance_id: UUID
    as_of: AsOf

    @property
    def today(self) -> date:
        """The day for which it holds."""
        return self.as_of.today

    def in_period(self, day: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        """Tell whether a day is one over which is looked back."""
        period = self.as_of.period
        return day.between(period.first, period.last)

    def facts(
        self,
        row: Any,
        *,
        day: SQLColumnExpression[Any],
        value: SQLColumnExpression[Any],
        when: ColumnElement[bool],
        id_: SQLColumnExpression[UUID] | None = None,
        unit_id: SQLColumnExpression[Any] | None = None,
        school_id: SQLColumnExpression[Any] | None = None,
    ) -> Select[Any]:
        """Select facts of a table about cases; with the row's id, unit and school unless others."""
        return select(
            (row.id if id_ is None else id_).label("id"),
            row.case_id,
            (row.unit_id if unit_id is None else unit_id).label("unit_id"),
            (row.school_id if school_id is None else school_id).label("school_id"),
            day.label("day"),
            cast(value, Float).label("value"),
        ).where(row.alliance_id == self.alliance_id, row.case_id.is_not(None), when)


def counts(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    """Give 1 where it is so, and 0 where it is not or is not known."""
    return case((condition, 1.0), else_=0.0)
