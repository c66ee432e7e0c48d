"""Page: the cases that wait for an answer, and those that run."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_arrangements.web.words import Words
from samenspel_kernel.actor import Role
from samenspel_platform.paging import PageRequest, page_request, paged

router = APIRouter()
AT_ONCE = 100


@router.get("/cases")
async def show_cases(
    request: Request,
    edge: ArrangementsEdge,
    page: Annotated[PageRequest, Depends(page_request)],
) -> Response:
    """Show what waits for an answer, and the open cases with what is due first on top."""
    async with edge.transaction() as uow:
        offered = await uow.queries.cases(
            edge.actor, state=CaseState.OFFERED, after=None, limit=AT_ONCE
        )
        found = await uow.queries.cases(
            edge.actor, state=CaseState.OPENED, after=page.after, limit=page.limit
        )
        counts = await uow.queries.count_by_state(edge.actor)
    opened, cursor = paged(found, page, lambda case: (case.due_on, case.case_id))
    return pages.render(
        request,
        "cases.html",
        words=Words(pages.texts),
        offered=offered[:AT_ONCE],
        opened=opened,
        counts=counts,
        next_href=f"/arrangements/cases?cursor={cursor}" if cursor else "",
        first_page=page.after is None,
        may_answer=POLICY.may_somewhere(edge.actor, Action.ANSWER),
        may_give=POLICY.may_somewhere(edge.actor, Action.GIVE_HELP),
        may_find_recipes=POLICY.may_somewhere(edge.actor, Action.FIND_RECIPES),
        may_run_groups=POLICY.may_somewhere(edge.actor, Action.RUN_GROUPS),
        may_find_helpers=POLICY.may_somewhere(edge.actor, Action.FIND_HELPERS),
        may_keep_profile=POLICY.may_somewhere(edge.actor, Action.KEEP_PROFILE),
        may_see_tlvs=POLICY.may_somewhere(edge.actor, Action.SEE_TLV),
        with_unit=edge.actor.role is not Role.UNIT_COORDINATOR,
    )
