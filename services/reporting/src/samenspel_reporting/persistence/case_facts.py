"""Facts of cases: not let go of (K18), with a perspective that all share (K15), answered (K21)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Exists,
    Select,
    and_,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from samenspel_reporting.domain.items import ItemKind, ItemState
from samenspel_reporting.domain.results import Indicator
from samenspel_reporting.persistence.asked import Asked, counts
from samenspel_reporting.persistence.lines import dutch_day
from samenspel_reporting.persistence.result_tables import CaseMarkRow, PerspectiveRow
from samenspel_reporting.persistence.tables import ItemRow

CLOSED, CHECKED, REOPENED = "closed", "checked", "reopened"
ANSWERED, DIED = "answered", "died"
SIX_WEEKS = timedelta(weeks=6)
TO_SAY = timedelta(weeks=2)
"""So long everybody has to say whether it shares a version."""
SOON = timedelta(days=180)

_CLOSED_ON = dutch_day(CaseMarkRow.at)
_SCHOOL = (
    select(ItemRow.school_id)
    .where(ItemRow.alliance_id == CaseMarkRow.alliance_id, ItemRow.id == CaseMarkRow.case_id)
    .scalar_subquery()
)


def aftercare(asked: Asked) -> Select[Any]:
    """Closed cases whose look after 90 days is over; one counts when it was held by then (K18).

    They closed because the goal was reached or another had accepted the child: others have no such
    look. One that was opened again before needs none.
    """
    checked = _followed(CHECKED, until=CaseMarkRow.check_by)
    again = _followed(REOPENED, until=CaseMarkRow.check_by)
    return asked.facts(
        CaseMarkRow,
        school_id=_SCHOOL,
        day=CaseMarkRow.check_by,
        value=counts(checked),
        when=and_(
            CaseMarkRow.kind == CLOSED,
            asked.in_period(CaseMarkRow.check_by),
            CaseMarkRow.check_by < asked.today,
            or_(checked, not_(again)),
        ),
    )


def reopened(asked: Asked) -> Select[Any]:
    """Closed cases; one counts when it was opened again within 180 days (K18)."""
    return _closed(asked, counts(_followed(REOPENED, until=_CLOSED_ON + SOON.days)))


def answered(asked: Asked) -> Select[Any]:
    """Closed cases; one counts when thinking along or an answer was all that was needed (K21)."""
    return _closed(asked, counts(CaseMarkRow.outcome == ANSWERED))


def shared(asked: Asked) -> Select[Any]:
    """Active cases of more than six weeks that have a perspective; it counts when shared (K15).

    All share it: the child, each parent with authority, the teacher; and its newest version. It is
    of the unit that has the case now.
    """
    row = PerspectiveRow
    active = and_(
        ItemRow.alliance_id == row.alliance_id,
        ItemRow.id == row.case_id,
        ItemRow.kind == ItemKind.CASE,
        ItemRow.state == ItemState.OPEN,
    )
    return asked.facts(
        row,
        unit_id=ItemRow.unit_id,
        day=row.opened_on,
        value=counts(row.shared.is_(True)),
        when=and_(
            row.opened_on < asked.today - SIX_WEEKS,
            row.closed.is_(False),
            not_(_is_closed()),
        ),
    ).join(ItemRow, active)


def parent_said(asked: Asked) -> Select[Any]:
    """Versions that were put to everybody in time to say so; one counts when a parent did (K20c)."""
    row = PerspectiveRow
    return asked.facts(
        row,
        day=row.written_on,
        value=counts(row.parent_said.is_(True)),
        when=and_(asked.in_period(row.written_on), row.written_on < asked.today - TO_SAY),
    )


def _closed(asked: Asked, value: ColumnElement[Any]) -> Select[Any]:
    return asked.facts(
        CaseMarkRow,
        school_id=_SCHOOL,
        day=_CLOSED_ON,
        value=value,
        when=and_(
            CaseMarkRow.kind == CLOSED,
            asked.in_period(_CLOSED_ON),
            CaseMarkRow.outcome != DIED,
        ),
    )


def _followed(kind: str, *, until: Any) -> Exists:
    """Tell whether that came after a closing of the same case, up to and with a day."""
    later = aliased(CaseMarkRow)
    return exists().where(
        later.alliance_id == CaseMarkRow.alliance_id,
        later.case_id == CaseMarkRow.case_id,
        later.kind == kind,
        later.at >= CaseMarkRow.at,
        dutch_day(later.at) <= until,
    )


def _is_closed() -> ColumnElement[bool]:
    """Tell whether a perspective's case was closed and not opened again."""
    mark = aliased(CaseMarkRow)
    last = (
        select(mark.kind)
        .where(
            mark.alliance_id == PerspectiveRow.alliance_id,
            mark.case_id == PerspectiveRow.case_id,
            mark.kind != CHECKED,
        )
        .order_by(mark.at.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(last, REOPENED) == CLOSED


FACTS: Mapping[Indicator, Callable[[Asked], Select[Any]]] = {
    Indicator.AFTERCARE: aftercare,
    Indicator.REOPENED: reopened,
    Indicator.ANSWERED: answered,
    Indicator.SHARED_PERSPECTIVE: shared,
    Indicator.PARENT_SAID: parent_said,
}
