"""HTTP: in which groups the help of one child is given; of other children nothing is told."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from samenspel_arrangements.api.dependencies import ArrangementsEdge, CaseIdInPath
from samenspel_arrangements.api.help.courses import ArrangementIdInPath, which_of
from samenspel_arrangements.api.help.group_views import (
    GroupEvaluationView,
    GroupOfHelpView,
    GroupsOfHelpView,
    JoiningBody,
    LeavingBody,
)
from samenspel_arrangements.application.help.groups import join_group, leave_group
from samenspel_arrangements.domain.help.ids import HelpGroupId
from samenspel_arrangements.domain.policies import Action, may
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_platform.access_log import FilePart

router = APIRouter(prefix="/cases/{caseId}/arrangements/{arrangementId}", tags=["help groups"])


@router.get(
    "/groups",
    operation_id="listGroupsOfHelp",
    summary="List in which groups a child's help is or was given",
)
async def of_help(
    case_id: CaseIdInPath, arrangement_id: ArrangementIdInPath, edge: ArrangementsEdge
) -> GroupsOfHelpView:
    """List them; of other children nothing is told."""
    async with edge.transaction() as uow:
        case = await uow.queries.case(case_id, edge.actor)
        await uow.arrangements.in_case(case.case_id, arrangement_id, case.pupil_id)
        await edge.saw(uow, case, FilePart.CASE)
        return await _of_help(uow, arrangement_id, may_read=may(edge.actor, Action.READ_TEXT, case))


@router.post(
    "/group-joins",
    operation_id="joinHelpGroup",
    summary="Give a child's help in a group",
    status_code=201,
    response_model=GroupsOfHelpView,
)
async def join(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: JoiningBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Give it there from a day on; what the group has planned since then counts for the child."""
    which, group_id = which_of(case_id, arrangement_id), HelpGroupId(body.help_group_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> GroupsOfHelpView:
        case, _, _ = await join_group(
            which, group_id, body.joined_on, actor=edge.actor, uow=uow, clock=edge.clock
        )
        await edge.saw(uow, case, FilePart.CASE)
        return await _of_help(uow, arrangement_id, may_read=True)

    return await edge.answer_once(request, 201, do)


@router.post(
    "/group-leaves",
    operation_id="leaveHelpGroup",
    summary="Have a child leave the group",
    status_code=201,
    response_model=GroupsOfHelpView,
)
async def leave(
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    body: LeavingBody,
    request: Request,
    edge: ArrangementsEdge,
) -> Response:
    """Leave it; what was planned after that day is dropped."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork) -> GroupsOfHelpView:
        case, _, _ = await leave_group(
            which, body.left_on, actor=edge.actor, uow=uow, clock=edge.clock
        )
        await edge.saw(uow, case, FilePart.CASE)
        return await _of_help(uow, arrangement_id, may_read=True)

    return await edge.answer_once(request, 201, do)


async def _of_help(
    uow: SqlArrangementsUnitOfWork, arrangement_id: UUID, *, may_read: bool
) -> GroupsOfHelpView:
    items = []
    for group_id, joined_on, left_on in await uow.group_lines.of_help(arrangement_id):
        group = await uow.help_groups.get(group_id)
        items.append(
            GroupOfHelpView(
                joined_on=joined_on,
                left_on=left_on,
                name=group.name if may_read else None,
                goals=list(group.goals) if may_read else [],
                evaluations=[
                    GroupEvaluationView.of(found) for found in group.evaluations if may_read
                ],
            )
        )
    return GroupsOfHelpView(items=items)
