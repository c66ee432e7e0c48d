"""Stored alliances."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.alliance import Alliance
from samenspel_intake.persistence.tables import AllianceRow
from samenspel_kernel.ids import AllianceId


class SqlAlliances:
    """All alliances; public."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> list[Alliance]:
        """Give them by number."""
        rows = await self._session.scalars(select(AllianceRow).order_by(AllianceRow.number))
        return [_alliance(row) for row in rows]

    async def find(self, id_: UUID) -> Alliance | None:
        """Give one."""
        row = await self._session.get(AllianceRow, id_)
        return _alliance(row) if row else None

    async def put(self, alliance: Alliance) -> bool:
        """Write one; tells whether anything changed."""
        row = await self._session.get(AllianceRow, alliance.id)
        if row is None:
            self._session.add(
                AllianceRow(id=alliance.id, number=alliance.number, name=alliance.name)
            )
        elif row.name == alliance.name:
            return False
        else:
            row.name = alliance.name
        await self._session.flush()  # terms and units refer to it
        return True


def _alliance(row: AllianceRow) -> Alliance:
    return Alliance(AllianceId(row.id), row.number, row.name)
