"""Stored calendars: the working days of an alliance, and the days of its schools."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.persistence.calendar_tables import FreePeriodRow, HolidayRegionRow
from samenspel_intake.persistence.tables import SchoolRow
from samenspel_kernel.free_days import FreeKind, FreePeriod
from samenspel_kernel.ids import PersonId
from samenspel_kernel.school_calendar import HolidayRegion, SchoolCalendar
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.calendar_files import FreeTime

Regions = dict[str, HolidayRegion]


class SqlCalendars:
    """The calendars of one alliance; no query here leaves out the alliance.

    Each is read once a transaction: the free days and regions of all schools in two queries, and
    one query for each school.
    """

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id
        self._free_time: FreeTime | None = None
        self._regions: Regions | None = None
        self._schools: dict[UUID | None, SchoolCalendar] = {}

    async def of(self, school_id: UUID | None = None) -> SchoolCalendar:
        """Give the calendar of a school.

        Without a school, or for one whose region is not known, no holidays are known.
        """
        if school_id not in self._schools:
            code, region = await self._place_of(school_id) if school_id else ("", None)
            self._schools[school_id] = (await self._free()).of_school(region, code)
        return self._schools[school_id]

    async def working_days(self) -> DutchWorkingDays:
        """Give the working days of the alliance."""
        return (await self._free()).working_days()

    async def periods(self) -> list[FreePeriod]:
        """Give all free days, by first day."""
        row = FreePeriodRow
        query = select(row).where(row.alliance_id == self._alliance_id)
        rows = await self._session.scalars(query.order_by(row.first_day, row.kind, row.scope))
        return [_period(found) for found in rows]

    async def change(
        self,
        *,
        added: Collection[FreePeriod],
        removed: Collection[FreePeriod],
        by: PersonId | None,
        at: datetime,
    ) -> None:
        """Take periods away and write others, and who brought those when."""
        row = FreePeriodRow
        for gone in removed:
            await self._session.execute(
                delete(row).where(
                    row.alliance_id == self._alliance_id,
                    row.kind == gone.kind.value,
                    row.scope == _scope(gone),
                    row.first_day == gone.first_day,
                )
            )
        self._session.add_all(self._row_of(period, by, at) for period in added)
        self._forget()

    async def regions(self) -> Regions:
        """Give the regions by the codes of municipalities and of schools."""
        if self._regions is None:
            mine = HolidayRegionRow.alliance_id == self._alliance_id
            rows = await self._session.scalars(select(HolidayRegionRow).where(mine))
            self._regions = {row.code: HolidayRegion(row.region) for row in rows}
        return self._regions

    async def put_regions(
        self,
        regions: Sequence[tuple[str, HolidayRegion, str]],
        *,
        by: PersonId | None,
        at: datetime,
    ) -> None:
        """Write regions by code, each with its source; codes that are not named stay."""
        for code, region, source in regions:
            await self._session.merge(
                HolidayRegionRow(
                    alliance_id=self._alliance_id,
                    code=code,
                    region=region.value,
                    source=source,
                    recorded_by=by,
                    recorded_at=at,
                )
            )
        self._forget()

    async def _free(self) -> FreeTime:
        if self._free_time is None:
            self._free_time = FreeTime.of(await self.periods())
        return self._free_time

    async def _place_of(self, school_id: UUID) -> tuple[str, HolidayRegion | None]:
        school = SchoolRow
        query = select(school.location_code, school.municipality_code).where(
            school.id == school_id, school.alliance_id == self._alliance_id
        )
        found = (await self._session.execute(query)).one_or_none()
        if found is None:
            return "", None
        regions = await self.regions()
        return found[0], regions.get(found[0]) or regions.get(found[1])

    def _row_of(self, period: FreePeriod, by: PersonId | None, at: datetime) -> FreePeriodRow:
        return FreePeriodRow(
            alliance_id=self._alliance_id,
            kind=period.kind.value,
            scope=_scope(period),
            first_day=period.first_day,
            last_day=period.last_day,
            name=period.name,
            source=period.source,
            recorded_by=by,
            recorded_at=at,
        )

    def _forget(self) -> None:
        self._free_time, self._regions = None, None
        self._schools.clear()


def _scope(period: FreePeriod) -> str:
    return period.school or (period.region.value if period.region else "")


def _period(row: FreePeriodRow) -> FreePeriod:
    kind = FreeKind(row.kind)
    is_holiday = kind is FreeKind.SCHOOL_HOLIDAY
    return FreePeriod(
        kind=kind,
        name=row.name,
        first_day=row.first_day,
        last_day=row.last_day,
        source=row.source,
        region=HolidayRegion(row.scope) if is_holiday and row.scope else None,
        school=row.scope if kind is FreeKind.SCHOOL_DAY_OFF else None,
    )
