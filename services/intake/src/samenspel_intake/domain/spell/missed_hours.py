"""Hours that a pupil missed, by lesson week, and whether they reach the threshold of the law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_kernel.errors import FieldError, InvalidInput

LONGEST_WEEK = 40


@dataclass(frozen=True, slots=True)
class Threshold:
    """So many hours within so many lesson weeks in a row (Leerplichtwet 1969, art. 21a)."""

    hours: int
    lesson_weeks: int


@dataclass(frozen=True, slots=True)
class MissedHours:
    """Hours by the Monday of their week."""

    by_week: tuple[tuple[date, int], ...] = ()

    def with_week(self, monday: date, hours: int) -> "MissedHours":
        """Write down a week, or correct it; InvalidInput for no Monday or no possible number."""
        wrong = [
            FieldError(field, code)
            for field, code, is_wrong in (
                ("week", "hours.not-a-monday", monday.weekday() != 0),
                ("hours", "hours.impossible", not 0 <= hours <= LONGEST_WEEK),
            )
            if is_wrong
        ]
        if wrong:
            raise InvalidInput(*wrong)
        return MissedHours(tuple(sorted((dict(self.by_week) | {monday: hours}).items())))

    def reached_in(self, lesson_weeks: Sequence[date], threshold: Threshold) -> date | None:
        """Give the Monday of the week in which the threshold was reached, None if it was not.

        `lesson_weeks` are the Mondays of all weeks with lessons, in order: a holiday between two
        of them does not part them.
        """
        missed = dict(self.by_week)
        for end in range(1, len(lesson_weeks) + 1):
            window = lesson_weeks[max(0, end - threshold.lesson_weeks) : end]
            if sum(missed.get(week, 0) for week in window) >= threshold.hours:
                return window[-1]
        return None
