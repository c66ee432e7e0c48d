"""Facts of places: how near help is given (K11), and who goes back to regular education (K28)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, tuple_
from sqlalchemy.orm import aliased

from samenspel_reporting.domain.results import Indicator
from samenspel_reporting.persistence.asked import Asked, counts
from samenspel_reporting.persistence.result_tables import HelpRow, StayRow

DIED, STAYS = "died", "stays"
UNKNOWN = "unknown"
AT_SCHOOL = ("own-group", "own-school")
SPECIAL = ("sbo", "so")


def near(places: tuple[str, ...], asked: Asked) -> Select[Any]:
    """Cases that had help in the period, by their newest help; it counts where that is (K11)."""
    newer = aliased(HelpRow)
    newest = not_(
        exists().where(
            newer.alliance_id == HelpRow.alliance_id,
            newer.case_id == HelpRow.case_id,
            _given(newer, asked),
            tuple_(newer.starts_on, newer.id) > tuple_(HelpRow.starts_on, HelpRow.id),
        )
    )
    return asked.facts(
        HelpRow,
        day=HelpRow.starts_on,
        value=counts(func.coalesce(HelpRow.place, UNKNOWN).in_(places)),
        when=and_(_given(HelpRow, asked), newest),
    )


def back(asked: Asked) -> Select[Any]:
    """Children in special education in the period; one counts when it went back (K28)."""
    period = asked.as_of.period
    there = and_(
        StayRow.first_day <= period.last,
        or_(StayRow.back_on.is_(None), StayRow.back_on >= period.first),
        or_(
            StayRow.ended_on.is_(None),
            StayRow.ended_as == STAYS,
            StayRow.ended_on >= period.first,
        ),
    )
    return asked.facts(
        StayRow,
        day=StayRow.first_day,
        value=counts(asked.in_period(StayRow.back_on)),
        when=and_(StayRow.kind.in_(SPECIAL), there, StayRow.ended_as.is_distinct_from(DIED)),
    )


def _given(row: Any, asked: Asked) -> ColumnElement[bool]:
    """Tell whether help was given in the period: it was to begin by then, and had not ended before.

    What stopped before it began was no help.
    """
    period = asked.as_of.period
    return and_(
        row.starts_on <= period.last,
        or_(row.ended_on.is_(None), row.ended_on >= period.first),
        or_(row.ended_on.is_(None), row.started_on.is_not(None)),
        row.end_reason.is_distinct_from(DIED),
    )


FACTS: Mapping[Indicator, Callable[[Asked], Select[Any]]] = {
    Indicator.NEAR_SCHOOL: partial(near, AT_SCHOOL),
    Indicator.NEAR_UNIT: partial(near, ("own-unit",)),
    Indicator.NEAR_ALLIANCE: partial(near, ("alliance",)),
    Indicator.NEAR_OUTSIDE: partial(near, ("outside",)),
    Indicator.NEAR_UNKNOWN: partial(near, (UNKNOWN,)),
    Indicator.BACK_TO_REGULAR: back,
}
