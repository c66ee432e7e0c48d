"""The delivery queue in PostgreSQL."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_notifications.application.ports import Claim
from samenspel_notifications.domain.message import Message
from samenspel_notifications.persistence.tables import DueRow


class SqlDeliveryQueue:
    """What is due; leases count in the database's time, which all workers share."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def claim(self, *, now: datetime, lease: timedelta) -> Claim | None:
        """Take the message that is due longest and that nobody holds, for the length of a lease."""
        free = or_(DueRow.lease_until.is_(None), DueRow.lease_until < func.clock_timestamp())
        first = (
            select(DueRow.message_id)
            .where(DueRow.due_at <= now, free)
            .order_by(DueRow.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()  # runs once; under IN the server may run it again for each row
        )
        token = uuid4()
        query = (
            update(DueRow)
            .where(DueRow.message_id == first)
            .values(lease_until=func.clock_timestamp() + lease, lease_token=token)
            .returning(DueRow.message_id, DueRow.alliance_id)
            .execution_options(synchronize_session=False)
        )
        row = (await self._session.execute(query)).one_or_none()
        return None if row is None else Claim(row.message_id, row.alliance_id, token)

    async def put(self, message: Message, *, due_at: datetime) -> None:
        """Have a message delivered from a moment on; a lease on it ends."""
        query = insert(DueRow).values(
            message_id=message.id, alliance_id=message.alliance_id, due_at=due_at
        )
        anew = {"due_at": due_at, "lease_until": None, "lease_token": None}
        await self._session.execute(
            query.on_conflict_do_update(index_elements=[DueRow.message_id], set_=anew)
        )

    async def remove(self, message_id: UUID) -> None:
        """Take a message out."""
        await self._session.execute(delete(DueRow).where(DueRow.message_id == message_id))

    async def is_held(self, message_id: UUID, lease: UUID) -> bool:
        """Tell whether a lease still counts; if so, nobody can take it until the commit."""
        query = (
            select(DueRow.message_id)
            .where(DueRow.message_id == message_id, DueRow.lease_token == lease)
            .with_for_update()
        )
        return await self._session.scalar(query) is not None
