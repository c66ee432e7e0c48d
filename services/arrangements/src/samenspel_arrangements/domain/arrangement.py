"""The arrangement: help that is granted to a pupil, with an end and an evaluation well before."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import (
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
)

MAX_DESCRIPTION_LENGTH = 2000
LATEST_ENTRY = timedelta(days=31)
A_YEAR = timedelta(days=366)
SHORT = timedelta(weeks=8)
TIME_TO_DECIDE = timedelta(days=28)
END_OF_SCHOOL_YEAR = (7, 31)


class ArrangementKind(StrEnum):
    """What form the help has."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    CONSULTATION = "consultation"
    SPECIALISED_SETTING = "specialised-setting"
    SHORT_INTERVENTION = "short-intervention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days of an arrangement: first, planned last, and the day on which it is evaluated."""

    starts_on: date
    planned_end_on: date
    evaluation_on: date

    @classmethod
    def suggested(cls, *, today: date) -> "Period":
        """Propose dates to start from: next Monday until the end of a school year.

        Of this school year if that leaves eight weeks, else of the next.
        """
        start = today + timedelta(days=7 - today.weekday())
        end = date(start.year, *END_OF_SCHOOL_YEAR)
        if end - start < SHORT:
            end = date(start.year + 1, *END_OF_SCHOOL_YEAR)
        without = cls(starts_on=start, planned_end_on=end, evaluation_on=start)
        return replace(without, evaluation_on=without.latest_evaluation)

    def errors(self, *, today: date) -> list[FieldError]:
        """Say which dates can't be; none if all are well."""
        wrong = []
        if self.starts_on < today - LATEST_ENTRY:
            wrong.append(FieldError("starts_on", "arrangement.starts-too-long-ago"))
        if self.starts_on > today + A_YEAR:
            wrong.append(FieldError("starts_on", "arrangement.starts-too-far-ahead"))
        if self.planned_end_on <= self.starts_on:
            wrong.append(FieldError("planned_end_on", "arrangement.ends-before-start"))
        elif self.evaluation_on < self.starts_on:
            wrong.append(FieldError("evaluation_on", "arrangement.evaluation-before-start"))
        elif self.evaluation_on > self.latest_evaluation:
            wrong.append(FieldError("evaluation_on", "arrangement.evaluation-too-late"))
        return wrong

    @property
    def latest_evaluation(self) -> date:
        """The last day on which an evaluation still leaves time to decide what comes after.

        Four weeks before the end; of an arrangement shorter than eight weeks the day before the
        end. In any case within a year of the start.
        """
        length = self.planned_end_on - self.starts_on
        margin = timedelta(days=1) if length < SHORT else TIME_TO_DECIDE
        return min(self.planned_end_on - margin, self.starts_on + A_YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementGranted(DomainEvent):
    """Help was granted."""

    arrangement: "Arrangement"


@dataclass(eq=False, kw_only=True)
class Arrangement(Aggregate[ArrangementId]):
    """Granted help; the description is free text and never leaves this service."""

    case_id: CaseId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    kind: ArrangementKind
    description: str
    period: Period
    granted_by: PersonId
    granted_at: datetime

    @classmethod
    def grant(
        cls,
        case: Case,
        *,
        id_: ArrangementId,
        kind: ArrangementKind,
        description: str,
        period: Period,
        by: PersonId,
        at: datetime,
    ) -> "Arrangement":
        """Grant help in an open case, and make its evaluation what is next in that case."""
        _ = case.opened
        wrong = period.errors(today=dutch_date(at))
        if text := text_error("description", description, max_length=MAX_DESCRIPTION_LENGTH):
            wrong.insert(0, text)
        if wrong:
            raise InvalidInput(*wrong)
        granted = cls(
            id=id_,
            alliance_id=case.alliance_id,
            unit_id=case.unit_id,
            case_id=case.id,
            support_request_id=case.support_request_id,
            pupil_id=case.pupil_id,
            school_id=case.school_id,
            kind=kind,
            description=description,
            period=period,
            granted_by=by,
            granted_at=at,
        )
        granted._record(ArrangementGranted(occurred_at=at, arrangement=granted))
        case.plan_evaluation(on=period.evaluation_on, at=at)
        return granted
