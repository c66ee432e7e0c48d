"""HTTP: a group of help is changed, and closed."""

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge
from samenspel_arrangements.api.help.group_views import (
    GroupChangeBody,
    GroupClosureBody,
    GroupView,
)
from samenspel_arrangements.api.help.groups import GroupIdInPath, shown
from samenspel_arrangements.application.help.group_changes import (
    ChangeGroup,
    CloseGroup,
    change_group,
    close_group,
)
from samenspel_arrangements.domain.help.ids import HelpGroupId
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_kernel.ids import PersonId

router = APIRouter(prefix="/help-groups/{helpGroupId}", tags=["help groups"])


@router.post(
    "/changes",
    operation_id="changeHelpGroup",
    summary="Change a group of help",
    status_code=201,
    response_model=GroupView,
)
async def change(
    group_id: GroupIdInPath, body: GroupChangeBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Change it; what is planned from today is given by who leads it now."""

    async def do(uow: SqlArrangementsUnitOfWork) -> GroupView:
        command = ChangeGroup(
            group_id=HelpGroupId(group_id),
            name=body.name,
            goals=body.goals,
            leader_id=PersonId(body.leader_id) if body.leader_id else None,
            ends_on=body.ends_on,
            places=body.places,
        )
        await change_group(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown(group_id, edge, uow)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/closures",
    operation_id="closeHelpGroup",
    summary="Close a group of help",
    status_code=201,
    response_model=GroupView,
)
async def close(
    group_id: GroupIdInPath, body: GroupClosureBody, request: Request, edge: ArrangementsEdge
) -> Response:
    """Close it; who holds the case of each child in it is asked to decide on its help."""
    command = CloseGroup(group_id=HelpGroupId(group_id), on=body.closed_on, reason=body.reason)

    async def do(uow: SqlArrangementsUnitOfWork) -> GroupView:
        await close_group(command, actor=edge.actor, uow=uow, clock=edge.clock)
        return await shown(group_id, edge, uow)

    return await edge.answer_once(request, 201, do)
