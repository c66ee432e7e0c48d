"""What "Mijn werk" shows: the items within an actor's reach, by haste."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_notifications.domain.work_items import (
    OTHERS_MOVE,
    Group,
    ItemKind,
    Today,
    WorkItem,
)
from samenspel_notifications.domain.work_reach import WorkReach
from samenspel_notifications.persistence.tables import (
    WorkItemRow,
    WorkPupilRow,
    WorkSchoolRow,
    WorkStandInRow,
)

After = tuple[date, UUID] | None
"""The last day and the id of the last item of the page before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownItem:
    """An item as its reader sees it: how much haste it has, and whether it is the reader's own.

    The names are None while they are not known here.
    """

    item: WorkItem
    group: Group
    own: bool
    given_name: str | None
    school_name: str | None

    @property
    def key(self) -> tuple[date, UUID]:
        """Its place in a list."""
        return self.item.due_on, self.item.id


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The first items of a group, and how many there are in all."""

    count: int
    first: tuple[ShownItem, ...]


def work_position(parts: tuple[Any, ...] | None) -> After:
    """Read where a page starts; InvalidInput if that is no place in a list of ours."""
    if parts is None:
        return None
    try:
        day, id_ = parts
        return date.fromisoformat(day), UUID(id_)
    except (TypeError, ValueError, AttributeError):
        raise InvalidInput(FieldError("cursor", "cursor.invalid")) from None


class WorkQueries:
    """The open items of one alliance, within an actor's reach."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def away(self, deputy_id: UUID, on: date) -> Sequence[UUID]:
        """Give for whom a person stands in on a day."""
        row = WorkStandInRow
        query = select(row.person_id).where(
            row.alliance_id == self._alliance_id,
            row.deputy_id == deputy_id,
            row.first_day <= on,
            row.last_day >= on,
        )
        return (await self._session.scalars(query)).all()

    async def groups(
        self, reach: WorkReach, today: Today, *, each: int
    ) -> Mapping[Group, ShownGroup]:
        """Give the first `each` items of every group that has any, the most urgent group first."""
        found = self._found(reach, today)
        place = func.row_number().over(
            partition_by=found.c.group, order_by=(found.c.due_on, found.c.id)
        )
        ranked = select(
            found,
            place.label("place"),
            func.count().over(partition_by=found.c.group).label("in_group"),
        ).subquery("ranked")
        first = select(ranked).where(ranked.c.place <= each).subquery("first")
        rows = await self._session.execute(self._named(first))
        items: dict[Group, list[ShownItem]] = {}
        counts: dict[Group, int] = {}
        for row in rows:
            shown = _shown(row)
            items.setdefault(shown.group, []).append(shown)
            counts[shown.group] = row.in_group
        return {
            group: ShownGroup(counts[group], tuple(items[group]))
            for group in Group
            if group in items
        }

    async def items(
        self, reach: WorkReach, today: Today, *, group: Group | None, after: After, limit: int
    ) -> Sequence[ShownItem]:
        """Give items by their last day, of one group or of all."""
        found = self._found(reach, today)
        query = select(found)
        if group is not None:
            query = query.where(found.c.group == group.value)
        if after is not None:
            query = query.where(tuple_(found.c.due_on, found.c.id) > tuple_(*after))
        page = query.order_by(found.c.due_on, found.c.id).limit(limit).subquery("page")
        return [_shown(row) for row in await self._session.execute(self._named(page))]

    def _found(self, reach: WorkReach, today: Today) -> Subquery:
        item = union_all(self._held(reach), self._ending(reach, today)).subquery("item")
        waits = or_(item.c.action.in_(OTHERS_MOVE), ~item.c.own)
        group = case(
            (item.c.own & (item.c.due_on < today.day), Group.OVERDUE.value),
            (waits, Group.WAITING.value),
            (item.c.due_on == today.day, Group.TODAY.value),
            (item.c.arrived_at >= today.new_since, Group.NEW.value),
            else_=Group.LATER.value,
        )
        return select(item, group.label("group")).subquery("found")

    def _held(self, reach: WorkReach) -> Select[Any]:
        """Select what has a holder of its own."""
        row = WorkItemRow
        own = or_(
            _is_one_of(reach.holders, row.holder_kind, row.holder_id),
            *(
                and_(row.kind == kind.value, _is_one_of({holder}, row.holder_kind, row.holder_id))
                for holder, kind in reach.decides
            ),
        )
        return self._columns(row.holder_kind, row.holder_id, own).where(
            row.kind != ItemKind.ARRANGEMENT.value, or_(own, _follows(reach))
        )

    def _ending(self, reach: WorkReach, today: Today) -> Select[Any]:
        """Select the help that ends soon; without a case that is known, its desk answers."""
        row, of_case = WorkItemRow, aliased(WorkItemRow)
        kind = func.coalesce(of_case.holder_kind, _desk_kind())
        id_ = func.coalesce(of_case.holder_id, row.unit_id, row.alliance_id)
        own = _is_one_of(reach.holders, kind, id_)
        its_case = and_(of_case.alliance_id == row.alliance_id, of_case.id == row.case_id)
        return (
            self._columns(kind, id_, own)
            .outerjoin(of_case, its_case)
            .where(
                row.case_id.is_not(None),
                row.due_on <= today.ends_shown_until,
                or_(own, _follows(reach)),
            )
        )

    def _columns(self, holder_kind: Any, holder_id: Any, own: ColumnElement[bool]) -> Select[Any]:
        row = WorkItemRow
        return (
            select(
                row.id,
                row.kind,
                row.unit_id,
                row.school_id,
                row.pupil_id,
                row.case_id,
                row.action,
                row.due_on,
                row.arrived_at,
                holder_kind.label("holder_kind"),
                holder_id.label("holder_id"),
                own.label("own"),
            )
            .select_from(row)
            .where(row.alliance_id == self._alliance_id)
        )

    def _named(self, found: Subquery) -> Select[Any]:
        pupil, school, mine = WorkPupilRow, WorkSchoolRow, self._alliance_id
        return (
            select(found, pupil.given_name, school.name.label("school_name"))
            .outerjoin(pupil, and_(pupil.alliance_id == mine, pupil.pupil_id == found.c.pupil_id))
            .outerjoin(
                school, and_(school.alliance_id == mine, school.school_id == found.c.school_id)
            )
            .order_by(found.c.due_on, found.c.id)
        )


