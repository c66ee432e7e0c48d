"""Use cases: groups of help are made, looked at, and joined and left by the help of one child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.help.follow_course import Which, load_help
from samenspel_arrangements.application.help.sessions import SessionsUnitOfWork
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.help.course import Evaluation, Works
from samenspel_arrangements.domain.help.group import MOST_CHILDREN, HelpGroup, Membership
from samenspel_arrangements.domain.help.ids import HelpGroupId, MembershipId, SessionId
from samenspel_arrangements.domain.help.session import Session
from samenspel_arrangements.domain.help.session_row import school_days
from samenspel_arrangements.domain.people.profile import Helper, Wanted
from samenspel_arrangements.domain.policies import POLICY, Action, require
from samenspel_arrangements.domain.term_rules import SESSION_RECORD
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import (
    AllianceId,
    ArrangementId,
    EvaluationId,
    PersonId,
    UnitId,
    new_id,
)


class HelpGroups(Protocol):
    """The groups of one alliance."""

    async def get(self, id_: UUID) -> HelpGroup:
        """Load one for change; NotFound if there is none."""
        ...

    def save(self, aggregate: HelpGroup) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Memberships(Protocol):
    """Which help is given in which group."""

    async def current_of(self, arrangement_id: UUID) -> Membership | None:
        """Load that of help which is given in a group now, for change."""
        ...

    async def in_group(self, group_id: UUID) -> Sequence[Membership]:
        """Load those that are in a group now, for change."""
        ...

    def save(self, aggregate: Membership) -> None:
        """Have it written at the end of the unit of work."""
        ...


class Helpers(Protocol):
    """People of one alliance who can help."""

    async def find(self, wanted: Wanted, *, on: date) -> Sequence[Helper]:
        """Give who fits and may still act here."""
        ...


class GroupsUnitOfWork(SessionsUnitOfWork, Protocol):
    """One transaction with groups and the help in them."""

    @property
    def help_groups(self) -> HelpGroups:
        """The groups."""
        ...

    @property
    def memberships(self) -> Memberships:
        """Which help is given in them."""
        ...

    @property
    def helpers(self) -> Helpers:
        """Who can lead one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeGroup:
    """Of which unit, what for, from when, until when, and who leads it; None is who makes it."""

    unit_id: UnitId | None
    name: str
    goals: Sequence[str]
    leader_id: PersonId | None
    starts_on: date
    ends_on: date
    places: int = MOST_CHILDREN


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluateGroup:
    """What was found of a group as a whole, and on which day."""

    group_id: HelpGroupId
    on: date
    works: Works
    words: str


async def make_group(
    command: MakeGroup, *, actor: Actor, uow: GroupsUnitOfWork, clock: Clock
) -> HelpGroup:
    """Make it; who leads it stands in the register of people, or is who makes it."""
    here = Relations(alliance_id=actor.alliance_id, unit_id=command.unit_id)
    require(actor, Action.RUN_GROUPS, here)
    leader_id = command.leader_id or actor.person_id
    if leader_id != actor.person_id:
        await require_helper(leader_id, uow, clock)
    group = HelpGroup.make(
        id_=HelpGroupId(new_id()),
        alliance_id=AllianceId(actor.alliance_id),
        unit_id=command.unit_id,
        name=command.name,
        goals=lines_of(command.goals),
        leader_id=leader_id,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        places=command.places,
        at=clock.now(),
    )
    uow.help_groups.save(group)
    return group


async def require_helper(leader_id: PersonId, uow: GroupsUnitOfWork, clock: Clock) -> None:
    """InvalidInput at `leader_id` unless the person stands in the register of who can help."""
    known = await uow.helpers.find(Wanted(), on=dutch_date(clock.now()))
    if all(helper.person_id != leader_id for helper in known):
        raise InvalidInput(FieldError("leader_id", "group.unknown-leader"))


