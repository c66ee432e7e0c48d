"""The timeline in PostgreSQL."""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.case_stages import FILE_CLOSED
from samenspel_arrangements.domain.closing.rights import keeps_closed
from samenspel_arrangements.domain.timeline import (
    OF_REQUEST,
    OF_WHERE_IT_IS,
    Entry,
    EntryKind,
    in_order,
)
from samenspel_arrangements.persistence.tables import CaseRow, TimelineRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.authorisation import Relations

AT_MOST = 200


@dataclass(frozen=True, slots=True)
class ShownTimeline:
    """The newest entries of a request and its cases, the newest last.

    `is_cut` tells that there are older ones.
    """

    entries: tuple[Entry, ...]
    is_cut: bool


class SqlTimeline:
    """The timelines of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def add(self, entry: Entry) -> None:
        """Keep an entry; the same one a second time changes nothing."""
        values = asdict(entry) | {"kind": entry.kind.value, "alliance_id": self._alliance_id}
        await self._session.execute(insert(TimelineRow).values(values).on_conflict_do_nothing())

    async def subject(self, support_request_id: UUID) -> Relations | None:
        """Give what a request is related to, by the newest word of each; None if it is unknown.

        To which unit, the request or its case tells, whatever was told later of what belongs to it.
        """
        row = TimelineRow
        newest = select(row).where(
            row.alliance_id == self._alliance_id, row.support_request_id == support_request_id
        )
        newest = newest.order_by(row.at.desc(), row.seq.desc()).limit(1)
        told = row.kind.in_(sorted(OF_WHERE_IT_IS))
        unit = newest.order_by(None).order_by(told.desc(), row.at.desc(), row.seq.desc())
        query = select(
            newest.with_only_columns(row.event_id).scalar_subquery().label("event_id"),
            unit.with_only_columns(row.unit_id).scalar_subquery().label("unit_id"),
            *(
                newest.with_only_columns(column)
                .where(column.is_not(None))
                .scalar_subquery()
                .label(name)
                for name, column in (("school_id", row.school_id), ("pupil_id", row.pupil_id))
            ),
        )
        found = (await self._session.execute(query)).one()
        if found.event_id is None:
            return None
        return Relations(
            alliance_id=self._alliance_id,
            unit_id=found.unit_id,
            school_id=found.school_id,
            pupil_id=found.pupil_id,
        )

    async def of_request(self, support_request_id: UUID, actor: Actor) -> ShownTimeline:
        """Give what happened for a request; the caller has asked whether the actor may see it.

        Of a case whose file is closed, only who keeps closed files sees what happened in it.
        """
        row = TimelineRow
        query = (
            select(*(getattr(row, name) for name in Entry.__dataclass_fields__))
            .where(
                row.alliance_id == self._alliance_id,
                row.support_request_id == support_request_id,
                true() if keeps_closed(actor) else self._is_open(support_request_id),
            )
            .order_by(row.at.desc(), row.event_id)
            .limit(AT_MOST + 1)
        )
        found = [
            Entry(**{**line, "kind": EntryKind(line["kind"])})
            for line in (await self._session.execute(query)).mappings()
        ]
        return ShownTimeline(tuple(in_order(found[:AT_MOST])), len(found) > AT_MOST)

    def _is_open(self, support_request_id: UUID) -> ColumnElement[bool]:
        """Whether an entry is of the request itself, or of a case whose file is not closed."""
        closed = exists().where(
            CaseRow.alliance_id == self._alliance_id,
            CaseRow.support_request_id == support_request_id,
            CaseRow.state.in_([state.value for state in FILE_CLOSED]),
        )
        return or_(TimelineRow.kind.in_(sorted(OF_REQUEST)), ~closed)
