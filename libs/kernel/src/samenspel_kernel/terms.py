"""Terms as data: a rule record says how long, in what days, from when, by what source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from samenspel_kernel.counting import (
    OF_A_SCHOOL,
    Pause,
    TermUnit,
    count_back,
    count_on,
    moved_over,
)
from samenspel_kernel.days import (
    DayOff,
    SchoolDays,
    WorkingDays,
    add_working_days,
    working_days_between,
)

__all__ = [
    "Explanation",
    "KnownVersion",
    "RuleRecord",
    "TermUnit",
    "TermUse",
    "WorkingDays",
    "add_working_days",
    "rule_in_force",
    "working_days_between",
]

LONGEST_THAT_MOVES = {TermUnit.DAYS: 90, TermUnit.WEEKS: 12, TermUnit.MONTHS: 3}
"""Longer terms do not move to a working day (Algemene termijnenwet, art. 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A computed last day, and how it came about, for people to check.

    `skipped` are the days that were passed over while counting, `counted_to` is where the count
    ended, `moved_over` are the days by which the law then moved it. `extended_by` is in the unit
    of the rule. `unknown_years` are school years whose holidays were not known: they were counted
    as if they had none, so the day is never too late.
    """

    rule: "RuleRecord"
    starts_on: date
    extended_by: int
    pauses: tuple[Pause, ...]
    skipped: tuple[DayOff, ...]
    counted_to: date
    moved_over: tuple[DayOff, ...]
    last_day: date
    unknown_years: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRecord:
    """One version of one term.

    `value` is counted in `unit` from the day after the start, so a term of 1 day that starts on
    Monday ends on Tuesday. `counts_back`: it is counted back from a day or an event, and what it
    asks must be done on its last day or before. `moves_to_working_day`: a last day in a weekend or
    on a public holiday moves to the next working day (Algemene termijnenwet, art. 1; for statutory
    terms only). `starts_at` is the owning service's code of what starts it, empty where the use
    case itself says so. `source` is the article or page, `valid_from` the first day on which the
    record counts.
    """

    key: str
    version: int
    value: int
    unit: TermUnit
    moves_to_working_day: bool
    source: str
    valid_from: date
    starts_at: str = ""
    counts_back: bool = False

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError("a term is at least 1")
        if not self.moves_to_working_day:
            return
        if self.counts_back:
            raise ValueError("a term that counts back does not move (Atw, art. 1 lid 2)")
        if self.value > LONGEST_THAT_MOVES.get(self.unit, self.value):
            raise ValueError("a term as long as this does not move (Atw, art. 4)")

    def last_day(self, start: date, calendar: WorkingDays) -> date:
        """Compute the last day that is in time."""
        return self.explain(start, calendar).last_day

    def explain(
        self,
        start: date,
        calendar: WorkingDays,
        *,
        extended_by: int = 0,
        pauses: tuple[Pause, ...] = (),
    ) -> Explanation:
        """Compute the last day that is in time, and say how.

        A start is a Dutch date. ValueError when a moment is given, or when days of a school are
        counted by a calendar that knows no school.
        """
        if isinstance(start, datetime):
            raise ValueError("a term starts on a day, not at a moment")
        value = self.value + extended_by
        if self.counts_back:
            counted = count_back(start, value, self.unit, calendar)
        else:
            counted = count_on(start, value, self.unit, calendar, pauses)
        moves, last = self.moves_to_working_day, counted.day
        moved = moved_over(start, last, self.unit, calendar) if moves else ()
        last_day = counted.day + timedelta(days=len(moved))
        return Explanation(
            rule=self,
            starts_on=start,
            extended_by=extended_by,
            pauses=pauses,
            skipped=counted.skipped,
            counted_to=counted.day,
            moved_over=moved,
            last_day=last_day,
            unknown_years=self._unknown_years(min(start, last_day), max(start, last_day), calendar),
        )

    def _unknown_years(self, first: date, last: date, calendar: WorkingDays) -> tuple[str, ...]:
        if self.unit in OF_A_SCHOOL and isinstance(calendar, SchoolDays):
            return calendar.unknown_years(first, last)
        return ()


@dataclass(frozen=True, slots=True)
class TermUse:
    """How much of a term is used: working days up to and with a day, of those that it has.

    One way of counting for all terms, so that a desk and a director see the same number. `used`
    is more than `total` when the term is over.
    """

    used: int
    total: int
    last_day: date

    @classmethod
    def on(
        cls, today: date, *, starts_on: date, last_day: date, working_days: WorkingDays
    ) -> "TermUse":
        """Count it on a day; the day of the start itself is not counted."""
        used = working_days_between(starts_on, today, working_days)
        total = working_days_between(starts_on, last_day, working_days)
        return cls(max(0, used), max(0, total), last_day)


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version, and who brought it when; nobody and never for one that came with the alliance."""

    record: RuleRecord
    recorded_by: UUID | None = None
    recorded_at: datetime | None = None


def rule_in_force(records: Iterable[RuleRecord], key: str, on: date) -> RuleRecord:
    """Give the newest record of a rule that is valid on a day; KeyError if there is none."""
    valid = [r for r in records if r.key == key and r.valid_from <= on]
    if not valid:
        raise KeyError(key)
    return max(valid, key=lambda r: (r.valid_from, r.version))


def wrong_versions(records: Iterable[RuleRecord]) -> list[tuple[RuleRecord, str]]:
    """Name the records that can't stand beside the others, each with what is wrong.

    A rule has each version once, one version a day, and later versions count from later days.
    """
    wrong: list[tuple[RuleRecord, str]] = []
    newest: dict[str, RuleRecord] = {}
    for record in sorted(records, key=lambda r: (r.key, r.version)):
        before = newest.get(record.key)
        if before and before.version == record.version:
            wrong.append((record, "version twice"))
        elif before and before.valid_from >= record.valid_from:
            wrong.append((record, f"overlaps version {before.version}"))
        newest[record.key] = record
    return wrong
