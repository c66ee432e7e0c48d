"""Use cases: sessions of help are planned in a row, and recorded one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_arrangements.application.help.follow_course import Which
from samenspel_arrangements.application.help.ports import GrantedHelp
from samenspel_arrangements.application.holder_ports import Terms
from samenspel_arrangements.application.ports import Cases
from samenspel_arrangements.domain.arrangement import Arrangement
from samenspel_arrangements.domain.case import ActionKind, Case, CaseState
from samenspel_arrangements.domain.help.course import BY_ITSELF, EndReason, Granted
from samenspel_arrangements.domain.help.ids import SessionId
from samenspel_arrangements.domain.help.session import Missed, Session
from samenspel_arrangements.domain.help.session_row import Row
from samenspel_arrangements.domain.policies import Action, may, require
from samenspel_arrangements.domain.term_rules import HELP_ASK, SESSION_RECORD
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import ArrangementId, new_id
from samenspel_kernel.school_calendar import SchoolCalendar


class SchoolCalendars(Protocol):
    """The days of schools, of one alliance."""

    async def of(self, school_id: UUID | None = None) -> SchoolCalendar:
        """Give those of a school; without one, those of the whole country."""
        ...


class Sessions(Protocol):
    """The sessions of one alliance."""

    async def get(self, id_: UUID) -> Session:
        """Load one for change; NotFound if there is none."""
        ...

    async def planned_for(self, arrangement_id: UUID) -> Sequence[Session]:
        """Load those of which nobody said anything yet, for change."""
        ...

    async def of_group(self, group_id: UUID, *, on: date) -> Sequence[Session]:
        """Load the children's parts of a group's session, for change."""
        ...

    async def days_of_group(self, group_id: UUID, *, since: date) -> Sequence[date]:
        """Give the days from a day on at which a group has a session."""
        ...

    async def is_any_late(self, case_id: UUID, *, but: UUID) -> bool:
        """Tell whether of another session of a case nobody said in time whether it was given."""
        ...

    def save(self, aggregate: Session) -> None:
        """Have it written at the end of the unit of work."""
        ...


class SessionsUnitOfWork(Protocol):
    """One transaction with the sessions of help in it."""

    @property
    def cases(self) -> Cases:
        """The cases."""
        ...

    @property
    def arrangements(self) -> GrantedHelp:
        """The arrangements."""
        ...

    @property
    def sessions(self) -> Sessions:
        """The sessions."""
        ...

    @property
    def terms(self) -> Terms:
        """The terms."""
        ...

    @property
    def calendars(self) -> SchoolCalendars:
        """The days of schools."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSessions:
    """Of which help, and on which days; who plans them gives them."""

    which: Which
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSession:
    """Which session, and why it was not given; None when it was."""

    session_id: SessionId
    missed: Missed | None


async def plan_sessions(
    command: PlanSessions, *, actor: Actor, uow: SessionsUnitOfWork, clock: Clock
) -> tuple[Case, Sequence[Session]]:
    """Plan a row of sessions that the actor gives; without the days off of the child's school."""
    case, granted = await help_to_give(command.which, actor, uow)
    calendar = await uow.calendars.of(granted.school_id)
    planned = [
        Session.plan(
            granted,
            id_=SessionId(new_id()),
            on=day,
            giver_id=actor.person_id,
            record=await uow.terms.begin(SESSION_RECORD, day),
        )
        for day in command.row.days(granted, calendar)
    ]
    for session in planned:
        uow.sessions.save(session)
    return case, planned


async def help_to_give(
    which: Which, actor: Actor, uow: SessionsUnitOfWork
) -> tuple[Case, Arrangement]:
    """Load help that the actor may give, of a case that is open."""
    case = await uow.cases.get(which.case_id)
    require(actor, Action.GIVE_HELP, case)
    granted = await uow.arrangements.get(which.arrangement_id)
    if granted.case_id != case.id:
        raise NotFound(case.pupil_id)
    if case.state is not CaseState.OPENED:
        raise RuleViolation("case.not-open")
    return case, granted


async def record_session(
    command: RecordSession, *, actor: Actor, uow: SessionsUnitOfWork, clock: Clock
) -> Session:
    """Write down whether it was given; the first one that was begins the help."""
    session = await uow.sessions.get(command.session_id)
    require(actor, Action.GIVE_HELP, session)
    require_giver(session, actor)
    now = clock.now()
    if command.missed is None:
        session.give(by=actor.person_id, at=now)
    else:
        session.miss(command.missed, by=actor.person_id, at=now)
    uow.sessions.save(session)
    granted = await uow.arrangements.get(session.arrangement_id)
    begins = command.missed is None and isinstance(granted.course, Granted)
    if begins:
        ask = await uow.terms.begin(HELP_ASK, session.on)
        granted.start(session.on, ask_on=ask.last_day, at=now)
        uow.arrangements.save(granted)
    if begins or session.is_told:
        await settle_late(session, granted, uow=uow, at=now)
    return session


def require_giver(session: Session, actor: Actor) -> None:
    """RuleViolation unless the actor gives the session, or works on its case."""
    if session.giver_id != actor.person_id and not may(actor, Action.WORK, session):
        raise RuleViolation("session.of-another")


async def drop_sessions(
    arrangement_id: ArrangementId, reason: EndReason, ended_on: date, *, uow: SessionsUnitOfWork
) -> None:
    """Take what was planned after the end of help out of the plan.

    Of what was before, people can still say whether it was given; not where the case ended too.
    """
    for session in await uow.sessions.planned_for(arrangement_id):
        if reason in BY_ITSELF or session.on > ended_on:
            session.drop()
            uow.sessions.save(session)


async def settle_late(
    session: Session, granted: Arrangement, *, uow: SessionsUnitOfWork, at: datetime
) -> None:
    """Have the holder do no more about it than what is still to be said of other sessions."""
    case = await uow.cases.get(session.case_id)
    look_on = granted.period.evaluation_on
    if not isinstance(granted.course, Granted):
        case.settle(ActionKind.START_HELP, look_on=look_on, at=at)
    if not await uow.sessions.is_any_late(session.case_id, but=session.id):
        case.settle(ActionKind.RECORD_SESSIONS, look_on=look_on, at=at)
    uow.cases.save(case)
