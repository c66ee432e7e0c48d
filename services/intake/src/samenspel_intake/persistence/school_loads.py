"""What hangs on schools: pupils, open requests and items, and the people who work there."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from samenspel_intake.application.schools.ports import SchoolLoad
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_intake.persistence.tables import GrantRow, PupilRow
from samenspel_kernel.accountability import HolderKind
from samenspel_kernel.ids import SchoolId
from samenspel_messaging.unit_of_work import SqlUnitOfWork
from samenspel_platform.open_items import SqlOpenItems


class SqlSchoolLoads:
    """Counts and finds, within one alliance."""

    def __init__(self, uow: SqlUnitOfWork, open_items: Sequence[SqlOpenItems[Any, Any]]) -> None:
        self._uow, self._open_items = uow, open_items

    async def of(self, schools: Sequence[SchoolId]) -> Mapping[UUID, SchoolLoad]:
        """Give the load of each school."""
        pupil, request, grant = PupilRow, SupportRequestRow, GrantRow
        used = pupil.merged_into.is_(None)
        pupils = await self._count(pupil, pupil.school_id, schools, used)
        open_ = request.next_action_due_on.is_not(None)
        requests = await self._count(request, request.school_id, schools, open_)
        staff = await self._count(grant, grant.school_id, schools, grant.until.is_(None))
        items = dict.fromkeys(schools, 0)
        for kind in self._open_items:
            row = kind.row_type
            held = row.holder_kind == HolderKind.SCHOOL.value
            counted = await self._count(row, row.holder_id, schools, held)
            items = {id_: items[id_] + counted.get(id_, 0) for id_ in schools}
        return {
            id_: SchoolLoad(
                pupils=pupils.get(id_, 0),
                requests=requests.get(id_, 0),
                items=items[id_],
                staff=staff.get(id_, 0),
            )
            for id_ in schools
        }

    async def pupils_at(self, school_id: SchoolId) -> Sequence[UUID]:
        """Give the pupils of a school that are still used."""
        row = PupilRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.school_id == school_id,
            row.merged_into.is_(None),
        )
        return list(await self._uow.session.scalars(query.order_by(row.id)))

    async def requests_follow(self, school_id: SchoolId, to: SchoolId) -> int:
        """Let those of another school see the open requests of a school; gives how many."""
        row = SupportRequestRow
        query = select(row).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.school_id == school_id,
            row.next_action_due_on.is_not(None),
        )
        found = list(await self._uow.session.scalars(query))
        for request in found:
            request.school_id = to
        return len(found)

    async def _count(
        self,
        row: Any,
        school_id: Any,
        schools: Sequence[SchoolId],
        which: ColumnElement[bool],
    ) -> dict[UUID, int]:
        query = (
            select(school_id, func.count())
            .where(row.alliance_id == self._uow.scope.alliance_id)
            .where(school_id.in_(schools), which)
            .group_by(school_id)
        )
        return {id_: count for id_, count in await self._uow.session.execute(query)}
