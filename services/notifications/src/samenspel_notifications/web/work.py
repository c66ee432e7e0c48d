"""Page: "Mijn werk", what its reader must do over all services, by haste."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from samenspel_kernel.actor import Role
from samenspel_notifications.domain.policies import POLICY, Action
from samenspel_notifications.domain.work_items import Group, Today
from samenspel_notifications.domain.work_reach import WorkReach, work_reach_of
from samenspel_notifications.persistence.work_queries import work_position
from samenspel_notifications.web.pages import NotificationsEdge, next_href, pages
from samenspel_notifications.web.work_words import WorkWords
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.paging import PageRequest, page_request, paged

router = APIRouter()
PATH = "/notifications/work"
EACH = 5
"""So many items of a group are on the first page; the rest is one click away."""

NEXT_STEPS = {
    Role.SCHOOL_COORDINATOR: "/intake/support-requests/new",
    Role.UNIT_COORDINATOR: "/arrangements/cases",
    Role.ADMINISTRATOR: "/intake/desk",
    Role.COMMITTEE: "/arrangements/tlvs",
    Role.DIRECTOR: "/reporting",
}
"""Where a role without work may want to go."""

Paging = Annotated[PageRequest, Depends(page_request)]


@router.get("/work", include_in_schema=False)
async def work(
    request: Request, edge: NotificationsEdge, page: Paging, group: Group | None = None
) -> Response:
    """Show the groups that have anything, what is overdue first; or all of one group."""
    today = Today.at(edge.clock.now(), DutchWorkingDays())
    async with edge.transaction() as uow:
        away = await uow.shown_work.away(edge.actor.person_id, today.day)
    reach = work_reach_of(edge.actor).for_those_away(away)
    if group is not None:
        return await _whole_group(request, edge, page, group, reach, today)
    async with edge.transaction() as uow:
        groups = await uow.shown_work.groups(reach, today, each=EACH)
    return pages.render(
        request,
        "work.html",
        groups=groups,
        words=WorkWords(pages.texts, edge.actor),
        next_step=NEXT_STEPS.get(edge.actor.role, ""),
        may_send_post=POLICY.may_somewhere(edge.actor, Action.SEND_POST),
    )


async def _whole_group(
    request: Request,
    edge: NotificationsEdge,
    page: PageRequest,
    group: Group,
    reach: WorkReach,
    today: Today,
) -> Response:
    after = work_position(page.after)
    async with edge.transaction() as uow:
        found = await uow.shown_work.items(
            reach, today, group=group, after=after, limit=page.limit + 1
        )
    items, cursor = paged(found, page, lambda shown: shown.key)
    return pages.render(
        request,
        "work_group.html",
        group=group,
        items=items,
        words=WorkWords(pages.texts, edge.actor),
        next_href=next_href(PATH, cursor, group=group.value),
    )
