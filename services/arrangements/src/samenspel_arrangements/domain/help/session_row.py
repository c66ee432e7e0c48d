"""Days of sessions: one of the help, or a row of them without the days on which no school is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_kernel.days import DayOff, OffKind
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.school_calendar import SchoolCalendar

MOST_AT_ONCE = 60
MOST_WEEKS_BETWEEN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Sessions planned at once: from a day, every so many weeks, until a last day."""

    first_on: date
    until: date
    weeks: int = 1

    def days(self, granted: Arrangement, calendar: SchoolCalendar) -> tuple[date, ...]:
        """Give the days of a row of help, as `school_days` leaves them; InvalidInput for none."""
        days = self.days_between(granted.first_day, granted.period.planned_end_on)
        if not (found := school_days(days, calendar, chosen=len(days) == 1)):
            raise InvalidInput(FieldError("until", "session.no-school"))
        return found

    def days_between(self, first: date, last: date) -> tuple[date, ...]:
        """Give the days; InvalidInput where they are none, too many, or not within two days."""
        wrong = list(self._errors(first, last))
        if wrong:
            raise InvalidInput(*wrong)
        step = timedelta(weeks=self.weeks)
        count = (self.until - self.first_on) // step + 1
        if count > MOST_AT_ONCE:
            raise InvalidInput(FieldError("until", "session.too-many"))
        return tuple(self.first_on + step * n for n in range(count))

    def _errors(self, first: date, last: date) -> list[FieldError]:
        wrong = []
        if not 1 <= self.weeks <= MOST_WEEKS_BETWEEN:
            wrong.append(FieldError("weeks", "session.weeks-between"))
        if self.first_on < first:
            wrong.append(FieldError("first_on", "session.before-the-help"))
        if self.until < self.first_on:
            wrong.append(FieldError("until", "session.ends-before-start"))
        elif self.until > last:
            wrong.append(FieldError("until", "session.after-the-help"))
        return wrong


def school_days(
    days: Sequence[date], calendar: SchoolCalendar, *, chosen: bool
) -> tuple[date, ...]:
    """Leave out holidays and days off of a row; a day that somebody has chosen by itself stays.

    A row in weekends stays too: nobody plans that by accident.
    """
    if chosen:
        return tuple(days)
    return tuple(day for day in days if not _is_off(calendar.no_school(day)))


def day_errors(granted: Arrangement, day: date, *, field: str) -> list[FieldError]:
    """Say at a field that a day is not one of the help; nothing where it is."""
    if day < granted.first_day:
        return [FieldError(field, "session.before-the-help")]
    if day > granted.period.planned_end_on:
        return [FieldError(field, "session.after-the-help")]
    return []


def _is_off(off: DayOff | None) -> bool:
    return off is not None and off.kind is not OffKind.WEEKEND
