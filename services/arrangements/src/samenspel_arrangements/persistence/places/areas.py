"""Stored middles of postcode areas, and which areas homes and schools are in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.places.near import Areas, Coordinates, Home
from samenspel_arrangements.domain.places.postcode import Postcode4
from samenspel_arrangements.persistence.perspective_tables import ParentRow
from samenspel_arrangements.persistence.place_tables import PostcodeAreaRow
from samenspel_arrangements.persistence.tables import SchoolRow


@dataclass(frozen=True, slots=True)
class KnownAreas:
    """How many areas are listed, and since which day; None while there are none."""

    count: int
    listed_on: date | None


class SqlPostcodeAreas:
    """The postcode areas of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def known(self) -> KnownAreas:
        """Tell how many are listed, and since when."""
        row = PostcodeAreaRow
        query = select(func.count(), func.max(row.listed_on))
        mine = query.where(row.alliance_id == self._alliance_id)
        count, listed_on = (await self._session.execute(mine)).one()
        return KnownAreas(count, listed_on)

    async def replace(self, areas: Areas, *, on: date) -> None:
        """List these and no other."""
        row = PostcodeAreaRow
        await self._session.execute(delete(row).where(row.alliance_id == self._alliance_id))
        listed = [
            {
                "alliance_id": self._alliance_id,
                "postcode4": area.digits,
                "latitude": middle.latitude,
                "longitude": middle.longitude,
                "listed_on": on,
            }
            for area, middle in areas.items()
        ]
        if listed:
            await self._session.execute(insert(row), listed)

    async def middles_of(self, postcodes: Collection[Postcode4]) -> Areas:
        """Give the middles of these, where they are listed."""
        row = PostcodeAreaRow
        query = select(row.postcode4, row.latitude, row.longitude).where(
            row.alliance_id == self._alliance_id,
            row.postcode4.in_([each.digits for each in postcodes]),
        )
        found = await self._session.execute(query)
        return {Postcode4(digits): Coordinates(north, east) for digits, north, east in found}

    async def home_of(self, pupil_id: UUID) -> Home:
        """Give where a child may live, as its parents' addresses say."""
        row = ParentRow
        query = select(row.postcode4).where(
            row.alliance_id == self._alliance_id, row.pupil_id == pupil_id, row.houses_child
        )
        found = await self._session.scalars(query.order_by(row.contact_id))
        return Home(tuple(_area(digits) for digits in found))

    async def of_schools(self, ids: Collection[UUID]) -> Mapping[UUID, Postcode4]:
        """Give in which area these schools are; those of which that is not known are left out."""
        if not ids:
            return {}
        query = select(SchoolRow.school_id, SchoolRow.postcode4).where(SchoolRow.school_id.in_(ids))
        found = await self._session.execute(query.where(SchoolRow.postcode4.is_not(None)))
        return {id_: area for id_, digits in found if (area := _area(digits)) is not None}


def _area(digits: str | None) -> Postcode4 | None:
    return Postcode4(digits) if digits is not None else None
