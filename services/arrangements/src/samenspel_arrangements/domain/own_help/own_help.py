"""Own help: what a school decided by itself below its limit; it names no child (M11)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.own_help.limit import ArrangingLimit
from samenspel_arrangements.domain.school_year import EARLIEST_YEAR, SchoolYear
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import PersonId, SchoolId

OwnHelpId = NewType("OwnHelpId", UUID)
LONGEST_DESCRIPTION = 300
MOST_CHILDREN = 500
FIRST_DAY = date(EARLIEST_YEAR, 8, 1)


class OwnHelpKind(StrEnum):
    """For whom a school arranged something."""

    CHILD = "child"
    GROUP = "group"
    TEACHER = "teacher"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHelpAnswers:
    """All that a school is asked: five things, so that it costs a minute (M11).

    `children` counts whom it helps, `amount` is what it costs in cents, 0 for nothing.
    """

    kind: OwnHelpKind
    description: str
    started_on: date
    children: int
    amount: int = 0

    def errors(self, today: date) -> list[FieldError]:
        """Give all that is wrong at once; a school may be late, but not early."""
        wrong = []
        if text := text_error("description", self.description, max_length=LONGEST_DESCRIPTION):
            wrong.append(text)
        if self.started_on > today:
            wrong.append(FieldError("started_on", "date.in-future"))
        elif self.started_on < FIRST_DAY:
            wrong.append(FieldError("started_on", "own-help.too-long-ago"))
        if not 1 <= self.children <= MOST_CHILDREN:
            wrong.append(FieldError("children", "own-help.children"))
        if self.amount < 0:
            wrong.append(FieldError("amount", "money.amount"))
        return wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHelpRegistered(DomainEvent):
    """A school wrote down what it arranged by itself."""

    own_help: "OwnHelp"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHelpTakenBack(DomainEvent):
    """It was written down by mistake: it does not count."""

    own_help: "OwnHelp"


@dataclass(eq=False, kw_only=True)
class OwnHelp(Aggregate[OwnHelpId]):
    """Guards that it stays within the limit that counted when it began; never changed, taken back.

    Who holds it is the school; nothing is to be done with it, so that it is no open item.
    """

    school_id: SchoolId
    answers: OwnHelpAnswers
    limit_version: int
    registered_by: PersonId
    registered_at: datetime
    taken_back_at: datetime | None = None

    @classmethod
    def register(
        cls, own_help: "OwnHelp", *, limit: ArrangingLimit | None, at: datetime
    ) -> "OwnHelp":
        """Write it down; RuleViolation `own-help.no-limit` where nobody said what a school may."""
        if limit is None:
            raise RuleViolation("own-help.no-limit")
        if wrong := own_help.answers.errors(dutch_date(at)):
            raise InvalidInput(*wrong)
        limit.require(own_help.answers.amount)
        own_help.limit_version = limit.version
        own_help._record(OwnHelpRegistered(occurred_at=at, own_help=own_help))
        return own_help

    def take_back(self, *, at: datetime) -> None:
        """Let it not count any more; RuleViolation `own-help.taken-back` the second time."""
        if self.taken_back_at is not None:
            raise RuleViolation("own-help.taken-back")
        self.taken_back_at = at
        self._record(OwnHelpTakenBack(occurred_at=at, own_help=self))

    @property
    def year(self) -> SchoolYear:
        """The school year in which it began."""
        return SchoolYear.of(self.answers.started_on)
