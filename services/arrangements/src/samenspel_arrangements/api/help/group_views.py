"""Bodies and views of groups of help."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from samenspel_arrangements.domain.help.course import Evaluation, Works
from samenspel_arrangements.domain.help.group import MOST_CHILDREN, HelpGroup, WhyClosed
from samenspel_arrangements.domain.help.session import Missed
from samenspel_arrangements.persistence.help.groups import GroupLine, MemberLine
from samenspel_platform.bodies import Body, IsoDate, View


class GroupBody(Body):
    """Of which unit, what for, from when until when; who leads it is who makes it, or another.

    Whoever reads about one of the children reads its name and goals: name no child in them.
    """

    unit_id: UUID | None = None
    name: str
    goals: Annotated[list[str], Field(max_length=20)]
    leader_id: UUID | None = None
    starts_on: IsoDate
    ends_on: IsoDate
    places: int = MOST_CHILDREN


class GroupChangeBody(Body):
    """What it is from now on; name no child in its name and goals. Without a leader, that stays."""

    name: str
    goals: Annotated[list[str], Field(max_length=20)]
    leader_id: UUID | None = None
    ends_on: IsoDate
    places: int


class GroupClosureBody(Body):
    """The last day of the group, and why there is none after it."""

    closed_on: IsoDate
    reason: WhyClosed


class GroupEvaluationBody(Body):
    """What was found of the group as a whole, and on which day."""

    evaluated_on: IsoDate
    works: Works
    words: str


class GroupRecordBody(Body):
    """The day, and the sessions of the children that were absent; or why it was given to nobody."""

    on: IsoDate
    absent: Annotated[list[UUID], Field(max_length=60)] = []
    missed: Missed | None = None


class JoiningBody(Body):
    """In which group the help is given, and since when."""

    help_group_id: UUID
    joined_on: IsoDate


class LeavingBody(Body):
    """The last day in the group."""

    left_on: IsoDate


class GroupLineView(View):
    """A group of a list; no child is named."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date
    children: int

    @classmethod
    def of(cls, line: GroupLine) -> Self:
        """Show one."""
        return cls(
            id=line.id,
            name=line.name,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            children=line.children,
        )


class GroupLinesView(View):
    """The groups that the caller may run, the newest first; 200 at most."""

    items: list[GroupLineView]


class GroupEvaluationView(View):
    """One look at the group as a whole."""

    on: date
    works: Works
    words: str

    @classmethod
    def of(cls, found: Evaluation) -> Self:
        """Show one."""
        return cls(on=found.on, works=found.works, words=found.words)


class MemberView(View):
    """One child in the group, for who works on its case."""

    case_id: UUID
    arrangement_id: UUID
    joined_on: date
    left_on: date | None

    @classmethod
    def of(cls, line: MemberLine) -> Self:
        """Show one."""
        return cls(
            case_id=line.case_id,
            arrangement_id=line.arrangement_id,
            joined_on=line.joined_on,
            left_on=line.left_on,
        )


class GroupView(View):
    """A group, for who runs it."""

    id: UUID
    unit_id: UUID | None
    name: str
    goals: list[str]
    leader_id: UUID
    starts_on: date
    ends_on: date
    places: int
    closed_on: date | None
    why_closed: WhyClosed | None
    evaluations: list[GroupEvaluationView]
    members: list[MemberView]

    @classmethod
    def of(cls, group: HelpGroup, members: list[MemberView]) -> Self:
        """Show it as a command or a query found it."""
        return cls(
            id=group.id,
            unit_id=group.unit_id,
            name=group.name,
            goals=list(group.goals),
            leader_id=group.leader_id,
            starts_on=group.starts_on,
            ends_on=group.ends_on,
            places=group.places,
            closed_on=group.closure.on if group.closure else None,
            why_closed=group.closure.reason if group.closure else None,
            evaluations=[GroupEvaluationView.of(found) for found in group.evaluations],
            members=members,
        )


class GroupOfHelpView(View):
    """The group of one child's help; of other children in it nothing is told.

    Its words are for who may read those of the help: for others `name` is null, lists are empty.
    """

    joined_on: date
    left_on: date | None
    name: str | None
    goals: list[str]
    evaluations: list[GroupEvaluationView]


class GroupsOfHelpView(View):
    """The groups in which help is or was given, the newest first."""

    items: list[GroupOfHelpView]
