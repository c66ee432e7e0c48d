"""Pages: a group of help is changed, and closed."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from samenspel_arrangements.application.help.group_changes import (
    ChangeGroup,
    CloseGroup,
    change_group,
    close_group,
)
from samenspel_arrangements.domain.help.group import WhyClosed
from samenspel_arrangements.domain.help.ids import HelpGroupId
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.help.groups import GroupIdInPath, of_one_group
from samenspel_arrangements.web.pages import ArrangementsEdge
from samenspel_kernel.ids import PersonId
from samenspel_platform.forms import Form
from samenspel_web.forms import filled

router = APIRouter(prefix="/help-groups/{helpGroupId}")


class ChangeForm(BaseModel):
    """What it is from now on; without a leader, that stays."""

    name: str = ""
    goals: str = ""
    leader_id: UUID | None = None
    ends_on: date
    places: int


class ClosureForm(BaseModel):
    """The last day of the group, and why there is none after it."""

    closed_on: date
    why_closed: WhyClosed


@router.post("/changes")
async def change(request: Request, group_id: GroupIdInPath, edge: ArrangementsEdge) -> Response:
    """Change it."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> object:
        typed = ChangeForm.model_validate(filled(form))
        command = ChangeGroup(
            group_id=HelpGroupId(group_id),
            name=typed.name,
            goals=typed.goals.splitlines(),
            leader_id=PersonId(typed.leader_id) if typed.leader_id else None,
            ends_on=typed.ends_on,
            places=typed.places,
        )
        return await change_group(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await of_one_group(request, edge, group_id, do, "group.changed")


@router.post("/closures")
async def close(request: Request, group_id: GroupIdInPath, edge: ArrangementsEdge) -> Response:
    """Close it."""

    async def do(uow: SqlArrangementsUnitOfWork, form: Form) -> object:
        typed = ClosureForm.model_validate(filled(form))
        command = CloseGroup(
            group_id=HelpGroupId(group_id), on=typed.closed_on, reason=typed.why_closed
        )
        return await close_group(command, actor=edge.actor, uow=uow, clock=edge.clock)

    return await of_one_group(request, edge, group_id, do, "group.closed")
