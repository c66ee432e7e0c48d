"""HTTP: a planned session is moved or called off beforehand, of one child or of a group."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.help.courses import ArrangementIdInPath, which_of
from samenspel_arrangements.api.help.group_views import GroupView
from samenspel_arrangements.api.help.groups import GroupIdInPath, shown
from samenspel_arrangements.api.help.sessions import SessionsView, SessionView
from samenspel_arrangements.application.help.reschedule import (
    CallOffGroupDay,
    CallOffSession,
    MoveGroupDay,
    MoveSession,
    call_off_group_day,
    call_off_session,
    move_group_day,
    move_session,
)
from samenspel_arrangements.domain.help.ids import HelpGroupId, SessionId
from samenspel_arrangements.domain.help.session import Hindrance
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.access_log import FilePart
from samenspel_platform.bodies import Body, IsoDate

router = APIRouter()
OF_HELP = "/cases/{caseId}/arrangements/{arrangementId}"
OF_GROUP = "/help-groups/{helpGroupId}"


class MoveBody(Body):
    """Which session, to which day, and why if one likes to say."""

    session_id: UUID
    to: IsoDate
    reason: Hindrance | None = None


class CallOffBody(Body):
    """Which session is not given, why, and on which day another is instead, if any is."""

    session_id: UUID
    reason: Hindrance
    instead_on: IsoDate | None = None


class GroupMoveBody(Body):
    """The session on which day, to which day, and why if one likes to say."""

    on: IsoDate
    to: IsoDate
    reason: Hindrance | None = None


class GroupCallOffBody(Body):
    """The session on which day is not given, why, and when another is instead, if any is."""

    on: IsoDate
    reason: Hindrance
    instead_on: IsoDate | None = None


@router.post(
    f"{OF_HELP}/session-moves",
    operation_id="moveSession",
    summary="Move a planned session to another day",
    status_code=201,
    response_model=SessionView,
    tags=["sessions"],
)
async def move(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: MoveBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Move it within the days of the help; who moved it is kept."""
    command = MoveSession(
        which=which_of(case_id, arrangement_id),
        session_id=SessionId(body.session_id),
        to=body.to,
        reason=body.reason,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> SessionView:
        case, session = await move_session(command, actor=edge.actor, uow=uow, clock=edge.clock)
        await edge.saw(uow, case, FilePart.CASE)
        return SessionView.of(session)

    return await edge.answer_once(request, 201, do)


@router.post(
    f"{OF_HELP}/session-cancellations",
    operation_id="callOffSession",
    summary="Call a planned session off",
    status_code=201,
    response_model=SessionsView,
    tags=["sessions"],
)
async def call_off(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: CallOffBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Call it off, and give it with the one that comes instead."""
    command = CallOffSession(
        which=which_of(case_id, arrangement_id),
        session_id=SessionId(body.session_id),
        reason=body.reason,
        instead_on=body.instead_on,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> SessionsView:
        case, session, instead = await call_off_session(
            command, actor=edge.actor, uow=uow, clock=edge.clock
        )
        await edge.saw(uow, case, FilePart.CASE)
        both = [session, instead] if instead else [session]
        return SessionsView(items=[SessionView.of(each) for each in both])

    return await edge.answer_once(request, 201, do)


@router.post(
    f"{OF_GROUP}/session-moves",
    operation_id="moveGroupSession",
    summary="Move the session of a group on a day to another day",
    status_code=201,
    response_model=GroupView,
    tags=["help groups"],
)
async def move_day(
    group_id: GroupIdInPath, body: GroupMoveBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Move it for each child; where the help is not there on that day it is called off."""
    command = MoveGroupDay(
        group_id=HelpGroupId(group_id), on=body.on, to=body.to, reason=body.reason
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> GroupView:
        await move_group_day(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown(group_id, edge, uow)

    return await edge.answer_once(request, 201, do)


@router.post(
    f"{OF_GROUP}/session-cancellations",
    operation_id="callOffGroupSession",
    summary="Call the session of a group on a day off",
    status_code=201,
    response_model=GroupView,
    tags=["help groups"],
)
async def call_off_day(
    group_id: GroupIdInPath, body: GroupCallOffBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Call it off for each child, and plan the one that comes instead."""
    command = CallOffGroupDay(
        group_id=HelpGroupId(group_id),
        on=body.on,
        reason=body.reason,
        instead_on=body.instead_on,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> GroupView:
        await call_off_group_day(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown(group_id, edge, uow)

    return await edge.answer_once(request, 201, do)
