"""The days of help: from when, until when, and when people look whether it works."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from samenspel_kernel.errors import FieldError

LATEST_ENTRY = timedelta(days=31)
A_YEAR = timedelta(days=366)
SHORT = timedelta(weeks=8)
TIME_TO_DECIDE = timedelta(days=28)
END_OF_SCHOOL_YEAR = (7, 31)


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
