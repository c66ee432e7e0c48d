"""The events of how help goes on, and of how a child and its parents are heard."""

from datetime import date
from uuid import UUID, uuid4

from samenspel_contracts.help_courses import (
    ArrangementEndedV1,
    ArrangementEvaluatedV1,
    ArrangementExtendedV1,
    ArrangementStartedV1,
)
from samenspel_testkit.telling import Telling


class ResultStories(Telling):
    """Tells what comes of help that was granted; a case is named first, then what is about it."""

    def started(self, case: UUID, arrangement: UUID, *, on: date) -> None:
        """The help began on a day."""
        data = ArrangementStartedV1(
            arrangement_id=arrangement,
            case_id=case,
            support_request_id=uuid4(),
            started_on=on,
        )
        self._tell(arrangement, data)

    def evaluated(self, case: UUID, arrangement: UUID, *, on: date, works: str = "yes") -> UUID:
        """People looked together whether it works; gives the evaluation."""
        evaluation = uuid4()
        data = ArrangementEvaluatedV1(
            arrangement_id=arrangement,
            case_id=case,
            support_request_id=uuid4(),
            evaluation_id=evaluation,
            evaluated_on=on,
            works=works,
        )
        self._tell(arrangement, data)
        return evaluation

    def extended(
        self, case: UUID, arrangement: UUID, evaluation: UUID, *, until: date, look_on: date
    ) -> None:
        """The help goes on longer, because of an evaluation."""
        data = ArrangementExtendedV1(
            arrangement_id=arrangement,
            case_id=case,
            support_request_id=uuid4(),
            pupil_id=uuid4(),
            school_id=self.school,
            evaluation_id=evaluation,
            planned_end_on=until,
            evaluation_on=look_on,
        )
        self._tell(arrangement, data)

    def ended(
        self, case: UUID, arrangement: UUID, *, on: date, reason: str = "goal-reached"
    ) -> None:
        """The help is over, by somebody's word."""
        data = ArrangementEndedV1(
            arrangement_id=arrangement,
            case_id=case,
            support_request_id=uuid4(),
            ended_on=on,
            reason=reason,
        )
        self._tell(arrangement, data)
