"""Pages: the help of one child is given in a group from a day on, and leaves it."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.help.groups import join_group, leave_group
from samenspel_arrangements.domain.help.ids import HelpGroupId
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.help.course import ArrangementIdInPath, done, which_of
from samenspel_arrangements.web.pages import ArrangementsEdge, CaseIdInPath

router = APIRouter(prefix="/cases/{caseId}/arrangements/{arrangementId}")


class JoinForm(BaseModel):
    """In which group, and since when."""

    group_id: UUID
    joined_on: date


class LeaveForm(BaseModel):
    """The last day in the group."""

    left_on: date


@router.post("/group-joins")
async def join(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Give the help in a group."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        form = JoinForm.model_validate(typed)
        group_id = HelpGroupId(form.group_id)
        return await join_group(
            which, group_id, form.joined_on, actor=edge.actor, uow=uow, clock=edge.clock
        )

    return await done(request, which, edge, do, "group.joined")


@router.post("/group-leaves")
async def leave(
    request: Request,
    case_id: CaseIdInPath,
    arrangement_id: ArrangementIdInPath,
    edge: ArrangementsEdge,
) -> Response:
    """Have the child leave it."""
    which = which_of(case_id, arrangement_id)

    async def do(uow: SqlArrangementsUnitOfWork, typed: dict[str, str]) -> object:
        left_on = LeaveForm.model_validate(typed).left_on
        return await leave_group(which, left_on, actor=edge.actor, uow=uow, clock=edge.clock)

    return await done(request, which, edge, do, "group.left")
