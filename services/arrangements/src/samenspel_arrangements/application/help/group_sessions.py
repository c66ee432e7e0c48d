"""Use cases: sessions of a group are planned for each child in it, and recorded once for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.help.groups import (
    GroupsUnitOfWork,
    days_in_it,
    plan_for_child,
)
from samenspel_arrangements.application.help.sessions import RecordSession, record_session
from samenspel_arrangements.domain.help.course import Ended
from samenspel_arrangements.domain.help.ids import HelpGroupId, SessionId
from samenspel_arrangements.domain.help.session import CalledOff, Missed, Session
from samenspel_arrangements.domain.help.session_row import Row
from samenspel_arrangements.domain.policies import POLICY, Action, may, require
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound, RuleViolation


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGroup:
    """Which group on which day; who was absent, or why it was not given to anybody."""

    group_id: HelpGroupId
    on: date
    absent: frozenset[SessionId] = frozenset()
    missed: Missed | None = None


async def plan_group_sessions(
    group_id: HelpGroupId, row: Row, *, actor: Actor, uow: GroupsUnitOfWork
) -> Sequence[date]:
    """Plan a row for all who are in the group now, and give its days; a day it has stays one.

    RuleViolation `group.nobody-in-it` when no child is in it then; InvalidInput when on all those
    days their schools are closed.
    """
    group = await uow.help_groups.get(group_id)
    require(actor, Action.RUN_GROUPS, group)
    group.require_open()
    members = await uow.memberships.in_group(group_id)
    if not members:
        raise RuleViolation("group.nobody-in-it")
    days = row.days_between(group.starts_on, group.ends_on)
    known = set(await uow.sessions.days_of_group(group_id, since=group.starts_on))
    new = [day for day in days if day not in known]
    there, planned = 0, 0
    for member in members:
        granted = await uow.arrangements.get(member.arrangement_id)
        if isinstance(granted.course, Ended):
            continue
        there += len(days_in_it(granted, member, new))
        chosen = len(days) == 1
        planned += len(
            await plan_for_child(granted, member, new, group.leader_id, uow, chosen=chosen)
        )
    if new and not there:
        raise RuleViolation("group.nobody-in-it")
    if new and not planned:
        raise InvalidInput(FieldError("until", "session.no-school"))
    return days


async def record_group(
    command: RecordGroup, *, actor: Actor, uow: GroupsUnitOfWork, clock: Clock
) -> Sequence[Session]:
    """Write down a session of a group once: given to each, but to who was absent.

    It is said of those children alone that the actor may help; NotFound if that is nobody. One for
    whom it was called off before stays out of it.
    """
    POLICY.require_somewhere(actor, Action.GIVE_HELP)
    sessions = [
        session
        for session in await uow.sessions.of_group(command.group_id, on=command.on)
        if may(actor, Action.GIVE_HELP, session) and not isinstance(session.standing, CalledOff)
    ]
    if not sessions:
        raise NotFound
    if not command.absent <= {session.id for session in sessions}:
        raise InvalidInput(FieldError("absent", "group.not-in-it"))
    return [
        await record_session(
            RecordSession(
                session_id=session.id,
                missed=Missed.CHILD_ABSENT if session.id in command.absent else command.missed,
            ),
            actor=actor,
            uow=uow,
            clock=clock,
        )
        for session in sessions
    ]
