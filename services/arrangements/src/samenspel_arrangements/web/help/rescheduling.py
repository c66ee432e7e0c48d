"""Pages: a planned session is moved or called off beforehand, of one child or of a group."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

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
from samenspel_arrangements.web.help.course import ArrangementIdInPath, done, which_of
from samenspel_arrangements.web.help.groups import GroupIdInPath, of_one_group
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath
from samenspel_platform.forms import Form
from samenspel_web.forms import filled

router = APIRouter()
OF_HELP = "/cases/{caseId}/arrangements/{arrangementId}"
OF_GROUP = "/help-groups/{helpGroupId}"


class MoveForm(BaseModel):
    """Which session, to which day, and why if one likes to say."""

    session_to_move: UUID
    to: date
    why_moved: Hindrance | None = None


class CallOffForm(BaseModel):
    """Which session is not given, why, and on which day another is instead, if any is."""

    session_to_call_off: UUID
    why_called_off: Hindrance
    instead_on: date | None = None


class GroupMoveForm(BaseModel):
    """The session on which day, to which day, and why if one likes to say."""

    day_to_move: date
    to: date
    why_moved: Hindrance | None = None


class GroupCallOffForm(BaseModel):
    """The session on which day is not given, why, and when another is instead, if any is."""

    day_to_call_off: date
    why_called_off: Hindrance
    instead_on: date | None = None


@router.post(f"{OF_HELP}/session-moves")
async def move(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Move a session of one child."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = MoveForm.model_validate(typed)
        command = MoveSession(
            which=which,
            session_id=SessionId(form.session_to_move),
            to=form.to,
            reason=form.why_moved,
        )
        return await move_session(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "session.moved")


@router.post(f"{OF_HELP}/session-cancellations")
async def call_off(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Call a session of one child off."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = CallOffForm.model_validate(typed)
        command = CallOffSession(
            which=which,
            session_id=SessionId(form.session_to_call_off),
            reason=form.why_called_off,
            instead_on=form.instead_on,
        )
        return await call_off_session(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "session.called-off")


@router.post(f"{OF_GROUP}/session-moves")
async def move_day(request: Request, group_id: GroupIdInPath, edge: ArrangementsEdge) -> Response:
    """Move a session of a group, for all in it."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> None:
        typed = GroupMoveForm.model_validate(filled(form))
        command = MoveGroupDay(
            group_id=HelpGroupId(group_id),
            on=typed.day_to_move,
            to=typed.to,
            reason=typed.why_moved,
        )
        await move_group_day(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await of_one_group(request, edge, group_id, do, "session.moved")


@router.post(f"{OF_GROUP}/session-cancellations")
async def call_off_day(
    request: Request, group_id: GroupIdInPath, edge: ArrangementsEdge
) -> Response:
    """Call a session of a group off, for all in it."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> None:
        typed = GroupCallOffForm.model_validate(filled(form))
        command = CallOffGroupDay(
            group_id=HelpGroupId(group_id),
            on=typed.day_to_call_off,
            reason=typed.why_called_off,
            instead_on=typed.instead_on,
        )
        await call_off_group_day(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await of_one_group(request, edge, group_id, do, "session.called-off")
