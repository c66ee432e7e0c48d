"""A session of granted help: planned on a day, and afterwards said to be given or not."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.help.course import Ended
from samenspel_arrangements.domain.help.ids import HelpGroupId, SessionId
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
)
from samenspel_kernel.state_table import StateTable
from samenspel_kernel.term import Term

MOST_AT_ONCE = 60
MOST_WEEKS_BETWEEN = 8


class Missed(StrEnum):
    """Why a session was not given."""

    CHILD_ABSENT = "child-absent"
    GIVER_ABSENT = "giver-absent"
    SCHOOL_CLOSED = "school-closed"
    MOVED = "moved"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Planned:
    """Nobody said yet whether it was given."""

    status: ClassVar = "planned"


@dataclass(frozen=True, slots=True)
class Given:
    """It was given; somebody said so."""

    status: ClassVar = "given"
    by: PersonId


@dataclass(frozen=True, slots=True)
class NotGiven:
    """It was not given, for a reason; somebody said so."""

    status: ClassVar = "not-given"
    by: PersonId
    reason: Missed


@dataclass(frozen=True, slots=True)
class Dropped:
    """It is not to be given any more: the help ended before."""

    status: ClassVar = "dropped"


Standing = Planned | Given | NotGiven | Dropped
SESSION = StateTable(
    "session",
    {"plan": Planned},
    {
        Planned: {"give": (Given,), "miss": (NotGiven,), "drop": (Dropped,)},
        Given: {"give": (Given,), "miss": (NotGiven,)},
        NotGiven: {"give": (Given,), "miss": (NotGiven,)},
        Dropped: {},
    },
)
"""What leads where; a slip of the finger can be put right, the newest word counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionGiven(DomainEvent):
    """A session was given on its day."""

    session: "Session"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMissed(DomainEvent):
    """A session was not given, for a reason."""

    session: "Session"
    reason: Missed


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLeftUnrecorded(DomainEvent):
    """Its term to say whether it was given has passed; told once."""

    session: "Session"
    noticed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Sessions planned at once: from a day, every so many weeks, until a last day."""

    first_on: date
    until: date
    weeks: int = 1

    def days(self, granted: Arrangement) -> tuple[date, ...]:
        """Give the days; InvalidInput where they are none, too many, or outside the help."""
        return self.days_between(granted.first_day, granted.period.planned_end_on)

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


@dataclass(eq=False, kw_only=True)
class Session(Aggregate[SessionId]):
    """One session; no open item, but what nobody says of it is told to who holds the case.

    `record` is the term to say whether it was given. `is_told`: that it passed was told.
    `group_id`: it is this child's part of a session of a group.
    """

    arrangement_id: ArrangementId
    case_id: CaseId
    support_request_id: SupportRequestId
    pupil_id: PupilId
    school_id: SchoolId | None
    giver_id: PersonId
    on: date
    record: Term
    standing: Standing = field(default_factory=Planned)
    is_told: bool = False
    group_id: HelpGroupId | None = None

    @classmethod
    def plan(
        cls,
        granted: Arrangement,
        *,
        id_: SessionId,
        on: date,
        giver_id: PersonId,
        record: Term,
        group_id: HelpGroupId | None = None,
    ) -> "Session":
        """Plan one of help that goes on; RuleViolation `help.not-now` when it ended."""
        if isinstance(granted.course, Ended):
            raise RuleViolation("help.not-now")
        return cls(
            id=id_,
            alliance_id=granted.alliance_id,
            unit_id=granted.unit_id,
            arrangement_id=granted.id,
            case_id=granted.case_id,
            support_request_id=granted.support_request_id,
            pupil_id=granted.pupil_id,
            school_id=granted.school_id,
            giver_id=giver_id,
            on=on,
            record=record,
            group_id=group_id,
        )

    def give(self, *, by: PersonId, at: datetime) -> None:
        """Say that it was given; the same word twice changes nothing."""
        self._must_have_come("give", at)
        if not isinstance(self.standing, Given):
            self._notice(at)
            self._go("give", Given(by))
            self._record(SessionGiven(occurred_at=at, session=self))

    def miss(self, reason: Missed, *, by: PersonId, at: datetime) -> None:
        """Say that it was not given, and why; the same word twice changes nothing."""
        self._must_have_come("miss", at)
        if not isinstance(self.standing, NotGiven) or self.standing.reason is not reason:
            self._notice(at)
            self._go("miss", NotGiven(by, reason))
            self._record(SessionMissed(occurred_at=at, session=self, reason=reason))

    def drop(self) -> None:
        """Take it out of the plan; nothing happens to one of which the word was said."""
        if isinstance(self.standing, Planned):
            self._go("drop", Dropped())

    def next_look(self) -> date | None:
        """Give the first day on which nobody has said it in time; None when that never is."""
        waits = isinstance(self.standing, Planned) and not self.is_told
        return self.record.last_day + ONE_DAY if waits else None

    def look(self, *, take_up_by: date, at: datetime) -> None:
        """Tell that its term has passed; it can be recorded all the same."""
        self._notice(at)

    def _notice(self, at: datetime) -> None:
        today, look = dutch_date(at), self.next_look()
        if look is not None and today >= look:
            self.is_told = True
            self._record(SessionLeftUnrecorded(occurred_at=at, session=self, noticed_on=today))

    def _must_have_come(self, command: str, at: datetime) -> None:
        SESSION.require(self.standing, command)
        if self.on > dutch_date(at):
            raise RuleViolation("session.in-the-future")

    def _go(self, command: str, to: Standing) -> None:
        SESSION.check(self.standing, command, to)
        self.standing = to
