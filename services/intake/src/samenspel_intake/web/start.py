"""Page: where each role begins."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from samenspel_intake.domain.form_draft import DraftForm
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.web.pages import pages
from samenspel_kernel.actor import Actor, Role
from samenspel_platform.edge import get_edge

router = APIRouter()
MOST_SHOWN = 50
WORK = "/notifications/work"
ELSEWHERE = {
    Role.UNIT_COORDINATOR: WORK,
    Role.ADMINISTRATOR: WORK,
    Role.DIRECTOR: "/reporting",
    Role.COMMITTEE: WORK,
    Role.EXPERT: WORK,
    Role.YOUTH_CONSULTANT: WORK,
    Role.ATTENDANCE_OFFICER: "/intake/out-of-education",
    Role.FAMILY_DESK: WORK,
}


@router.get("")
async def start(request: Request) -> Response:
    """Show a school or a parent its requests; send the others to where they work."""
    actor: Actor | None = request.state.actor
    if actor is None and request.app.state.demo:
        return RedirectResponse("/intake/personas", status_code=303)
    if actor is None:
        return RedirectResponse("/intake/log-in", status_code=303)
    if actor.role is Role.PUPIL:
        return pages.render(request, "start_child.html")
    if actor.role in ELSEWHERE:
        return pages.redirect(request, ELSEWHERE[actor.role])
    return await _own_requests(request, actor)


async def _own_requests(request: Request, actor: Actor) -> Response:
    edge = await get_edge(request)
    async with edge.transaction() as uow:
        found = await uow.requests.newest(actor, limit=MOST_SHOWN)
        prepared = await uow.prepared_requests.open_for(actor, limit=MOST_SHOWN)
        school = await uow.register.school_name(actor.school_id)
        children = await uow.register.pupils(actor) if actor.role is Role.PARENT else []
        spells = await uow.spell_lines.longest(actor, limit=MOST_SHOWN, after=None)
        draft = await uow.form_drafts.find(DraftForm.NEW_REQUEST, person_id=actor.person_id)
    template = "start_parent.html" if actor.role is Role.PARENT else "start_school.html"
    return pages.render(
        request,
        template,
        school=school,
        draft=draft,
        prepared=prepared,
        children=children,
        spells=spells,
        may_merge=POLICY.may_somewhere(actor, Deed.MERGE),
        may_ask=POLICY.may_somewhere(actor, Deed.ASK),
        open=[line for line in found if line.is_open],
        handed_over=[line for line in found if line.case_id],
    )
