"""Page: search, within what one may see.

What is looked for is mostly a child's name. It travels in a form's body and not in an address,
which browsers, proxies and logs keep (NL GOV REST API Design Rules 2.2, 4.2: no sensitive data in
addresses).
"""

from fastapi import APIRouter, Request
from starlette.responses import Response

from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.search import LONGEST, Search
from samenspel_intake.web.pages import IntakeEdge, pages
from samenspel_platform.forbidden_texts import refuse_forbidden
from samenspel_platform.forms import read_form
from samenspel_web.forms import REFUSALS

router = APIRouter()


@router.get("/search")
async def ask(request: Request, edge: IntakeEdge) -> Response:
    """Ask what is looked for."""
    POLICY.require_somewhere(edge.actor, Deed.SEE)
    return pages.render(request, "search.html", found=None, longest=LONGEST)


@router.post("/search")
async def find(request: Request, edge: IntakeEdge) -> Response:
    """Show what fits; nothing is changed, so that a repetition does no harm."""
    POLICY.require_somewhere(edge.actor, Deed.SEE)
    form = await read_form(request)
    try:
        refuse_forbidden(form)
        search = Search.read(form.get("q", ""))
    except REFUSALS as refusal:
        return pages.refuse(
            request, "search.html", refusal, typed=form, found=None, longest=LONGEST
        )
    async with edge.transaction() as uow:
        found = await uow.search.find(search, edge.actor)
    return pages.render(
        request,
        "search.html",
        typed=form,
        found=found,
        longest=LONGEST,
        may_see_family=POLICY.may_somewhere(edge.actor, Deed.SEE_FAMILY),
    )
