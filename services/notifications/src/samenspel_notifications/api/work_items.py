"""HTTP: what its caller must do, over all services."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from samenspel_notifications.api.dependencies import NotificationsEdge
from samenspel_notifications.domain.work_items import Group, ItemKind, Today
from samenspel_notifications.domain.work_reach import work_reach_of
from samenspel_notifications.persistence.work_queries import ShownItem, work_position
from samenspel_platform.bodies import IsoDate, UtcDateTime, View
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.paging import Page, PageRequest, page_request, paged

router = APIRouter(prefix="/work-items", tags=["work items"])


class HolderView(View):
    """Who answers for an item: `person`, `school`, `unit-desk` or `alliance-desk`."""

    kind: str
    id: UUID


class WorkItemView(View):
    """One open item; it names nobody. `href` is the page on which it is done."""

    id: UUID
    kind: ItemKind
    group: Group
    own: bool
    holder: HolderView
    action: str
    due_on: IsoDate
    arrived_at: UtcDateTime
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID | None
    case_id: UUID | None
    href: str

    @classmethod
    def of(cls, shown: ShownItem) -> "WorkItemView":
        """Show an item."""
        item = shown.item
        return cls(
            id=item.id,
            kind=item.kind,
            group=shown.group,
            own=shown.own,
            holder=HolderView(kind=item.holder.kind.value, id=item.holder.id),
            action=item.action,
            due_on=item.due_on,
            arrived_at=item.arrived_at,
            unit_id=item.unit_id,
            school_id=item.school_id,
            pupil_id=item.pupil_id,
            case_id=item.case_id,
            href=item.path,
        )


@router.get("", operation_id="listWorkItems", summary="List what you must do, what is due first")
async def work_items(
    edge: NotificationsEdge,
    page: Annotated[PageRequest, Depends(page_request)],
    group: Annotated[Group | None, Query(description="Only items with this haste.")] = None,
) -> Page[WorkItemView]:
    """Give the caller's own open items, those of whom it stands in for, and what others do for
    its school or pupils.
    """
    today = Today.at(edge.clock.now(), DutchWorkingDays())
    after = work_position(page.after)
    async with edge.transaction() as uow:
        away = await uow.shown_work.away(edge.actor.person_id, today.day)
        reach = work_reach_of(edge.actor).for_those_away(away)
        found = await uow.shown_work.items(
            reach, today, group=group, after=after, limit=page.limit + 1
        )
    items, cursor = paged(found, page, lambda shown: shown.key)
    return Page(items=[WorkItemView.of(shown) for shown in items], next_cursor=cursor)
