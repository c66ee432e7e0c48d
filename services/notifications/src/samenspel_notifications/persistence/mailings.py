"""Mailings in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_kernel.errors import NotFound
from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.mailing import Mailing, Template
from samenspel_notifications.persistence.tables import MailingRow


class SqlMailings:
    """The mailings of one alliance; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def get(self, id_: UUID) -> Mailing:
        """Give one; NotFound if there is none."""
        query = select(MailingRow).where(
            MailingRow.id == id_, MailingRow.alliance_id == self._alliance_id
        )
        row = (await self._session.scalars(query)).one_or_none()
        if row is None:
            raise NotFound
        return _to_domain(row)

    async def concerning(self, contact: Contact, *, since: datetime) -> Sequence[Mailing]:
        """Give the mailings to the contact, or about its pupil or school, since a moment."""
        match contact.kind:
            case "person":
                about = MailingRow.contact_id == contact.id
            case "parent":
                about = MailingRow.pupil_id == contact.pupil_id
            case _:
                about = MailingRow.school_id == contact.school_id
        query = (
            select(MailingRow)
            .where(MailingRow.alliance_id == self._alliance_id, about)
            .where(MailingRow.created_at >= since)
            .order_by(MailingRow.created_at, MailingRow.id)
        )
        return [_to_domain(row) for row in await self._session.scalars(query)]

    async def add(self, mailing: Mailing) -> bool:
        """Keep a new one; False if it was there already."""
        query = insert(MailingRow).values(asdict(mailing)).on_conflict_do_nothing()
        added = await self._session.scalar(query.returning(MailingRow.id))
        return added is not None


def _to_domain(row: MailingRow) -> Mailing:
    return Mailing(
        id=row.id,
        alliance_id=row.alliance_id,
        unit_id=row.unit_id,
        template=Template(row.template),
        link_id=row.link_id,
        pupil_id=row.pupil_id,
        contact_id=row.contact_id,
        school_id=row.school_id,
        answer_by=row.answer_by,
        expires_at=row.expires_at,
        created_at=row.created_at,
    )
