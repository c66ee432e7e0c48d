"""Where schools are, over all alliances: the register is public, and who comes is of none yet."""

from collections.abc import Set
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.school_place import SchoolPlace
from samenspel_intake.persistence.tables import SchoolRow
from samenspel_kernel.ids import AllianceId, SchoolId

LENGTH_OF_BRIN = 4


class SqlSchoolPlaces:
    """The schools of all alliances, by their public code."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def at(self, codes: Set[str]) -> list[SchoolPlace]:
        """Give the schools with these codes; one of four characters means all its locations."""
        if not codes:
            return []
        brins = {code for code in codes if len(code) == LENGTH_OF_BRIN}
        code = SchoolRow.location_code
        wanted = or_(code.in_(codes - brins), *(code.startswith(brin) for brin in brins))
        query = select(SchoolRow.id, SchoolRow.alliance_id).where(wanted).order_by(code)
        return [_place(*found) for found in await self._session.execute(query)]


def _place(id_: UUID, alliance_id: UUID) -> SchoolPlace:
    return SchoolPlace(SchoolId(id_), AllianceId(alliance_id))
