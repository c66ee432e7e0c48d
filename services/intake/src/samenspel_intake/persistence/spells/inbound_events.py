"""Which events of partners' systems came in before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.persistence.spell_tables import InboundEventRow
from samenspel_kernel.ids import PersonId


class SqlInboundEvents:
    """Events that came into one alliance, each by who sent it, its source and id."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def find(self, source: str, event_id: str, *, by: PersonId) -> UUID | None:
        """Give what an event of a system led to, None if it did not come before."""
        row = InboundEventRow
        query = select(row.made_id).where(
            row.alliance_id == self._alliance_id,
            row.person_id == by,
            row.source == source,
            row.event_id == event_id,
        )
        return await self._session.scalar(query)

    async def put(
        self, source: str, event_id: str, *, by: PersonId, made_id: UUID, at: datetime
    ) -> bool:
        """Note one; False if it came in beside this, a moment before."""
        written = await self._session.execute(
            insert(InboundEventRow)
            .values(
                alliance_id=self._alliance_id,
                source=source,
                event_id=event_id,
                person_id=by,
                received_at=at,
                made_id=made_id,
            )
            .on_conflict_do_nothing()
            .returning(InboundEventRow.made_id)
        )
        return written.first() is not None
