"""The team of a case: who joins, as what, what each does and until when (M15, N1).

Who holds the case, the parents and the school always are in it and stand in no list. A place in
the team gives no right to look into the file: that is what a role or a leave to share is for.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation

MOST_MEMBERS = 30
MAX_CALLED = 120
MAX_DOES = 300


class TeamRole(StrEnum):
    """As what somebody joins: from the school, as an expert, or from outside."""

    TEACHER = "teacher"
    SCHOOL_COORDINATOR = "school-coordinator"
    EXPERT = "expert"
    YOUTH = "youth"
    MUNICIPALITY = "municipality"
    HEALTH = "health"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """Somebody in the team, from the day `since` to the day `until`, both included.

    `called` is a person or an organisation and `does` what it does for the child; both stay in
    this service. Without `until` it is in for as long as the case is open. `left_on` is the day on
    which it was taken off.
    """

    number: int
    role: TeamRole
    called: str = field(repr=False)
    does: str = field(repr=False)
    since: date
    until: date | None = None
    left_on: date | None = None

    def __post_init__(self) -> None:
        if not self.called.strip() or not self.does.strip():
            raise ValueError("who is in a team is called something, and does something")
        if self.until is not None and self.until < self.since:
            raise ValueError("nobody leaves a team before it joins")

    def is_in(self, today: date) -> bool:
        """Tell whether it works along on a day."""
        return self.left_on is None and (self.until is None or today <= self.until)


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody who ever joined, in that order; nobody is struck from it."""

    members: tuple[TeamMember, ...] = ()

    def now(self, today: date) -> tuple[TeamMember, ...]:
        """Give who works along on a day, the school first and partners outside after."""
        place = list(TeamRole).index
        there = [each for each in self.members if each.is_in(today)]
        return tuple(sorted(there, key=lambda each: (place(each.role), each.number)))

    def before(self, today: date) -> tuple[TeamMember, ...]:
        """Give who does not any more on a day."""
        return tuple(each for each in self.members if not each.is_in(today))

    def joined(
        self, role: TeamRole, *, called: str, does: str, until: date | None, today: date
    ) -> "Team":
        """Give the team with one more; InvalidInput names each field that is wrong."""
        past = until is not None and until < today
        wrong = [
            text_error("called", called, max_length=MAX_CALLED),
            text_error("does", does, max_length=MAX_DOES),
            FieldError("until", "action.due-in-past") if past else None,
        ]
        if errors := [each for each in wrong if each is not None]:
            raise InvalidInput(*errors)
        if len(self.now(today)) >= MOST_MEMBERS:
            raise RuleViolation("team.too-many")
        member = TeamMember(
            number=len(self.members) + 1,
            role=role,
            called=called.strip(),
            does=does.strip(),
            since=today,
            until=until,
        )
        return Team((*self.members, member))

    def role_of(self, number: int) -> TeamRole:
        """Tell as what somebody joined who is or was in it."""
        return self.members[number - 1].role

    def left(self, number: int, *, today: date) -> "Team":
        """Give the team without one; RuleViolation `team.not-in-it` when it is not in it."""
        if not any(each.number == number and each.is_in(today) for each in self.members):
            raise RuleViolation("team.not-in-it")
        return Team(
            tuple(
                replace(each, left_on=today) if each.number == number else each
                for each in self.members
            )
        )


NOBODY_JOINED = Team()
