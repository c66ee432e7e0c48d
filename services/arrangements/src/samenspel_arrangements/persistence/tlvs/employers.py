"""Where people are known to work, by what they may act as."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_platform.access import GRANT


class SqlEmployers:
    """The schools of people, in one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def schools_of(self, person_id: UUID) -> Collection[UUID]:
        """Give the schools that a person acts for, also those of before."""
        query = select(GRANT.c.school_id).where(
            GRANT.c.alliance_id == self._alliance_id,
            GRANT.c.person_id == person_id,
            GRANT.c.school_id.is_not(None),
        )
        return frozenset((await self._session.scalars(query)).all())
