"""Use cases: a planned session is moved or called off beforehand, of one child or of a group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_arrangements.application.help.follow_course import Which
from samenspel_arrangements.application.help.groups import (
    GroupsUnitOfWork,
    plan_for_child,
    require_leads,
)
from samenspel_arrangements.application.help.sessions import (
    SessionsUnitOfWork,
    help_to_give,
    require_giver,
    settle_late,
)
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.case import Case
from samenspel_arrangements.domain.help.group import HelpGroup
from samenspel_arrangements.domain.help.ids import HelpGroupId, SessionId
from samenspel_arrangements.domain.help.session import (
    CalledOff,
    Hindrance,
    Move,
    Planned,
    Session,
)
from samenspel_arrangements.domain.help.session_row import day_errors
from samenspel_arrangements.domain.term_rules import SESSION_RECORD
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound, RuleViolation
from samenspel_kernel.ids import ArrangementId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSession:
    """Which session of which help, to which day, and why if one likes to say."""

    which: Which
    session_id: SessionId
    to: date
    reason: Hindrance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffSession:
    """Which session of which help is not given, why, and on which day another is instead."""

    which: Which
    session_id: SessionId
    reason: Hindrance
    instead_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveGroupDay:
    """The session of a group on a day, to which day, and why if one likes to say."""

    group_id: HelpGroupId
    on: date
    to: date
    reason: Hindrance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffGroupDay:
    """The session of a group on a day, why it is not given, and when another is instead."""

    group_id: HelpGroupId
    on: date
    reason: Hindrance
    instead_on: date | None = None


async def move_session(
    command: MoveSession, *, actor: Actor, uow: SessionsUnitOfWork, clock: Clock
) -> tuple[Case, Session]:
    """Move it; RuleViolation `session.of-a-group` for a child's part of a group's."""
    case, granted = await help_to_give(command.which, actor, uow)
    session = await _session_of(case, granted, command.session_id, actor, uow)
    if session.group_id is not None:
        raise RuleViolation("session.of-a-group")
    # The session asks it too; but no term begins on a day that is of no rule, far off or long past.
    if wrong := day_errors(granted, command.to, field="to"):
        raise InvalidInput(*wrong)
    await _move(session, granted, command.to, command.reason, actor, uow, clock)
    return case, session


async def call_off_session(
    command: CallOffSession, *, actor: Actor, uow: SessionsUnitOfWork, clock: Clock
) -> tuple[Case, Session, Session | None]:
    """Call it off, and plan the one that comes instead; of a group's, it is this child's alone."""
    case, granted = await help_to_give(command.which, actor, uow)
    session = await _session_of(case, granted, command.session_id, actor, uow)
    instead = None
    if (day := command.instead_on) is not None:
        if wrong := day_errors(granted, day, field="instead_on"):
            raise InvalidInput(*wrong)
        instead = Session.plan(
            granted,
            id_=SessionId(new_id()),
            on=day,
            giver_id=session.giver_id,
            record=await uow.terms.begin(SESSION_RECORD, day),
        )
        uow.sessions.save(instead)
    standing = CalledOff(actor.person_id, command.reason, command.instead_on)
    await _call_off(session, granted, standing, uow, clock)
    return case, session, instead


async def move_group_day(
    command: MoveGroupDay, *, actor: Actor, uow: GroupsUnitOfWork, clock: Clock
) -> None:
    """Move it for all; a child whose help is not there on that day has it called off."""
    group, sessions = await _day_of(command.group_id, command.on, actor, uow)
    await _require_free(group, command.to, "to", uow)
    joined = {m.arrangement_id: m.joined_on for m in await uow.memberships.in_group(group.id)}
    for session in sessions:
        granted = await uow.arrangements.get(session.arrangement_id)
        since = joined.get(granted.id, granted.first_day)
        if command.to < since or day_errors(granted, command.to, field="to"):
            standing = CalledOff(actor.person_id, command.reason or Hindrance.OTHER)
            await _call_off(session, granted, standing, uow, clock)
        else:
            await _move(session, granted, command.to, command.reason, actor, uow, clock)


async def call_off_group_day(
    command: CallOffGroupDay, *, actor: Actor, uow: GroupsUnitOfWork, clock: Clock
) -> None:
    """Call it off for all, and plan the one that comes instead for who is in the group then.

    To a child that is not there on that other day, none is promised.
    """
    group, sessions = await _day_of(command.group_id, command.on, actor, uow)
    then: set[ArrangementId] = set()
    if (day := command.instead_on) is not None:
        await _require_free(group, day, "instead_on", uow)
        for member in await uow.memberships.in_group(group.id):
            granted = await uow.arrangements.get(member.arrangement_id)
            if await plan_for_child(granted, member, [day], group.leader_id, uow, chosen=True):
                then.add(granted.id)
    for session in sessions:
        granted = await uow.arrangements.get(session.arrangement_id)
        instead_on = command.instead_on if granted.id in then else None
        standing = CalledOff(actor.person_id, command.reason, instead_on)
        await _call_off(session, granted, standing, uow, clock)


async def _session_of(
    case: Case,
    granted: Arrangement,
    session_id: SessionId,
    actor: Actor,
    uow: SessionsUnitOfWork,
) -> Session:
    session = await uow.sessions.get(session_id)
    if session.arrangement_id != granted.id:
        raise NotFound(case.pupil_id)
    require_giver(session, actor)
    return session


async def _day_of(
    group_id: HelpGroupId, on: date, actor: Actor, uow: GroupsUnitOfWork
) -> tuple[HelpGroup, Sequence[Session]]:
    group = await uow.help_groups.get(group_id)
    require_leads(group, actor)
    group.require_open()
    found = await uow.sessions.of_group(group_id, on=on)
    sessions = [session for session in found if isinstance(session.standing, Planned)]
    if not sessions:
        raise RuleViolation("session.not-now")
    return group, sessions


async def _require_free(group: HelpGroup, day: date, field: str, uow: GroupsUnitOfWork) -> None:
    if not group.starts_on <= day <= group.ends_on:
        raise InvalidInput(FieldError(field, "session.outside-the-group"))
    if day in await uow.sessions.days_of_group(group.id, since=day):
        raise InvalidInput(FieldError(field, "session.day-taken"))


async def _move(
    session: Session,
    granted: Arrangement,
    to: date,
    reason: Hindrance | None,
    actor: Actor,
    uow: SessionsUnitOfWork,
    clock: Clock,
) -> None:
    now, was_told = clock.now(), session.is_told
    move = Move(session.on, actor.person_id, dutch_date(now), reason)
    record = await uow.terms.begin(SESSION_RECORD, to)
    session.move(granted, move, to=to, record=record, at=now)
    uow.sessions.save(session)
    if was_told:
        await settle_late(session, granted, uow=uow, at=now)


async def _call_off(
    session: Session,
    granted: Arrangement,
    standing: CalledOff,
    uow: SessionsUnitOfWork,
    clock: Clock,
) -> None:
    now = clock.now()
    session.call_off(standing, at=now)
    uow.sessions.save(session)
    if session.is_told:
        await settle_late(session, granted, uow=uow, at=now)
