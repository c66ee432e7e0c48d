"""The days of help: from when, until when, and when people look whether it works."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from samenspel_kernel.errors import FieldError

LATEST_ENTRY = timedelta(days=31)
A_YEAR = timedelta(days=366)
SHORT = timedelta(weeks=8)
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

        Of this school year if that leaves eight weeks, else of the next. Its evaluation is on the
        first day; `evaluated_by` moves it to the last that is in time.
        """
        start = today + timedelta(days=7 - today.weekday())
        end = date(start.year, *END_OF_SCHOOL_YEAR)
        if end - start < SHORT:
            end = date(start.year + 1, *END_OF_SCHOOL_YEAR)
        return cls(starts_on=start, planned_end_on=end, evaluation_on=start)

    def evaluated_by(self, look_by: date) -> "Period":
        """Give the same days with the last evaluation that is in time."""
        return replace(self, evaluation_on=self.latest_evaluation(look_by))

    def errors(self, *, today: date, look_by: date) -> list[FieldError]:
        """Say which dates can't be; none if all are well. `look_by` as in `latest_evaluation`."""
        wrong = []
        if self.starts_on < today - LATEST_ENTRY:
            wrong.append(FieldError("starts_on", "arrangement.starts-too-long-ago"))
        if self.starts_on > today + A_YEAR:
            wrong.append(FieldError("starts_on", "arrangement.starts-too-far-ahead"))
        if self.planned_end_on <= self.starts_on:
            wrong.append(FieldError("planned_end_on", "arrangement.ends-before-start"))
        elif self.evaluation_on < self.starts_on:
            wrong.append(FieldError("evaluation_on", "arrangement.evaluation-before-start"))
        elif self.evaluation_on > self.latest_evaluation(look_by):
            wrong.append(FieldError("evaluation_on", "arrangement.evaluation-too-late"))
        return wrong

    def latest_evaluation(self, look_by: date) -> date:
        """Give the last day on which an evaluation still leaves time to decide what comes after.

        `look_by` by the rule `help-evaluation`, counted back from the planned end; of help shorter
        than eight weeks the day before the end. In any case within a year of the start, and never
        before it.
        """
        length = self.planned_end_on - self.starts_on
        last = self.planned_end_on - timedelta(days=1)
        latest = last if length < SHORT else max(min(look_by, last), self.starts_on)
        return min(latest, self.starts_on + A_YEAR)
