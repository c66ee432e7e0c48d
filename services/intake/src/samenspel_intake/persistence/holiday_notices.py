"""Stored announcements of terms that end in a school holiday."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.standing import Action, Submitted
from samenspel_intake.persistence.calendar_tables import HolidayNoticeRow
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_kernel.days import ONE_DAY
from samenspel_kernel.school_calendar import HolidayNotice


@dataclass(frozen=True, slots=True)
class Announced:
    """An item that a deputy is asked for."""

    item_kind: str
    item_id: UUID
    last_day: date
    holiday_begins_on: date


class SqlHolidayNotices:
    """The announcements of one alliance; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def unannounced(self, row: Any, first: date, last: date) -> Sequence[UUID]:
        """Give the items of a table of which a term ends from the first to the last day."""
        notice = HolidayNoticeRow
        told = select(notice.item_id).where(
            notice.alliance_id == self._alliance_id,
            notice.item_id == row.id,
            notice.last_day.between(first, last),
        )
        query = select(row.id).where(
            row.alliance_id == self._alliance_id, *_ends(row, first, last), ~told.exists()
        )
        return list(await self._session.scalars(query.order_by(row.id)))

    def add(self, kind: str, item_id: UUID, notice: HolidayNotice, *, at: datetime) -> None:
        """Write that it was announced."""
        self._session.add(
            HolidayNoticeRow(
                alliance_id=self._alliance_id,
                item_id=item_id,
                last_day=notice.last_day,
                item_kind=kind,
                holiday=notice.holiday.name,
                holiday_begins_on=notice.holiday.first_day,
                announced_at=at,
            )
        )

    async def unsettled(self, *, limit: int) -> list[Announced]:
        """Give those for which a deputy is still asked, the first holiday in front."""
        row = HolidayNoticeRow
        query = select(row).where(row.alliance_id == self._alliance_id, row.settled_at.is_(None))
        query = query.order_by(row.holiday_begins_on, row.item_id).limit(limit)
        return [
            Announced(found.item_kind, found.item_id, found.last_day, found.holiday_begins_on)
            for found in await self._session.scalars(query)
        ]

    async def settle(self, notice: Announced, *, at: datetime) -> None:
        """Write that nobody is asked any more."""
        row = HolidayNoticeRow
        await self._session.execute(
            update(row)
            .where(
                row.alliance_id == self._alliance_id,
                row.item_id == notice.item_id,
                row.last_day == notice.last_day,
            )
            .values(settled_at=at)
        )


def _ends(row: Any, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """Tell whether a term ends in these days; time looks at an open item the day after."""
    if row is SupportRequestRow:
        return (
            row.status == Submitted.status,
            row.next_action_kind == Action.ASSESS.value,
            row.response_last_day.between(first, last),
        )
    return (
        row.next_action_due_on.is_not(None),
        row.next_look_on.between(first + ONE_DAY, last + ONE_DAY),
    )