def require_leads(group: HelpGroup, actor: Actor) -> None:
    """Refuse who neither leads the group nor may run it; leading it, one needs no case of it."""
    leads = group.leader_id == actor.person_id and POLICY.may_somewhere(actor, Action.GIVE_HELP)
    if not leads:
        require(actor, Action.RUN_GROUPS, group)


def lines_of(goals: Sequence[str]) -> tuple[str, ...]:
    """Give goals without those that say nothing."""
    return tuple(goal for goal in map(str.strip, goals) if goal)


async def evaluate_group(
    command: EvaluateGroup, *, actor: Actor, uow: GroupsUnitOfWork, clock: Clock
) -> HelpGroup:
    """Write it down; each child is looked at in its own case all the same."""
    group = await uow.help_groups.get(command.group_id)
    require(actor, Action.RUN_GROUPS, group)
    found = Evaluation(
        id=EvaluationId(new_id()), on=command.on, works=command.works, words=command.words
    )
    group.evaluate(found, at=clock.now())
    uow.help_groups.save(group)
    return group


async def join_group(
    which: Which,
    group_id: HelpGroupId,
    on: date,
    *,
    actor: Actor,
    uow: GroupsUnitOfWork,
    clock: Clock,
) -> tuple[Case, HelpGroup, Membership]:
    """Give help in a group from a day on; what the group has planned since is the child's too."""
    case, granted = await load_help(which, actor, uow)
    group = await uow.help_groups.get(group_id)
    require(actor, Action.RUN_GROUPS, group)
    if await uow.memberships.current_of(granted.id):
        raise RuleViolation("group.already-in-one")
    others = len(await uow.memberships.in_group(group.id))
    id_ = MembershipId(new_id())
    member = Membership.join(group, granted, id_=id_, on=on, others=others)
    uow.memberships.save(member)
    days = await uow.sessions.days_of_group(group.id, since=on)
    await plan_for_child(granted, member, days, group.leader_id, uow, chosen=False)
    return case, group, member


async def plan_for_child(
    granted: Arrangement,
    member: Membership,
    days: Sequence[date],
    giver_id: PersonId,
    uow: GroupsUnitOfWork,
    *,
    chosen: bool,
) -> Sequence[date]:
    """Plan a child's part of sessions of its group, and give the days: those at which it is in it.

    Days off of the child's school are left out, unless the day was `chosen` by itself.
    """
    calendar = await uow.calendars.of(granted.school_id)
    found = school_days(days_in_it(granted, member, days), calendar, chosen=chosen)
    for day in found:
        session = Session.plan(
            granted,
            id_=SessionId(new_id()),
            on=day,
            giver_id=giver_id,
            record=await uow.terms.begin(SESSION_RECORD, day),
            group_id=member.group_id,
        )
        uow.sessions.save(session)
    return found


def days_in_it(granted: Arrangement, member: Membership, days: Sequence[date]) -> tuple[date, ...]:
    """Give the days at which a child is in its group."""
    last = granted.period.planned_end_on
    return tuple(day for day in days if member.joined_on <= day <= last)


async def leave_group(
    which: Which, on: date, *, actor: Actor, uow: GroupsUnitOfWork, clock: Clock
) -> tuple[Case, HelpGroup, Membership]:
    """Leave the group; `on` is the last day in it, what was planned after it is dropped."""
    case, granted = await load_help(which, actor, uow)
    member = await uow.memberships.current_of(granted.id)
    if member is None:
        raise RuleViolation("group.left-before")
    member.leave(on, today=dutch_date(clock.now()))
    uow.memberships.save(member)
    for session in await uow.sessions.planned_for(granted.id):
        if session.group_id == member.group_id and session.on > on:
            session.drop()
            uow.sessions.save(session)
    return case, await uow.help_groups.get(member.group_id), member


async def end_membership(
    arrangement_id: ArrangementId, ended_on: date, *, uow: GroupsUnitOfWork
) -> None:
    """Take help that is over out of its group, if it was in one."""
    if member := await uow.memberships.current_of(arrangement_id):
        member.end_with(ended_on)
        uow.memberships.save(member)
