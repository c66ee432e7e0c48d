"""What the law calls an absence, and from when to when; a label that counts no days."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from samenspel_kernel.errors import FieldError, InvalidInput

LONG = 28
"""More days than this is long (Kamerstuk 26 695, 108: more than four weeks)."""
ONE_DAY = timedelta(days=1)


class AbsenceClass(StrEnum):
    """The classes; an exemption is by an article of the Leerplichtwet 1969."""

    ABSOLUTE = "absolute"
    RELATIVE_LONG = "relative-long"
    RELATIVE_SHORT = "relative-short"
    HOLIDAY = "holiday"
    AUTHORISED_SICK = "authorised-sick"
    EXEMPTION_5A = "exemption-5a"
    EXEMPTION_5B = "exemption-5b"
    EXEMPTION_5C = "exemption-5c"
    ARTICLE_11G = "article-11g"
    PARTIAL_TIMETABLE = "partial-timetable"
    SUSPENSION = "suspension"
    WITHOUT_OFFER = "without-offer"


TRUANCY = frozenset(
    {
        AbsenceClass.ABSOLUTE,
        AbsenceClass.RELATIVE_LONG,
        AbsenceClass.RELATIVE_SHORT,
        AbsenceClass.HOLIDAY,
    }
)
"""Only said of who must go to school."""
ENDS = frozenset(
    {
        AbsenceClass.EXEMPTION_5A,
        AbsenceClass.EXEMPTION_5B,
        AbsenceClass.EXEMPTION_5C,
        AbsenceClass.ARTICLE_11G,
        AbsenceClass.PARTIAL_TIMETABLE,
        AbsenceClass.SUSPENSION,
    }
)
"""Given for a time: these have a last day."""


@dataclass(frozen=True, slots=True)
class ClassPeriod:
    """A class from a day on, to a last day or until another is given."""

    absence_class: AbsenceClass
    first_day: date
    last_day: date | None = None

    def wrong(self) -> list[FieldError]:
        """List what no class can have."""
        if self.last_day is None:
            endless = self.absence_class in ENDS
            return [FieldError("last_day", "spell.class-needs-end")] if endless else []
        ends_early = self.last_day < self.first_day
        return [FieldError("last_day", "spell.class-ends-early")] if ends_early else []

    def holds(self, day: date) -> bool:
        """Tell whether it is the class of a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Classes:
    """All classes of a spell, of each day one at most, in order."""

    periods: tuple[ClassPeriod, ...] = ()

    def with_period(self, period: ClassPeriod) -> "Classes":
        """Add a class; one without a last day ends the day before. InvalidInput if they overlap."""
        if wrong := period.wrong():
            raise InvalidInput(*wrong)
        before = [_ended_before(p, period.first_day) for p in self.periods]
        if any(p.holds(period.first_day) or p.first_day > period.first_day for p in before):
            raise InvalidInput(FieldError("first_day", "spell.class-overlaps"))
        return Classes((*before, period))

    def on(self, day: date) -> AbsenceClass | None:
        """Give the class of a day, None where nobody gave one."""
        return next((p.absence_class for p in self.periods if p.holds(day)), None)


def statutory_class(
    *, enrolled: bool, exemption: AbsenceClass | None, valid_reason: bool, days: int
) -> AbsenceClass:
    """Give the class that follows from the facts, for a child that must go to school.

    Not enrolled and not exempt is absolute; enrolled and away without a valid reason is relative,
    long after four weeks. `days` is how many days the child has been away.
    """
    if exemption is not None:
        return exemption
    if not enrolled:
        return AbsenceClass.ABSOLUTE
    if valid_reason:
        return AbsenceClass.AUTHORISED_SICK
    return AbsenceClass.RELATIVE_LONG if days > LONG else AbsenceClass.RELATIVE_SHORT


def is_thuiszitter(absence_class: AbsenceClass | None) -> bool:
    """Tell whether a class is counted in the ministry's figure of thuiszitters."""
    return absence_class in (AbsenceClass.ABSOLUTE, AbsenceClass.RELATIVE_LONG)


def _ended_before(period: ClassPeriod, day: date) -> ClassPeriod:
    endless = period.last_day is None and period.first_day < day
    return replace(period, last_day=day - ONE_DAY) if endless else period
