"""Stored tickets for children."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.child_ticket import ChildTicket, ChildTicketId
from samenspel_intake.persistence.passwordless_tables import ChildTicketRow
from samenspel_kernel.ids import AllianceId, PersonId, PupilId


class SqlChildTickets:
    """The tickets of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def add(self, ticket: ChildTicket) -> None:
        """Keep a new one."""
        row = ChildTicketRow(
            id=ticket.id,
            alliance_id=ticket.alliance_id,
            pupil_id=ticket.pupil_id,
            shown_by=ticket.shown_by,
            secret_hash=ticket.secret_hash,
            expires_at=ticket.expires_at,
            used_at=ticket.used_at,
        )
        self._session.add(row)
        await self._session.flush()

    async def find(self, id_: UUID) -> ChildTicket | None:
        """Give one; nobody else can change it meanwhile."""
        row = ChildTicketRow
        query = select(row).where(row.id == id_, row.alliance_id == self._alliance_id)
        found = (await self._session.scalars(query.with_for_update())).one_or_none()
        if found is None:
            return None
        return ChildTicket(
            id=ChildTicketId(found.id),
            alliance_id=AllianceId(found.alliance_id),
            pupil_id=PupilId(found.pupil_id),
            shown_by=PersonId(found.shown_by),
            secret_hash=found.secret_hash,
            expires_at=found.expires_at,
            used_at=found.used_at,
        )

    async def forget(self, *, before: datetime) -> None:
        """Delete those that were over before a moment."""
        row = ChildTicketRow
        mine = row.alliance_id == self._alliance_id
        await self._session.execute(delete(row).where(mine, row.expires_at < before))

    async def note_used(self, ticket: ChildTicket) -> None:
        """Write that it was used."""
        row = ChildTicketRow
        change = update(row).where(row.id == ticket.id, row.alliance_id == self._alliance_id)
        await self._session.execute(change.values(used_at=ticket.used_at))
