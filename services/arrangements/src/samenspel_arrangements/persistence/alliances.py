"""Which alliances there are: those of whose units we heard."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.persistence.tables import AllianceRow
from samenspel_kernel.ids import AllianceId


class SqlAlliances:
    """All alliances; public."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> list[AllianceId]:
        """Give them, always in the same order."""
        query = select(AllianceRow.id).order_by(AllianceRow.id)
        return [AllianceId(id_) for id_ in await self._session.scalars(query)]

    async def record(self, id_: UUID) -> None:
        """Know one; nothing happens when it is known."""
        row = insert(AllianceRow).values(id=id_)
        await self._session.execute(row.on_conflict_do_nothing())
