"""A term that runs: by which rule, from when, until when."""

from dataclasses import dataclass
from datetime import date

from samenspel_kernel.terms import RuleRecord, TermUse, WorkingDays


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

    def use(self, today: date, working_days: WorkingDays) -> TermUse:
        """Count the working days that are used, of those that it has."""
        return TermUse.on(
            today, starts_on=self.starts_on, last_day=self.last_day, working_days=working_days
        )
