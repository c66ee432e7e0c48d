"""A term that runs: by which rule, from when, until when."""

from dataclasses import dataclass
from datetime import date

from samenspel_kernel.terms import RuleRecord, WorkingDays

REQUEST_RESPONSE = "request-response"
HANDOVER_ANSWER = "handover-answer"
DATA_COMPLETION = "data-completion"
REQUIRED_RULES = (REQUEST_RESPONSE, HANDOVER_ANSWER, DATA_COMPLETION)


@dataclass(frozen=True, slots=True)
class Term:
    """A computed term; it keeps the version of the rule that it was computed by."""

    rule: str
    rule_version: int
    starts_on: date
    last_day: date

    @classmethod
    def by(cls, record: RuleRecord, starts_on: date, working_days: WorkingDays) -> "Term":
        """Compute it; `last_day` is the last day that is in time."""
        last_day = record.last_day(starts_on, working_days)
        return cls(record.key, record.version, starts_on, last_day)

    def days_used(self, today: date) -> int:
        """Count the calendar days from the start; more than `total_days` when it is over."""
        return max(0, (today - self.starts_on).days)

    @property
    def total_days(self) -> int:
        """Count the calendar days that it has."""
        return (self.last_day - self.starts_on).days
