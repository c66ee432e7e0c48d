"""HTTP: sessions of granted help are planned in a row, and recorded one by one."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.help.courses import ArrangementIdInPath, which_of
from samenspel_arrangements.application.help.sessions import (
    PlanSessions,
    RecordSession,
    plan_sessions,
    record_session,
)
from samenspel_arrangements.domain.help.ids import SessionId
from samenspel_arrangements.domain.help.session import (
    CalledOff,
    Hindrance,
    Missed,
    NotGiven,
    Session,
)
from samenspel_arrangements.domain.help.session_row import Row
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.help.sessions import SessionLine
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.clock import dutch_date
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate, View

router = APIRouter(tags=["sessions"])
OF_HELP = "/cases/{caseId}/arrangements/{arrangementId}/sessions"


class RowBody(Body):
    """Sessions from a day, every so many weeks, until a last day; who plans them gives them."""

    first_on: IsoDate
    until: IsoDate
    weeks: int = 1


class RecordBody(Body):
    """Why the session was not given; without a reason, it was."""

    missed: Missed | None = None


class SessionView(View):
    """One session: on which day, who gives it, and what was said of it.

    `movedFrom`: the day on which it was before; `insteadOn`: when another is for one called off.
    """

    id: UUID
    arrangement_id: UUID
    case_id: UUID
    pupil_id: UUID
    giver_id: UUID
    planned_on: date
    status: str
    missed: Missed | None
    called_off: Hindrance | None
    moved_from: date | None
    instead_on: date | None

    @classmethod
    def of(cls, session: Session) -> Self:
        """Show one that was just planned or recorded."""
        standing = session.standing
        return cls(
            id=session.id,
            arrangement_id=session.arrangement_id,
            case_id=session.case_id,
            pupil_id=session.pupil_id,
            giver_id=session.giver_id,
            planned_on=session.on,
            status=standing.status,
            missed=standing.reason if isinstance(standing, NotGiven) else None,
            called_off=standing.reason if isinstance(standing, CalledOff) else None,
            moved_from=session.moves[-1].was_on if session.moves else None,
            instead_on=standing.instead_on if isinstance(standing, CalledOff) else None,
        )

    @classmethod
    def of_line(cls, line: SessionLine) -> Self:
        """Show one as a query found it."""
        off = line.status == CalledOff.status
        return cls(
            id=line.id,
            arrangement_id=line.arrangement_id,
            case_id=line.case_id,
            pupil_id=line.pupil_id,
            giver_id=line.giver_id,
            planned_on=line.on,
            status=line.status,
            missed=Missed(line.reason) if line.reason and not off else None,
            called_off=Hindrance(line.reason) if line.reason and off else None,
            moved_from=line.moved_from,
            instead_on=line.instead_on,
        )


class SessionsView(View):
    """Sessions, in the order of their days."""

    items: list[SessionView]


@router.get("/sessions", operation_id="listMySessions", summary="List the sessions to record")
async def list_mine(edge: ArrangementsEdge) -> SessionsView:
    """List what one gives today, and what one gave before and said nothing of."""
    POLICY.require_somewhere(edge.actor, Action.GIVE_HELP)
    async with edge.transaction() as uow:
        today = dutch_date(edge.clock.now())
        found = await uow.session_lines.to_record(edge.actor, today=today)
    return SessionsView(items=[SessionView.of_line(line) for line in found])


@router.get(OF_HELP, operation_id="listSessions", summary="List the sessions of granted help")
async def list_of_help(
    case_id: CaseIdInPath, arrangement_id: ArrangementIdInPath, edge: ArrangementsEdge
) -> SessionsView:
    """List what was planned, given and not given."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        await uow.arrangements.in_case(case.case_id, arrangement_id, case.pupil_id)
        await edge.saw(uow, case, FilePart.CASE)
        found = await uow.session_lines.of_help(arrangement_id)
    return SessionsView(items=[SessionView.of_line(line) for line in found])


@router.post(
    OF_HELP,
    operation_id="planSessions",
    summary="Plan a row of sessions of granted help",
    status_code=201,
    response_model=SessionsView,
)
async def plan(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: RowBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Plan them within the days of the help, sixty at once at most."""
    row = Row(first_on=body.first_on, until=body.until, weeks=body.weeks)
    command = PlanSessions(which=which_of(case_id, arrangement_id), row=row)

    async def do(uow: SqlArrangementsUnitOfWork) -> SessionsView:
        case, planned = await plan_sessions(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, case, FilePart.CASE)
        return SessionsView(items=[SessionView.of(session) for session in planned])

    return await edge.answer_once(request, 201, do)


@router.post(
    "/sessions/{sessionId}/records",
    operation_id="recordSession",
    summary="Say whether a session was given",
    status_code=201,
    response_model=SessionView,
)
async def record(
    session_id: Annotated[UUID, Path(alias="sessionId", description="The session's id.")],
    body: RecordBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Say it, or say it anew: the newest word counts. The first that was given begins the help."""
    command = RecordSession(session_id=SessionId(session_id), missed=body.missed)

    async def do(uow: SqlArrangementsUnitOfWork) -> SessionView:
        session = await record_session(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, session, FilePart.CASE)
        return SessionView.of(session)

    return await edge.answer_once(request, 201, do)
