"""Facts of hearing: the child (K13), parents at meetings (K20), what people say of help (K20, K21)."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select, and_, func, or_

from samenspel_reporting.domain.results import Indicator
from samenspel_reporting.persistence.asked import Asked, counts
from samenspel_reporting.persistence.result_tables import HelpAnswerRow, MeetingRow, VoiceRow

OF_A_PLAN = ("drafting", "adjusting", "evaluating")
STOPPED = "stopped"
MIDWAY = "midway"
PARENT, TEACHER = "parent", "teacher"


def child_heard(asked: Asked) -> Select[Any]:
    """Moments at which a child had to be heard about its plan; it counts when all was done (K13).

    It was heard, it is written down what changed, and it heard that back; or there is a reason of
    its own why it was not heard. After a death nothing is asked.
    """
    row = VoiceRow
    whole = and_(row.heard.is_(True), row.influence_noted.is_(True), row.fed_back.is_(True))
    return asked.facts(
        row,
        day=row.hear_by,
        value=counts(or_(row.waived.is_(True), whole)),
        when=and_(
            row.moment.in_(OF_A_PLAN),
            asked.in_period(row.hear_by),
            row.hear_by < asked.today,
            row.ended_as.is_distinct_from(STOPPED),
        ),
    )


def papers_in_time(asked: Asked) -> Select[Any]:
    """Meetings with papers; one counts when parents had all of them in time (K20a)."""
    return _held(asked, MeetingRow.papers, counts(MeetingRow.papers_late == 0))


def parents_there(asked: Asked) -> Select[Any]:
    """Meetings to which parents were invited; it counts when one came or said no before (K20b)."""
    came = MeetingRow.parents_present + MeetingRow.parents_declined > 0
    return _held(asked, MeetingRow.parents_invited, counts(came))


def parents_score(asked: Asked) -> Select[Any]:
    """Answers of parents about help; the average of the scores that each gave (K20e)."""
    row = HelpAnswerRow
    scores = [func.coalesce(each, 0) for each in (row.helps_child, row.is_heard, row.is_clear)]
    given = [counts(each.is_not(None)) for each in (row.helps_child, row.is_heard, row.is_clear)]
    number = given[0] + given[1] + given[2]
    return asked.facts(
        row,
        day=row.answered_on,
        value=(scores[0] + scores[1] + scores[2]) / func.nullif(number, 0.0),
        when=and_(row.party == PARENT, asked.in_period(row.answered_on), number > 0.0),
    )


def teachers_score(asked: Asked) -> Select[Any]:
    """Answers of teachers some weeks after help began: did it help in class (K21)?"""
    row = HelpAnswerRow
    return asked.facts(
        row,
        day=row.answered_on,
        value=row.helped_in_class,
        when=and_(
            row.party == TEACHER,
            row.moment == MIDWAY,
            asked.in_period(row.answered_on),
            row.helped_in_class.is_not(None),
        ),
    )


def _held(asked: Asked, some: Any, value: Any) -> Select[Any]:
    return asked.facts(
        MeetingRow,
        day=MeetingRow.held_on,
        value=value,
        when=and_(asked.in_period(MeetingRow.held_on), some > 0),
    )


FACTS: Mapping[Indicator, Callable[[Asked], Select[Any]]] = {
    Indicator.CHILD_HEARD: child_heard,
    Indicator.PAPERS_IN_TIME: papers_in_time,
    Indicator.PARENTS_THERE: parents_there,
    Indicator.PARENTS_SCORE: parents_score,
    Indicator.TEACHERS_SCORE: teachers_score,
}
