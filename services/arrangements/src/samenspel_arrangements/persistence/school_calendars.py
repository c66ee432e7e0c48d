"""The days of schools, as intake told them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.persistence.tables import SchoolCalendarRow, SchoolRow
from samenspel_kernel.free_days import FreeKind, FreePeriod
from samenspel_kernel.school_calendar import HolidayRegion, SchoolCalendar
from samenspel_platform.calendar_files import FreeTime

TOLD_BY = "intake"


class SqlSchoolCalendars:
    """The calendars of one alliance; no query here leaves out the alliance.

    Each is read once a transaction. Before intake told anything, and of a school whose region is
    not known, only the days off of the whole country are known.
    """

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id
        self._told: tuple[FreeTime, dict[str, str]] | None = None
        self._schools: dict[UUID | None, SchoolCalendar] = {}

    async def of(self, school_id: UUID | None = None) -> SchoolCalendar:
        """Give that of a school; without one, that of the whole country."""
        if school_id not in self._schools:
            self._schools[school_id] = await self._read(school_id)
        return self._schools[school_id]

    async def _read(self, school_id: UUID | None) -> SchoolCalendar:
        free, regions = await self._free_time()
        codes = await self._codes(school_id) if school_id else ()
        region = next((regions[code] for code in codes if code in regions), None)
        return free.of_school(HolidayRegion(region) if region else None, codes[0] if codes else "")

    async def _codes(self, school_id: UUID) -> tuple[str, ...]:
        query = select(SchoolRow.location_code, SchoolRow.municipality_code).where(
            SchoolRow.school_id == school_id
        )
        found = (await self._session.execute(query)).one_or_none()
        return tuple(code for code in found if code) if found else ()

    async def _free_time(self) -> tuple[FreeTime, dict[str, str]]:
        if self._told is None:
            row = SchoolCalendarRow
            query = select(row.free_days, row.regions).where(row.alliance_id == self._alliance_id)
            found = (await self._session.execute(query)).one_or_none()
            days, regions = found if found else ((), {})
            self._told = FreeTime.of(_period(day) for day in days), regions
        return self._told


def _period(told: dict[str, Any]) -> FreePeriod:
    return FreePeriod(
        kind=FreeKind(told["kind"]),
        name=told["name"],
        first_day=date.fromisoformat(told["first_day"]),
        last_day=date.fromisoformat(told["last_day"]),
        source=TOLD_BY,
        region=HolidayRegion(told["region"]) if told["region"] else None,
        school=told["school"],
    )
