"""The stored national register of school locations."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.school_location import Address, SchoolLocation
from samenspel_intake.persistence.tables import SchoolLocationRow


class SqlSchoolLocations:
    """All locations of the country; public."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> dict[str, SchoolLocation]:
        """Give every location by its code."""
        rows = await self._session.execute(select(SchoolLocationRow.__table__))
        return {row.code: _location(row) for row in rows}

    async def put(self, locations: Sequence[SchoolLocation]) -> None:
        """Write locations, each whole."""
        if not locations:
            return
        write = insert(SchoolLocationRow)
        columns = [c.name for c in SchoolLocationRow.__table__.columns if not c.primary_key]
        await self._session.execute(
            write.on_conflict_do_update(
                index_elements=["code"], set_={name: write.excluded[name] for name in columns}
            ),
            [_values(location) for location in locations],
        )


def _location(row: Any) -> SchoolLocation:
    return SchoolLocation(
        code=row.code,
        name=row.name,
        board_number=row.board_number,
        visiting=Address(row.street, row.house_number, row.postcode, row.place),
        correspondence=Address(
            row.correspondence_street,
            row.correspondence_house_number,
            row.correspondence_postcode,
            row.correspondence_place,
        ),
        municipality_code=row.municipality_code,
        municipality_name=row.municipality_name,
        denomination=row.denomination,
        phone=row.phone,
        website=row.website,
    )


def _values(location: SchoolLocation) -> dict[str, object]:
    return {
        "code": location.code,
        "name": location.name,
        "board_number": location.board_number,
        **_address("", location.visiting),
        **_address("correspondence_", location.correspondence),
        "municipality_code": location.municipality_code,
        "municipality_name": location.municipality_name,
        "denomination": location.denomination,
        "phone": location.phone,
        "website": location.website,
    }


def _address(prefix: str, address: Address) -> dict[str, object]:
    return {
        f"{prefix}street": address.street,
        f"{prefix}house_number": address.house_number,
        f"{prefix}house_number_damaged": address.is_damaged,
        f"{prefix}postcode": address.postcode,
        f"{prefix}place": address.place,
    }
