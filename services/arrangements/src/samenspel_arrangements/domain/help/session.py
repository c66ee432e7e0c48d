"""A session of granted help: planned on a day, and afterwards said to be given or not."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.help.course import Ended
from samenspel_arrangements.domain.help.ids import HelpGroupId, SessionId
from samenspel_arrangements.domain.help.session_row import day_errors
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


class Missed(StrEnum):
    """Why a session was not given."""

    CHILD_ABSENT = "child-absent"
    GIVER_ABSENT = "giver-absent"
    SCHOOL_CLOSED = "school-closed"
    MOVED = "moved"
    OTHER = "other"


class Hindrance(StrEnum):
    """Why a session is moved or called off before anybody says what became of it."""

    CHILD_ILL = "child-ill"
    GIVER_ILL = "giver-ill"
    HOLIDAY = "holiday"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Move:
    """It was on another day; who moved it, when, and why if that was said."""

    was_on: date
    by: PersonId
    moved_on: date
    reason: Hindrance | None = None


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
class CalledOff:
    """It is not to be given on its day, for a reason; somebody said so, `instead_on` another."""

    status: ClassVar = "called-off"
    by: PersonId
    reason: Hindrance
    instead_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """It is not to be given any more: the help ended before."""

    status: ClassVar = "dropped"


Standing = Planned | Given | NotGiven | CalledOff | Dropped
SESSION = StateTable(
    "session",
    {"plan": Planned},
    {
        Planned: {
            "move": (Planned,),
            "call-off": (CalledOff,),
            "give": (Given,),
            "miss": (NotGiven,),
            "drop": (Dropped,),
        },
        CalledOff: {"give": (Given,), "miss": (NotGiven,)},
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
class SessionMoved(DomainEvent):
    """A session is on another day than it was."""

    session: "Session"
    move: Move


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCalledOff(DomainEvent):
    """A session will not be given on its day."""

    session: "Session"
    standing: CalledOff


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLeftUnrecorded(DomainEvent):
    """Its term to say whether it was given has passed; told once for each day it was on."""

    session: "Session"
    noticed_on: date


@dataclass(eq=False, kw_only=True)
class Session(Aggregate[SessionId]):
    """One session; no open item, but what nobody says of it is told to who holds the case.

    `record` is the term to say whether it was given. `is_told`: that it passed was told.
    `group_id`: it is this child's part of a session of a group. `moves`: where it was before,
    the oldest first.
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
    moves: tuple[Move, ...] = ()

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

    def move(
        self, granted: Arrangement, move: Move, *, to: date, record: Term, at: datetime
    ) -> None:
        """Put it on another day of the help, and count anew; InvalidInput at `to`.

        A day that has passed is as good: it was given then, and is recorded next.
        """
        SESSION.require(self.standing, "move")
        if isinstance(granted.course, Ended):
            raise RuleViolation("help.not-now")
        if to == self.on:
            raise InvalidInput(FieldError("to", "session.same-day"))
        if wrong := day_errors(granted, to, field="to"):
            raise InvalidInput(*wrong)
        self._notice(at)
        self._go("move", Planned())
        self.on, self.record, self.is_told = to, record, False
        self.moves = (*self.moves, move)
        self._record(SessionMoved(occurred_at=at, session=self, move=move))

    def call_off(self, standing: CalledOff, *, at: datetime) -> None:
        """Say, mostly beforehand, that it will not be given on its day."""
        SESSION.require(self.standing, "call-off")
        self._notice(at)
        self._go("call-off", standing)
        self._record(SessionCalledOff(occurred_at=at, session=self, standing=standing))

    def hand_to(self, giver_id: PersonId) -> None:
        """Have another give it; nothing happens to one of which the word was said."""
        if isinstance(self.standing, Planned):
            self.giver_id = giver_id

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
