"""The mailbox: mails that were sent where there is no mail server."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_notifications.application.ports import Letter
from samenspel_notifications.persistence.queries import After
from samenspel_notifications.persistence.tables import MailboxRow


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A mail as the mail server would have got it."""

    id: UUID
    received_at: datetime
    content: bytes

    @property
    def key(self) -> tuple[datetime, UUID]:
        """Where it stands in the list."""
        return self.received_at, self.id


class SqlMailbox:
    """The mails of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def put(self, letter: Letter, content: bytes) -> None:
        """Keep a mail; the same one a second time changes nothing."""
        entry = insert(MailboxRow).values(
            message_id=letter.message_id,
            alliance_id=letter.alliance_id,
            received_at=letter.at,
            content=content,
        )
        await self._session.execute(entry.on_conflict_do_nothing())

    async def newest(self, *, after: After, limit: int) -> list[StoredMail]:
        """Give mails, newest first."""
        query = (
            select(MailboxRow)
            .where(MailboxRow.alliance_id == self._alliance_id)
            .order_by(MailboxRow.received_at.desc(), MailboxRow.message_id.desc())
            .limit(limit)
        )
        if after is not None:
            key = tuple_(MailboxRow.received_at, MailboxRow.message_id)
            query = query.where(key < tuple_(*after))
        return [_stored(row) for row in await self._session.scalars(query)]

    async def one(self, id_: UUID) -> StoredMail | None:
        """Give one mail, or None."""
        query = select(MailboxRow).where(
            MailboxRow.message_id == id_, MailboxRow.alliance_id == self._alliance_id
        )
        row = (await self._session.scalars(query)).one_or_none()
        return None if row is None else _stored(row)


def _stored(row: MailboxRow) -> StoredMail:
    return StoredMail(row.message_id, row.received_at, row.content)
