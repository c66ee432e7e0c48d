"""Stored groups of help, which help is given in them, and lists of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.help.group import Closure, HelpGroup, Membership
from samenspel_arrangements.domain.help.ids import HelpGroupId, MembershipId
from samenspel_arrangements.domain.help.session import (
    CalledOff,
    Dropped,
    Given,
    NotGiven,
    Planned,
)
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.arrangements import EVALUATIONS
from samenspel_arrangements.persistence.help.tables import (
    HelpGroupRow,
    MembershipRow,
    SessionRow,
)
from samenspel_arrangements.persistence.people_tables import ProfileRow
from samenspel_arrangements.persistence.tables import PupilRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.ids import ArrangementId, CaseId, PersonId, PupilId, SchoolId
from samenspel_messaging.unit_of_work import SqlRepository
from samenspel_platform.documents import Documents
from samenspel_platform.visibility import RelationColumns, permitted

MOST_LINES = 200
CLOSURE: Documents[Closure] = Documents(Closure)
GROUPS = RelationColumns(alliance_id=HelpGroupRow.alliance_id, unit_id=HelpGroupRow.unit_id)
CHILDREN = RelationColumns(
    alliance_id=MembershipRow.alliance_id,
    unit_id=MembershipRow.unit_id,
    school_id=MembershipRow.school_id,
    pupil_id=MembershipRow.pupil_id,
)


class SqlHelpGroups(SqlRepository[HelpGroup, HelpGroupRow]):
    """The groups of one alliance."""

    row_type = HelpGroupRow

    def to_domain(self, row: HelpGroupRow) -> HelpGroup:
        """Build one."""
        return HelpGroup(
            id=HelpGroupId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            name=row.name,
            goals=tuple(row.goals),
            leader_id=PersonId(row.leader_id),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            evaluations=EVALUATIONS.load(row.evaluations),
            places=row.places,
            closure=None if row.closure is None else CLOSURE.load(row.closure),
        )

    def fill(self, row: HelpGroupRow, aggregate: HelpGroup) -> None:
        """Write its state."""
        row.name, row.goals = aggregate.name, list(aggregate.goals)
        row.leader_id = aggregate.leader_id
        row.starts_on, row.ends_on = aggregate.starts_on, aggregate.ends_on
        row.evaluations = EVALUATIONS.dump(aggregate.evaluations)
        row.places, closure = aggregate.places, aggregate.closure
        row.closed_on = closure.on if closure else None
        row.closure = CLOSURE.dump(closure) if closure else None


class SqlMemberships(SqlRepository[Membership, MembershipRow]):
    """Which help of one alliance is given in which group."""

    row_type = MembershipRow

    async def current_of(self, arrangement_id: UUID) -> Membership | None:
        """Load that of help which is given in a group now, for change."""
        row = MembershipRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.arrangement_id == arrangement_id,
            row.left_on.is_(None),
        )
        found = await self._uow.session.scalar(query)
        return None if found is None else await self.get(found)

    async def in_group(self, group_id: UUID) -> Sequence[Membership]:
        """Load those that are in a group now, for change."""
        row = MembershipRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.group_id == group_id,
            row.left_on.is_(None),
        )
        found = await self._uow.session.scalars(query.order_by(row.joined_on, row.id))
        return [await self.get(id_) for id_ in found.all()]

    def to_domain(self, row: MembershipRow) -> Membership:
        """Build one."""
        return Membership(
            id=MembershipId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            group_id=HelpGroupId(row.group_id),
            arrangement_id=ArrangementId(row.arrangement_id),
            case_id=CaseId(row.case_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            joined_on=row.joined_on,
            left_on=row.left_on,
        )

    def fill(self, row: MembershipRow, aggregate: Membership) -> None:
        """Write its state."""
        row.group_id, row.arrangement_id = aggregate.group_id, aggregate.arrangement_id
        row.case_id, row.pupil_id = aggregate.case_id, aggregate.pupil_id
        row.school_id = aggregate.school_id
        row.joined_on, row.left_on = aggregate.joined_on, aggregate.left_on


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group of a list; no child is named."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date
    leader: str | None
    children: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One child in a group, for who runs it."""

    case_id: UUID
    arrangement_id: UUID
    given_name: str | None
    joined_on: date
    left_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDay:
    """A day of a group: to how many children it was given, and to how many not."""

    on: date
    planned: int
    given: int
    missed: int


