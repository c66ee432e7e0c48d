"""HTTP: groups of help, for who runs them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.help.group_views import (
    GroupBody,
    GroupEvaluationBody,
    GroupLinesView,
    GroupLineView,
    GroupRecordBody,
    GroupView,
    MemberView,
)
from samenspel_arrangements.api.help.sessions import RowBody, SessionsView, SessionView
from samenspel_arrangements.application.help.group_sessions import (
    RecordGroup,
    plan_group_sessions,
    record_group,
)
from samenspel_arrangements.application.help.groups import (
    EvaluateGroup,
    MakeGroup,
    evaluate_group,
    make_group,
    require_leads,
)
from samenspel_arrangements.domain.help.ids import HelpGroupId, SessionId
from samenspel_arrangements.domain.help.session_row import Row
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import PersonId, UnitId
from samenspel_platform.access_log import FilePart

router = APIRouter(prefix="/help-groups", tags=["help groups"])
GroupIdInPath = Annotated[UUID, Path(alias="helpGroupId", description="The group's id.")]


@router.get("", operation_id="listHelpGroups", summary="List the groups that one may run")
async def list_groups(edge: ArrangementsEdge) -> GroupLinesView:
    """List them."""
    POLICY.require_somewhere(edge.actor, Action.RUN_GROUPS)
    async with edge.transaction() as uow:
        found = await uow.group_lines.all(edge.actor)
    return GroupLinesView(items=[GroupLineView.of(line) for line in found])


@router.post(
    "",
    operation_id="makeHelpGroup",
    summary="Make a group of help",
    status_code=201,
    response_model=GroupView,
)
async def make(body: GroupBody, request: Request, edge: ArrangementsEdge) -> Response:
    """Make it; nobody is in it yet."""
    unit_id = body.unit_id or edge.actor.unit_id
    command = MakeGroup(
        unit_id=UnitId(unit_id) if unit_id else None,
        name=body.name,
        goals=body.goals,
        leader_id=PersonId(body.leader_id) if body.leader_id else None,
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        places=body.places,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> GroupView:
        group = await make_group(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return GroupView.of(group, [])

    return await edge.answer_once(request, 201, do)


@router.get("/{helpGroupId}", operation_id="getHelpGroup", summary="Show a group")
async def show(group_id: GroupIdInPath, edge: ArrangementsEdge) -> GroupView:
    """Show it with the children whose cases the caller works on."""
    async with edge.transaction() as uow:
        return await shown(group_id, edge, uow)


@router.post(
    "/{helpGroupId}/sessions",
    operation_id="planGroupSessions",
    summary="Plan a row of sessions of a group",
    status_code=201,
    response_model=GroupView,
)
async def plan(
    group_id: GroupIdInPath, body: RowBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Plan them for each child that is in it; a session that it has on a day stays one."""
    row = Row(first_on=body.first_on, until=body.until, weeks=body.weeks)

    async def do(uow: SqlArrangementsUnitOfWork) -> GroupView:
        await plan_group_sessions(HelpGroupId(group_id), row, actor=edge.actor, uow=uow)
        return await shown(group_id, edge, uow)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{helpGroupId}/records",
    operation_id="recordGroupSession",
    summary="Say once for all whether a group's session was given",
    status_code=201,
    response_model=SessionsView,
)
async def record(
    group_id: GroupIdInPath, body: GroupRecordBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Say it of each child in it that the caller may help, but for who was absent."""
    command = RecordGroup(
        group_id=HelpGroupId(group_id),
        on=body.on,
        absent=frozenset(map(SessionId, body.absent)),
        missed=body.missed,
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> SessionsView:
        found = await record_group(command, actor=edge.actor, uow=uow, clock=edge.clock)
        for session in found:
            await edge.saw(uow, session, FilePart.CASE)
        return SessionsView(items=[SessionView.of(session) for session in found])

    return await edge.answer_once(request, 201, do)


@router.post(
    "/{helpGroupId}/evaluations",
    operation_id="evaluateHelpGroup",
    summary="Write down whether a group works as a whole",
    status_code=201,
    response_model=GroupView,
)
async def evaluate(
    group_id: GroupIdInPath, body: GroupEvaluationBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Write it down; each child's people read it, name no child in it."""
    command = EvaluateGroup(
        group_id=HelpGroupId(group_id), on=body.evaluated_on, works=body.works, words=body.words
    )

    async def do(uow: SqlArrangementsUnitOfWork) -> GroupView:
        await evaluate_group(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown(group_id, edge, uow)

    return await edge.answer_once(request, 201, do)


async def shown(
    group_id: UUID, edge: ArrangementsEdge, uow: SqlArrangementsUnitOfWork
) -> GroupView:
    """Show a group to who runs or leads it, with the children whose cases that person works on."""
    group = await uow.help_groups.get(group_id)
    require_leads(group, edge.actor)
    members = await uow.group_lines.children(edge.actor, group_id)
    return GroupView.of(group, [MemberView.of(line) for line in members])