def _is_one_of(holders: AbstractSet[Holder], kind: Any, id_: Any) -> ColumnElement[bool]:
    return or_(false(), *(and_(kind == holder.kind.value, id_ == holder.id) for holder in holders))


def _follows(reach: WorkReach) -> ColumnElement[bool]:
    row = WorkItemRow
    followed: list[ColumnElement[bool]] = [false()]
    if reach.school_id is not None:
        followed.append(row.school_id == reach.school_id)
    if reach.pupil_ids:
        followed.append(row.pupil_id.in_(reach.pupil_ids))
    return and_(row.kind.in_(sorted(reach.followed)), or_(*followed))


def _desk_kind() -> ColumnElement[str]:
    unit, alliance = HolderKind.UNIT_DESK.value, HolderKind.ALLIANCE_DESK.value
    return case((WorkItemRow.unit_id.is_(None), literal(alliance)), else_=literal(unit))


def _shown(row: Any) -> ShownItem:
    item = WorkItem(
        id=row.id,
        kind=ItemKind(row.kind),
        unit_id=row.unit_id,
        school_id=row.school_id,
        pupil_id=row.pupil_id,
        case_id=row.case_id,
        holder=Holder(HolderKind(row.holder_kind), row.holder_id),
        action=row.action,
        due_on=row.due_on,
        arrived_at=row.arrived_at,
    )
    return ShownItem(
        item=item,
        group=Group(row.group),
        own=row.own,
        given_name=row.given_name,
        school_name=row.school_name,
    )
