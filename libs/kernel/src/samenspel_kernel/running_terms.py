"""A term that runs, stands still or is given more time; each is a value, each change a new one.

A term that stands still is another type: it has no last day until it runs again.
"""

from dataclasses import dataclass, replace
from datetime import date

from samenspel_kernel.counting import Pause
from samenspel_kernel.days import ONE_DAY, WorkingDays
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.terms import Explanation, RuleRecord

TERM_OVER = "term.over"
TERM_EXTENDED_BEFORE = "term.extended-before"
EXTENSION_TOO_LONG = "term.extension-too-long"
REASON_MISSING = "term.reason-missing"
BEFORE_SUSPENSION = "term.resumed-too-early"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """Why and when a term stood still (Awb 4:15).

    It stands still from the day after it was `asked_on`, and runs again on `resumed_on`, the day
    on which what was missing came in. `reason` is free text or a code: it stays in its service.
    """

    asked_on: date
    resumed_on: date
    reason: str

    @property
    def pause(self) -> Pause:
        """Give the days on which the term did not run."""
        return Pause(self.asked_on + ONE_DAY, self.resumed_on - ONE_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """More time, by which rule, since when known; `value` is in the unit of the rule."""

    value: int
    rule: str
    rule_version: int
    recorded_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningTerm:
    """A term that runs: its rule, its start, and what happened to it since."""

    rule: RuleRecord
    starts_on: date
    extension: Extension | None = None
    suspensions: tuple[Suspension, ...] = ()

    def explain(self, calendar: WorkingDays) -> Explanation:
        """Compute the last day that is in time, and say how."""
        return self.rule.explain(
            self.starts_on,
            calendar,
            extended_by=self.extension.value if self.extension else 0,
            pauses=tuple(suspension.pause for suspension in self.suspensions),
        )

    def last_day(self, calendar: WorkingDays) -> date:
        """Compute the last day that is in time."""
        return self.explain(calendar).last_day

    def extend(
        self,
        by: RuleRecord,
        *,
        on: date,
        reason: str,
        calendar: WorkingDays,
        value: int | None = None,
    ) -> "RunningTerm":
        """Give it more time, once, on its last day at the latest; the rule's, or less.

        RuleViolation when it is over, was extended before, or asks for more than the rule allows.
        """
        if by.unit is not self.rule.unit:
            raise ValueError("an extension is counted as the term is")
        if not reason.strip():
            raise RuleViolation(REASON_MISSING)
        if self.extension:
            raise RuleViolation(TERM_EXTENDED_BEFORE)
        if on > self.last_day(calendar):
            raise RuleViolation(TERM_OVER)
        longer = by.value if value is None else value
        if not 1 <= longer <= by.value:
            raise RuleViolation(EXTENSION_TOO_LONG)
        extension = Extension(
            value=longer, rule=by.key, rule_version=by.version, recorded_on=on, reason=reason
        )
        return replace(self, extension=extension)

    def suspend(self, *, on: date, reason: str, calendar: WorkingDays) -> "SuspendedTerm":
        """Let it stand still from the day after; RuleViolation when it is over."""
        if not reason.strip():
            raise RuleViolation(REASON_MISSING)
        if on > self.last_day(calendar):
            raise RuleViolation(TERM_OVER)
        return SuspendedTerm(self, on, reason)


@dataclass(frozen=True, slots=True)
class SuspendedTerm:
    """A term that stands still since the day after it was `asked_on`."""

    term: RunningTerm
    asked_on: date
    reason: str

    def resume(self, *, on: date) -> RunningTerm:
        """Let it run again on a day, that day included."""
        if on < self.asked_on:
            raise RuleViolation(BEFORE_SUSPENSION)
        suspension = Suspension(asked_on=self.asked_on, resumed_on=on, reason=self.reason)
        return replace(self.term, suspensions=(*self.term.suspensions, suspension))
