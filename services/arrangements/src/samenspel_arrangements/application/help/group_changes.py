"""Use cases: a group of help is changed, and closed with a decision asked about each child's help."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from samenspel_arrangements.application.help.groups import (
    GroupsUnitOfWork,
    lines_of,
    require_helper,
)
from samenspel_arrangements.domain.case import ActionKind
from samenspel_arrangements.domain.help.group import Closure, HelpGroup, WhyClosed
from samenspel_arrangements.domain.help.ids import HelpGroupId
from samenspel_arrangements.domain.help.session import Session
from samenspel_arrangements.domain.policies import Action, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import ArrangementId, CaseId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGroup:
    """What a group is from now on, until when, who leads it, and for how many there is room.

    Without a leader, that stays.
    """

    group_id: HelpGroupId
    name: str
    goals: Sequence[str]
    leader_id: PersonId | None
    ends_on: date
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseGroup:
    """Which group, its last day, and why."""

    group_id: HelpGroupId
    on: date
    reason: WhyClosed


async def change_group(
    command: ChangeGroup, *, actor: Actor, uow: GroupsUnitOfWork, clock: Clock
) -> HelpGroup:
    """Change it; what is planned from today until its last day is given by who leads it now."""
    group = await uow.help_groups.get(command.group_id)
    require(actor, Action.RUN_GROUPS, group)
    leader_id, today = command.leader_id or group.leader_id, dutch_date(clock.now())
    other = leader_id != group.leader_id
    if other and leader_id != actor.person_id:
        await require_helper(leader_id, uow, clock)
    members = await uow.memberships.in_group(group.id)
    group.change(
        name=command.name,
        goals=lines_of(command.goals),
        leader_id=leader_id,
        ends_on=command.ends_on,
        places=command.places,
        children=len(members),
        at=clock.now(),
    )
    uow.help_groups.save(group)
    for member in members:
        left, dropped = await _left_until(group.ends_on, member.arrangement_id, group, uow)
        if dropped:
            await _ask_about(member.case_id, clock.now(), uow)
        for session in left:
            if other and session.on >= today:
                session.hand_to(group.leader_id)
                uow.sessions.save(session)
    return group


async def close_group(
    command: CloseGroup, *, actor: Actor, uow: GroupsUnitOfWork, clock: Clock
) -> HelpGroup:
    """Close it: each child leaves it, and who holds its case decides how its help goes on.

    What was planned after the last day is dropped; the help itself stays as it was granted.
    """
    group, now = await uow.help_groups.get(command.group_id), clock.now()
    require(actor, Action.RUN_GROUPS, group)
    group.close(Closure(command.on, command.reason, actor.person_id), at=now)
    uow.help_groups.save(group)
    for member in await uow.memberships.in_group(group.id):
        member.end_with(command.on)
        uow.memberships.save(member)
        await _left_until(command.on, member.arrangement_id, group, uow)
        await _ask_about(member.case_id, now, uow)
    return group


async def _ask_about(case_id: CaseId, at: datetime, uow: GroupsUnitOfWork) -> None:
    """Have who holds a case decide how its help goes on."""
    case = await uow.cases.get(case_id)
    case.remind(ActionKind.DECIDE_ON_HELP, at=at)
    uow.cases.save(case)


async def _left_until(
    last: date, arrangement_id: ArrangementId, group: HelpGroup, uow: GroupsUnitOfWork
) -> tuple[Sequence[Session], int]:
    """Drop what a group has planned for a child after its last day; give what is left, how many went."""
    planned = await uow.sessions.planned_for(arrangement_id)
    of_group = [session for session in planned if session.group_id == group.id]
    for session in of_group:
        if session.on > last:
            session.drop()
            uow.sessions.save(session)
    left = [session for session in of_group if session.on <= last]
    return left, len(of_group) - len(left)
