"""Stored calendars: the working days of an alliance, and the days of its schools."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.application.terms.ports import Brought, HolidayPlace, RuleImport
from samenspel_intake.persistence.calendar_tables import (
    FreePeriodRow,
    HolidayRegionRow,
    RuleImportRow,
)
from samenspel_intake.persistence.tables import SchoolRow
from samenspel_kernel.free_days import FreeKind, FreePeriod
from samenspel_kernel.ids import PersonId
from samenspel_kernel.school_calendar import HolidayRegion, SchoolCalendar
from samenspel_platform.calendar import DutchWorkingDays
from samenspel_platform.calendar_files import FreeTime


class SqlCalendars:
    """The calendars of one alliance; no query here leaves out the alliance.

    Each is read once a transaction: the free days and regions of all schools in two queries, and
    one query for each school.
    """

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id
        self._free_time: FreeTime | None = None
        self._regions: dict[str, HolidayRegion] | None = None
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

    async def places(self) -> list[HolidayPlace]:
        """Give which schools are in which region, by code."""
        row = HolidayRegionRow
        query = select(row).where(row.alliance_id == self._alliance_id).order_by(row.code)
        return [
            HolidayPlace(found.code, HolidayRegion(found.region), found.source)
            for found in await self._session.scalars(query)
        ]

    async def schools_without_region(self) -> list[str]:
        """Name the schools of which no region is known, and so no holidays."""
        school, known = SchoolRow, [place.code for place in await self.places()]
        query = select(school.name).where(
            school.alliance_id == self._alliance_id,
            school.location_code.not_in(known),
            school.municipality_code.not_in(known),
        )
        return list(await self._session.scalars(query.order_by(school.name)))

    async def put_places(
        self, places: Sequence[HolidayPlace], *, by: PersonId | None, at: datetime
    ) -> None:
        """Write them; codes that are not named stay."""
        for place in places:
            await self._session.merge(
                HolidayRegionRow(
                    alliance_id=self._alliance_id,
                    code=place.code,
                    region=place.region.value,
                    source=place.source,
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
        if self._regions is None:
            self._regions = {place.code: place.region for place in await self.places()}
        regions = self._regions
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


class SqlRuleImports:
    """Who brought terms and calendars to one alliance; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    def add(self, done: RuleImport) -> None:
        """Write one."""
        self._session.add(
            RuleImportRow(
                id=done.id,
                alliance_id=self._alliance_id,
                what=done.what.value,
                added=done.added,
                removed=done.removed,
                brought_by=done.by,
                brought_at=done.at,
            )
        )

    async def last(self, limit: int) -> list[RuleImport]:
        """Give the last ones, the newest first."""
        row = RuleImportRow
        query = select(row).where(row.alliance_id == self._alliance_id)
        query = query.order_by(row.brought_at.desc(), row.id).limit(limit)
        return [
            RuleImport(
                id=found.id,
                what=Brought(found.what),
                added=found.added,
                removed=found.removed,
                by=PersonId(found.brought_by),
                at=found.brought_at,
            )
            for found in await self._session.scalars(query)
        ]


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
