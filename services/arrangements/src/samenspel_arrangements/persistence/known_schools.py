"""Which schools intake told of; schools are public."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.persistence.tables import SchoolRow


class SqlKnownSchools:
    """The schools that were heard of."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def knows(self, school_id: UUID) -> bool:
        """Tell whether there is such a school."""
        query = select(exists().where(SchoolRow.school_id == school_id))
        return bool(await self._session.scalar(query))
