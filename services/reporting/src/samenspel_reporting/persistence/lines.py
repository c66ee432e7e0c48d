"""One source for every number and for the list behind it, so that the two can't differ."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Subquery,
    and_,
    cast,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.sql.expression import SQLColumnExpression

from samenspel_kernel.clock import AMSTERDAM
from samenspel_reporting.domain.area import Area, AreaKind
from samenspel_reporting.domain.figures import AsOf
from samenspel_reporting.domain.items import ItemKind, ItemState
from samenspel_reporting.domain.measures import Measure
from samenspel_reporting.persistence.tables import (
    HandoverRow,
    ItemRow,
    JourneyRow,
    SchoolRow,
    TlvRow,
)

FIRST_OF_ALL = date(1900, 1, 1)
UPHELD = "upheld"
"""What an objection that was right became."""


def dutch_day(moment: SQLColumnExpression[Any]) -> ColumnElement[date]:
    """Give the calendar day of a moment in the Netherlands."""
    return cast(func.timezone(str(AMSTERDAM), moment), Date)


def lines_of(alliance_id: UUID) -> Subquery:
    """Select every item of an alliance, with its milestones, open handover, decision on a TLV."""
    granted_on = dutch_day(JourneyRow.granted_at)
    mine = and_(
        JourneyRow.alliance_id == ItemRow.alliance_id, JourneyRow.support_request_id == ItemRow.id
    )
    school = and_(SchoolRow.alliance_id == ItemRow.alliance_id, SchoolRow.id == ItemRow.school_id)
    handover = _open_handovers(alliance_id)
    tlv = and_(TlvRow.alliance_id == ItemRow.alliance_id, TlvRow.id == ItemRow.id)
    return (
        select(
            ItemRow.id,
            ItemRow.kind,
            ItemRow.state,
            ItemRow.unit_id,
            SchoolRow.name.label("school_name"),
            ItemRow.holder_kind,
            ItemRow.holder_id,
            ItemRow.action_kind,
            ItemRow.action_due_on.label("due_on"),
            ItemRow.term_starts_on,
            ItemRow.term_last_day,
            dutch_day(ItemRow.opened_at).label("since"),
            handover.c.answer_by,
            dutch_day(handover.c.received_at).label("received_on"),
            granted_on.label("granted_on"),
            (granted_on - dutch_day(JourneyRow.submitted_at)).label("days_to_grant"),
            TlvRow.decided_on,
            TlvRow.decide_by,
            TlvRow.objected_on,
            TlvRow.objection_outcome,
        )
        .outerjoin(JourneyRow, mine)
        .outerjoin(SchoolRow, school)
        .outerjoin(TlvRow, tlv)
        .outerjoin(handover, handover.c.support_request_id == ItemRow.id)
        .where(ItemRow.alliance_id == alliance_id)
        .subquery("line")
    )


def _open_handovers(alliance_id: UUID) -> Subquery:
    """Select the earliest days of each request's handovers that still await their answer."""
    row = HandoverRow
    return (
        select(
            row.support_request_id,
            func.min(row.answer_by).label("answer_by"),
            func.min(row.received_at).label("received_at"),
        )
        .where(row.alliance_id == alliance_id, row.settled_at.is_(None))
        .where(row.answered_at.is_(None))
        .group_by(row.support_request_id)
        .subquery("open_handover")
    )


def within(line: Subquery, area: Area) -> ColumnElement[bool]:
    """Tell whether a line belongs to an area."""
    match area.kind:
        case AreaKind.ALLIANCE:
            return true()
        case AreaKind.ALLIANCE_DESK:
            return line.c.unit_id.is_(None)
        case AreaKind.UNIT:
            return line.c.unit_id == area.unit_id


def counted(line: Subquery, as_of: AsOf) -> Mapping[Measure, ColumnElement[bool]]:
    """Tell for each number whether a line counts; domain/definitions.py says it in words."""
    open_ = line.c.state == ItemState.OPEN
    request = line.c.kind == ItemKind.SUPPORT_REQUEST
    open_request = and_(open_, request)
    held = and_(line.c.holder_kind.is_not(None), line.c.holder_id.is_not(None))
    period = as_of.period
    decided = line.c.decided_on.between(period.first, period.last)
    objected = line.c.objected_on.between(period.first, period.last)
    return {
        Measure.OPEN: open_request,
        Measure.OPEN_CASES: and_(open_, line.c.kind == ItemKind.CASE),
        Measure.OVER_TERM: and_(open_request, line.c.term_last_day < as_of.today),
        Measure.WITHOUT_HOLDER: and_(open_, not_(held)),
        Measure.WITHOUT_NEXT_ACTION: and_(
            open_, or_(line.c.action_kind.is_(None), line.c.due_on.is_(None))
        ),
        Measure.OVERDUE: and_(open_, line.c.due_on < as_of.today),
        Measure.HANDOVER_UNANSWERED: and_(open_request, line.c.answer_by < as_of.today),
        Measure.GRANTED: and_(request, line.c.granted_on.between(period.first, period.last)),
        Measure.ASKED: and_(request, line.c.since.between(as_of.year_began_on, as_of.today)),
        Measure.TLV_DECIDED: decided,
        Measure.TLV_LATE: and_(decided, line.c.decided_on > line.c.decide_by),
        Measure.TLV_OBJECTED: objected,
        Measure.TLV_OBJECTION_UPHELD: and_(objected, line.c.objection_outcome == UPHELD),
    }


def sort_day(line: Subquery, measure: Measure) -> ColumnElement[date]:
    """Give the day by which a list is sorted; what has none comes first."""
    days = {
        Measure.OPEN: line.c.term_last_day,
        Measure.OVER_TERM: line.c.term_last_day,
        Measure.OVERDUE: line.c.due_on,
        Measure.HANDOVER_UNANSWERED: line.c.answer_by,
        Measure.GRANTED: line.c.granted_on,
        Measure.TLV_DECIDED: line.c.decided_on,
        Measure.TLV_LATE: line.c.decide_by,
        Measure.TLV_OBJECTED: line.c.objected_on,
        Measure.TLV_OBJECTION_UPHELD: line.c.objected_on,
    }
    return func.coalesce(days.get(measure, line.c.since), FIRST_OF_ALL)
