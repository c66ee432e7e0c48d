"""A group in which several children get help; it knows itself, and nothing of any child (M10)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.free_text import text_error
from samenspel_arrangements.domain.help.course import Ended, Evaluation
from samenspel_arrangements.domain.help.forms import ArrangementKind
from samenspel_arrangements.domain.help.ids import HelpGroupId, MembershipId
from samenspel_kernel.aggregate import Aggregate, DomainEvent
from samenspel_kernel.clock import dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SchoolId,
    UnitId,
)

LONGEST_NAME = 100
LONGEST_GOAL = 300
MOST_GOALS = 5
MOST_CHILDREN = 30
LONGEST_DAYS = 731


class WhyClosed(StrEnum):
    """Why there is no such group any more."""

    GOALS_REACHED = "goals-reached"
    TOO_FEW_CHILDREN = "too-few-children"
    NO_GIVER = "no-giver"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Closure:
    """The last day of a group, why, and who said so."""

    on: date
    reason: WhyClosed
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMade(DomainEvent):
    """There is a group."""

    group: "HelpGroup"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChanged(DomainEvent):
    """A group has another name, goals, leader, last day or room."""

    group: "HelpGroup"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClosed(DomainEvent):
    """There is no such group any more."""

    group: "HelpGroup"
    closure: Closure


@dataclass(eq=False, kw_only=True)
class HelpGroup(Aggregate[HelpGroupId]):
    """A group: its goals, its days, and the one person who leads it.

    The help of each child stays that of its own case, with its own course and closing; a
    `Membership` says that it is given here. Name, goals and evaluations are about the group as a
    whole: each child's people read them. `places`: for how many children there is room.
    """

    name: str
    goals: tuple[str, ...]
    leader_id: PersonId
    starts_on: date
    ends_on: date
    evaluations: tuple[Evaluation, ...] = ()
    places: int = MOST_CHILDREN
    closure: Closure | None = None

    @property
    def school_id(self) -> SchoolId | None:
        """It is of no school."""
        return None

    @property
    def pupil_id(self) -> PupilId | None:
        """It is of no child."""
        return None

    @classmethod
    def make(
        cls,
        *,
        id_: HelpGroupId,
        alliance_id: AllianceId,
        unit_id: UnitId | None,
        name: str,
        goals: tuple[str, ...],
        leader_id: PersonId,
        starts_on: date,
        ends_on: date,
        places: int = MOST_CHILDREN,
        at: datetime,
    ) -> "HelpGroup":
        """Make one; InvalidInput at `name`, `goals`, `ends_on` or `places`."""
        group = cls(
            id=id_,
            alliance_id=alliance_id,
            unit_id=unit_id,
            name=name,
            goals=goals,
            leader_id=leader_id,
            starts_on=starts_on,
            ends_on=ends_on,
            places=places,
        )
        if wrong := [*group._wrong_words(), *group._wrong_days(), *group._wrong_room(0)]:
            raise InvalidInput(*wrong)
        group._record(GroupMade(occurred_at=at, group=group))
        return group

    def change(
        self,
        *,
        name: str,
        goals: tuple[str, ...],
        leader_id: PersonId,
        ends_on: date,
        places: int,
        children: int,
        at: datetime,
    ) -> None:
        """Say anew what it is; `children` are those that are in it now. InvalidInput as for `make`.

        RuleViolation `group.closed` once it is.
        """
        self.require_open()
        self.name, self.goals, self.leader_id = name, goals, leader_id
        self.ends_on, self.places = ends_on, places
        if wrong := [*self._wrong_words(), *self._wrong_days(), *self._wrong_room(children)]:
            raise InvalidInput(*wrong)
        self._record(GroupChanged(occurred_at=at, group=self))

    def close(self, closure: Closure, *, at: datetime) -> None:
        """Close it for good; RuleViolation `group.closed` if it was, InvalidInput at `closed_on`."""
        self.require_open()
        if closure.on > dutch_date(at):
            raise InvalidInput(FieldError("closed_on", "help.in-the-future"))
        if closure.on < self.starts_on:
            raise InvalidInput(FieldError("closed_on", "group.closes-before-start"))
        self.closure = closure
        self._record(GroupClosed(occurred_at=at, group=self, closure=closure))

    def require_open(self) -> None:
        """RuleViolation `group.closed` if it is."""
        if self.closure is not None:
            raise RuleViolation("group.closed")

    def evaluate(self, found: Evaluation, *, at: datetime) -> None:
        """Write down what was found of the group as a whole."""
        if wrong := found.errors(starts_on=self.starts_on, today=dutch_date(at)):
            raise InvalidInput(*wrong)
        self.evaluations = (*self.evaluations, found)

    def _wrong_words(self) -> list[FieldError]:
        errors = [text_error("name", self.name, max_length=LONGEST_NAME)]
        if not self.goals:
            errors.append(FieldError("goals", "text.missing"))
        elif len(self.goals) > MOST_GOALS:
            errors.append(FieldError("goals", "group.too-many-goals"))
        else:
            said = (text_error("goals", goal, max_length=LONGEST_GOAL) for goal in self.goals)
            errors.append(next((error for error in said if error), None))
        return [error for error in errors if error]

    def _wrong_room(self, children: int) -> list[FieldError]:
        if not 1 <= self.places <= MOST_CHILDREN:
            return [FieldError("places", "group.room")]
        if self.places < children:
            return [FieldError("places", "group.room-too-small")]
        return []

    def _wrong_days(self) -> list[FieldError]:
        if self.ends_on <= self.starts_on:
            return [FieldError("ends_on", "group.ends-before-start")]
        if (self.ends_on - self.starts_on).days > LONGEST_DAYS:
            return [FieldError("ends_on", "group.too-long")]
        return []


@dataclass(eq=False, kw_only=True)
class Membership(Aggregate[MembershipId]):
    """That the help of one child is given in a group, from a day on, until it left.

    It holds ids alone; whoever reads it as one child's learns of no other.
    """

    group_id: HelpGroupId
    arrangement_id: ArrangementId
    case_id: CaseId
    pupil_id: PupilId
    school_id: SchoolId | None
    joined_on: date
    left_on: date | None = None

    @classmethod
    def join(
        cls, group: HelpGroup, granted: Arrangement, *, id_: MembershipId, on: date, others: int
    ) -> "Membership":
        """Give help in a group from a day on; `others` are the children that are in it now.

        RuleViolation `group.other-kind` unless it was granted as help in a group,
        `group.other-unit`, `group.full`, `group.closed`, or `help.not-now` when the help has ended.
        """
        group.require_open()
        if isinstance(granted.course, Ended):
            raise RuleViolation("help.not-now")
        if granted.kind is not ArrangementKind.GROUP:
            raise RuleViolation("group.other-kind")
        if granted.unit_id != group.unit_id:
            raise RuleViolation("group.other-unit")
        if others >= group.places:
            raise RuleViolation("group.full")
        first = max(group.starts_on, granted.first_day)
        last = min(group.ends_on, granted.period.planned_end_on)
        if not first <= on <= last:
            raise InvalidInput(FieldError("joined_on", "group.outside-its-days"))
        return cls(
            id=id_,
            alliance_id=granted.alliance_id,
            unit_id=granted.unit_id,
            group_id=group.id,
            arrangement_id=granted.id,
            case_id=granted.case_id,
            pupil_id=granted.pupil_id,
            school_id=granted.school_id,
            joined_on=on,
        )

    def leave(self, on: date, *, today: date) -> None:
        """Leave it; `on` is the last day in it. RuleViolation `group.left-before` if it did."""
        if self.left_on is not None:
            raise RuleViolation("group.left-before")
        if on > today:
            raise InvalidInput(FieldError("left_on", "help.in-the-future"))
        if on < self.joined_on:
            raise InvalidInput(FieldError("left_on", "group.before-it-joined"))
        self.left_on = on

    def end_with(self, on: date) -> None:
        """Leave it because the help or the group is over; nothing happens to one that left."""
        if self.left_on is None:
            self.left_on = max(on, self.joined_on)
