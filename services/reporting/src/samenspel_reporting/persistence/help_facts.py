"""Facts of granted help: as long as needed (K17), its goals and its evaluations (K16)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, not_, or_, select

from samenspel_reporting.domain.results import Indicator
from samenspel_reporting.persistence.asked import Asked, counts
from samenspel_reporting.persistence.result_tables import (
    HelpEvaluationRow,
    HelpRow,
    HelpStretchRow,
)
from samenspel_reporting.persistence.tables import ItemRow

DIED = "died"
GOAL_REACHED = "goal-reached"
UNKNOWN = "unknown"

_NOT_DIED = HelpRow.end_reason.is_distinct_from(DIED)
_WAS_GIVEN = or_(HelpRow.ended_on.is_(None), HelpRow.started_on.is_not(None))
"""What stopped before it began was no help."""


def past_end(asked: Asked) -> Select[Any]:
    """Help that goes on now; it counts when its last day passed without a decision (K17a).

    It is of the unit that has the case now, who can decide. Help that did not begin does not go on,
    unless even its last day has passed.
    """
    past = HelpRow.planned_end_on < asked.today
    begun = or_(HelpRow.started_on.is_not(None), past)
    return asked.facts(
        HelpRow,
        unit_id=case((ItemRow.id.is_(None), HelpRow.unit_id), else_=ItemRow.unit_id),
        day=HelpRow.planned_end_on,
        value=counts(past),
        when=and_(HelpRow.ended_on.is_(None), HelpRow.planned_end_on.is_not(None), begun),
    ).outerjoin(ItemRow, _OF_CASE)


def extended_unseen(asked: Asked) -> Select[Any]:
    """Extensions; one counts when nobody looked at the help before (K17b)."""
    looked = exists().where(
        HelpEvaluationRow.alliance_id == HelpStretchRow.alliance_id,
        HelpEvaluationRow.id == HelpStretchRow.evaluation_id,
    )
    return asked.facts(
        HelpRow,
        id_=HelpStretchRow.id,
        day=HelpStretchRow.granted_on,
        value=counts(not_(looked)),
        when=and_(
            HelpStretchRow.evaluation_id.is_not(None), asked.in_period(HelpStretchRow.granted_on)
        ),
    ).join(HelpStretchRow, _OF_HELP)


def length(asked: Asked) -> Select[Any]:
    """Help that stopped; its days as a part of those that were agreed at its start (K17c)."""
    lasted = HelpRow.ended_on - HelpRow.started_on + 1
    planned = HelpRow.first_end_on - HelpRow.started_on + 1
    return asked.facts(
        HelpRow,
        day=HelpRow.ended_on,
        value=lasted * 1.0 / func.greatest(planned, 1),
        when=and_(_stopped(asked), HelpRow.first_end_on.is_not(None)),
    )


def ended_early(asked: Asked) -> Select[Any]:
    """Help that stopped; it counts when the goal was reached before the last day (K17d)."""
    early = and_(HelpRow.end_reason == GOAL_REACHED, HelpRow.ended_on < HelpRow.planned_end_on)
    return asked.facts(HelpRow, day=HelpRow.ended_on, value=counts(early), when=_stopped(asked))


def goals(works: str, asked: Asked) -> Select[Any]:
    """Help that stopped or came to its last day; it counts where its goals came so far (K16)."""
    last = (
        select(HelpEvaluationRow.works)
        .where(
            HelpEvaluationRow.alliance_id == HelpRow.alliance_id,
            HelpEvaluationRow.help_id == HelpRow.id,
        )
        .order_by(HelpEvaluationRow.evaluated_on.desc(), HelpEvaluationRow.id)
        .limit(1)
        .scalar_subquery()
    )
    came_to = case((HelpRow.end_reason == GOAL_REACHED, "yes"), else_=func.coalesce(last, UNKNOWN))
    ends_on = func.coalesce(HelpRow.ended_on, HelpRow.planned_end_on)
    over = or_(HelpRow.ended_on.is_not(None), HelpRow.planned_end_on < asked.today)
    return asked.facts(
        HelpRow,
        day=ends_on,
        value=counts(came_to == works),
        when=and_(asked.in_period(ends_on), over, _WAS_GIVEN, _NOT_DIED),
    )


def evaluated_in_time(asked: Asked) -> Select[Any]:
    """Evaluations that had to be held; one counts when it was, on its day at the latest (K16).

    What an extension rests on was held for the time before it, not for the one that it gives.
    """
    stretch, found = HelpStretchRow, HelpEvaluationRow
    held = exists().where(
        found.alliance_id == stretch.alliance_id,
        found.help_id == stretch.help_id,
        found.id.is_distinct_from(stretch.evaluation_id),
        found.evaluated_on <= stretch.evaluation_on,
        or_(stretch.evaluation_id.is_(None), found.evaluated_on >= stretch.granted_on),
    )
    return asked.facts(
        HelpRow,
        id_=stretch.id,
        day=stretch.evaluation_on,
        value=counts(held),
        when=and_(
            asked.in_period(stretch.evaluation_on),
            stretch.evaluation_on < asked.today,
            or_(HelpRow.ended_on.is_(None), HelpRow.ended_on >= stretch.evaluation_on),
            _NOT_DIED,
        ),
    ).join(stretch, _OF_HELP)


def _stopped(asked: Asked) -> ColumnElement[bool]:
    return and_(asked.in_period(HelpRow.ended_on), _WAS_GIVEN, _NOT_DIED)


_OF_CASE = and_(ItemRow.alliance_id == HelpRow.alliance_id, ItemRow.id == HelpRow.case_id)
_OF_HELP = and_(
    HelpStretchRow.alliance_id == HelpRow.alliance_id, HelpStretchRow.help_id == HelpRow.id
)
FACTS: Mapping[Indicator, Callable[[Asked], Select[Any]]] = {
    Indicator.HELP_PAST_END: past_end,
    Indicator.HELP_EXTENDED_UNSEEN: extended_unseen,
    Indicator.HELP_LENGTH: length,
    Indicator.HELP_ENDED_EARLY: ended_early,
    Indicator.GOALS_MET: partial(goals, "yes"),
    Indicator.GOALS_PARTLY: partial(goals, "partly"),
    Indicator.GOALS_NOT: partial(goals, "no"),
    Indicator.GOALS_UNKNOWN: partial(goals, UNKNOWN),
    Indicator.EVALUATED_IN_TIME: evaluated_in_time,
}
