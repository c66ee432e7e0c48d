"""The events of how help and cases go on and end."""

from datetime import date
from uuid import UUID, uuid4

from samenspel_contracts.accountability import HolderRef, NextActionRef, TermRef
from samenspel_contracts.cases import CaseAftercareCheckedV1, CaseClosedV1, CaseReopenedV1
from samenspel_contracts.help_courses import (
    ArrangementComposedV1,
    ArrangementEndedV1,
    ArrangementEvaluatedV1,
    ArrangementExtendedV1,
    ArrangementStartedV1,
)
from samenspel_contracts.placements import (
    PlacementEnrolledV1,
    PlacementReturnedV1,
    PlacementSoughtV1,
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

    def composed(self, case: UUID, arrangement: UUID, *, place: str) -> None:
        """It is said of what the help is made, and where it is given."""
        data = ArrangementComposedV1(
            arrangement_id=arrangement,
            case_id=case,
            support_request_id=uuid4(),
            measures=1,
            goals_for=["child"],
            place=place,
        )
        self._tell(arrangement, data)

    def closed(
        self, case: UUID, *, outcome: str = "goal-reached", check_by: date | None = None
    ) -> None:
        """The case is closed; with a day, somebody looks again."""
        data = CaseClosedV1(case_id=case, support_request_id=uuid4(), outcome=outcome)
        if check_by is not None:
            term = TermRef(
                rule="aftercare-check",
                rule_version=1,
                starts_on=self.now.date(),
                last_day=check_by,
            )
            action = NextActionRef(kind="check-aftercare", due_on=check_by)
            looks = {"aftercare": term, "holder": self.desk(), "next_action": action}
            data = data.model_copy(update=looks)
        self._tell(case, data)

    def checked(self, case: UUID, *, outcome: str = "going-well") -> None:
        """Somebody looked again how it goes."""
        data = CaseAftercareCheckedV1(
            case_id=case, support_request_id=uuid4(), outcome=outcome, told_by="parent"
        )
        self._tell(case, data)

    def reopened(self, case: UUID, *, due_on: date) -> None:
        """A person takes the case up again."""
        data = CaseReopenedV1(
            case_id=case,
            support_request_id=uuid4(),
            pupil_id=uuid4(),
            school_id=self.school,
            holder=HolderRef(kind="person", id=uuid4()),
            next_action=NextActionRef(kind="contact-family", due_on=due_on),
        )
        self._tell(case, data)

    def enrolled(self, case: UUID, *, on: date, due_on: date) -> UUID:
        """A child is in special primary education since a day; gives the placement."""
        placement, pupil = uuid4(), uuid4()
        sought = PlacementSoughtV1(
            placement_id=placement,
            case_id=case,
            pupil_id=pupil,
            school_id=self.school,
            status="sought",
            kind="sbo",
            holder=self.desk(),
            next_action=NextActionRef(kind="find-place", due_on=due_on),
        )
        self._tell(placement, sought)
        there = PlacementEnrolledV1(
            placement_id=placement,
            case_id=case,
            pupil_id=pupil,
            kind="sbo",
            to_school_id=uuid4(),
            first_day=on,
        )
        self._tell(placement, there)
        return placement

    def went_back(self, case: UUID, placement: UUID, *, on: date) -> None:
        """The child goes back to regular education."""
        data = PlacementReturnedV1(
            placement_id=placement,
            case_id=case,
            pupil_id=uuid4(),
            kind="sbo",
            to_school_id=self.school,
            from_day=on,
        )
        self._tell(placement, data)
