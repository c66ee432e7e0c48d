"""Events of granted help on its way: it begins, is evaluated, is extended, ends."""

from datetime import date
from typing import Annotated
from uuid import UUID

from samenspel_contracts.registry import EventData, Privacy, event

Pseudonym = Annotated[UUID, Privacy.PSEUDONYMOUS]
Code = Annotated[str, Privacy.NONE]
Day = Annotated[date, Privacy.NONE]


@event("nl.passend-onderwijs.arrangement.started.v1", owner="arrangements")
class ArrangementStartedV1(EventData):
    """The help began on a day."""

    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    started_on: Day


@event("nl.passend-onderwijs.arrangement.composed.v1", owner="arrangements")
class ArrangementComposedV1(EventData):
    """Somebody said of which measures the help is made; the newest counts.

    `goals_for` has a word for each goal: `child`, `teacher`, `group` or `home`. `place` is the step
    of the ladder: `own-group`, `own-school`, `own-unit`, `alliance` or `outside`.
    """

    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    measures: Annotated[int, Privacy.NONE]
    goals_for: Annotated[list[str], Privacy.NONE]
    place: Code


@event("nl.passend-onderwijs.arrangement.evaluated.v1", owner="arrangements")
class ArrangementEvaluatedV1(EventData):
    """People looked together whether the help works: `yes`, `partly` or `no`."""

    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    evaluation_id: Pseudonym
    evaluated_on: Day
    works: Code


@event("nl.passend-onderwijs.arrangement.midway-reached.v1", owner="arrangements")
class ArrangementMidwayReachedV1(EventData):
    """The help goes on for some weeks; teacher and parents are asked whether it helps."""

    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    reached_on: Day


@event("nl.passend-onderwijs.arrangement.step-skipped.v1", owner="arrangements")
class ArrangementStepSkippedV1(EventData):
    """Somebody did without a step that no law demands (N32): `help-measures`, `help-evaluation`.

    `why` is `done-otherwise`, `no-use`, `family-asks`, `urgent` or `other`.
    """

    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    step: Code
    why: Code
    skipped_on: Day


@event("nl.passend-onderwijs.arrangement.extended.v1", owner="arrangements")
class ArrangementExtendedV1(EventData):
    """The help goes on longer, because of an evaluation."""

    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    pupil_id: Pseudonym
    school_id: Annotated[UUID | None, Privacy.NONE] = None
    evaluation_id: Pseudonym
    planned_end_on: Day
    evaluation_on: Day


@event("nl.passend-onderwijs.arrangement.ended.v1", owner="arrangements")
class ArrangementEndedV1(EventData):
    """The help is over, by somebody's word; the reason is a code."""

    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    ended_on: Day
    reason: Code


@event("nl.passend-onderwijs.arrangement.overdue.v1", owner="arrangements")
class ArrangementOverdueV1(EventData):
    """A day passed without its `help-start`, `help-measures`, `help-evaluation`, `help-return` or a decision at its end.

    The last is `help-end`.
    """

    arrangement_id: Pseudonym
    case_id: Pseudonym
    support_request_id: Pseudonym
    what: Code
    last_day: Day
    noticed_on: Day
