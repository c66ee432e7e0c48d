"""Pages: an administrator ties accounts of organisations to a person, and unties them."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.application.manage_accounts import link_for_another, unlink_for_another
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.web.access import PEOPLE, person_context
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_kernel.ids import PersonId
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS

router = APIRouter(prefix="/access/people/{person_id}/accounts")


@router.post("")
async def tie(request: Request, edge: IntakeEdge, person_id: UUID) -> Response:
    """Let one more account lead to this person."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    typed, to = await read_form(request), PersonId(person_id)
    try:
        async with edge.transaction() as uow:
            code = typed.get("account", "")
            await link_for_another(code, to=to, actor=edge.actor, uow=uow, clock=edge.clock)
    except REFUSALS as refusal:
        context = await person_context(edge, person_id)
        return pages.refuse(request, "person_access.html", refusal, typed=typed, **context)
    return pages.redirect(request, f"{PEOPLE}/people/{person_id}", notice="accounts.linked")


@router.post("/end")
async def untie(request: Request, edge: IntakeEdge, person_id: UUID) -> Response:
    """Let an account no longer lead to this person; its sessions end."""
    POLICY.require_somewhere(edge.actor, Deed.MANAGE_ACCESS)
    key, of = (await read_form(request)).get("account", ""), PersonId(person_id)
    async with edge.transaction() as uow:
        await unlink_for_another(key, of=of, actor=edge.actor, uow=uow, clock=edge.clock)
    return pages.redirect(request, f"{PEOPLE}/people/{person_id}", notice="accounts.ended")