class GroupQueries:
    """Asks about the groups of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def all(self, actor: Actor, *, since: date | None = None) -> Sequence[GroupLine]:
        """Give those that an actor may run, and that go on at or after a day; the newest first."""
        row, member, profile = HelpGroupRow, MembershipRow, ProfileRow
        children = (
            select(func.count())
            .where(
                member.group_id == row.id,
                member.alliance_id == row.alliance_id,
                member.left_on.is_(None),
            )
            .scalar_subquery()
        )
        leader = (
            select(profile.name)
            .where(profile.person_id == row.leader_id, profile.alliance_id == row.alliance_id)
            .scalar_subquery()
        )
        query = select(
            row.id,
            row.name,
            row.starts_on,
            row.ends_on,
            leader.label("leader"),
            children.label("children"),
        ).where(
            row.alliance_id == self._alliance_id,
            permitted(POLICY, actor, Action.RUN_GROUPS, GROUPS),
        )
        if since is not None:
            query = query.where(row.ends_on >= since, row.closed_on.is_(None))
        found = await self._session.execute(
            query.order_by(row.ends_on.desc(), row.name, row.id).limit(MOST_LINES)
        )
        return [GroupLine(**line) for line in found.mappings()]

    async def led_by(self, actor: Actor, *, since: date) -> Sequence[tuple[UUID, str]]:
        """Give id and name of those that a person leads, and that go on at or after a day."""
        row = HelpGroupRow
        query = select(row.id, row.name).where(
            row.alliance_id == self._alliance_id,
            row.leader_id == actor.person_id,
            row.ends_on >= since,
            row.closed_on.is_(None),
        )
        found = await self._session.execute(query.order_by(row.name, row.id).limit(MOST_LINES))
        return [(id_, name) for id_, name in found]

    async def children(self, actor: Actor, group_id: UUID) -> Sequence[MemberLine]:
        """Give the children of a group whose cases the actor works on, those in it now first."""
        row = MembershipRow
        query = (
            select(
                row.case_id,
                row.arrangement_id,
                PupilRow.given_name,
                row.joined_on,
                row.left_on,
            )
            .outerjoin(PupilRow, PupilRow.pupil_id == row.pupil_id)
            .where(
                row.alliance_id == self._alliance_id,
                row.group_id == group_id,
                permitted(POLICY, actor, Action.WORK, CHILDREN),
            )
        )
        order = (row.left_on.is_not(None), PupilRow.given_name, row.id)
        found = await self._session.execute(query.order_by(*order).limit(MOST_LINES))
        return [MemberLine(**line) for line in found.mappings()]

    async def days(self, group_id: UUID) -> Sequence[GroupDay]:
        """Give the days of a group, the newest first."""
        row = SessionRow
        query = (
            select(
                row.on_day.label("on"),
                *(
                    func.count().filter(row.status.in_(statuses)).label(name)
                    for name, statuses in (
                        ("planned", (Planned.status,)),
                        ("given", (Given.status,)),
                        ("missed", (NotGiven.status, CalledOff.status)),
                    )
                ),
            )
            .where(
                row.alliance_id == self._alliance_id,
                row.group_id == group_id,
                row.status != Dropped.status,
            )
            .group_by(row.on_day)
        )
        found = await self._session.execute(query.order_by(row.on_day.desc()).limit(MOST_LINES))
        return [GroupDay(**line) for line in found.mappings()]

    async def of_help(self, arrangement_id: UUID) -> Sequence[tuple[UUID, date, date | None]]:
        """Give in which groups help is or was given, from when and until when; the newest first."""
        row = MembershipRow
        query = select(row.group_id, row.joined_on, row.left_on).where(
            row.alliance_id == self._alliance_id, row.arrangement_id == arrangement_id
        )
        found = await self._session.execute(query.order_by(row.joined_on.desc(), row.id))
        return [(group_id, joined, left) for group_id, joined, left in found]
