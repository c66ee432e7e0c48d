"""Mailings in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_kernel.errors import NotFound
from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.mailing import ASKED_BY_ITS_READER, Mailing, Template
from samenspel_notifications.domain.message import State
from samenspel_notifications.persistence.tables import (
    ContactRow,
    MailingRow,
    MergedPupilRow,
    MessageRow,
    SilencedRow,
)

OPEN = frozenset(State) - {State.SENT, State.SENDING, State.STOPPED}


class SqlMailings:
    """The mailings of one alliance; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def get(self, id_: UUID) -> Mailing:
        """Give one; NotFound if there is none."""
        query = select(MailingRow, self._silenced()).where(
            MailingRow.id == id_, MailingRow.alliance_id == self._alliance_id
        )
        found = (await self._session.execute(query)).one_or_none()
        if found is None:
            raise NotFound
        return _to_domain(*found)

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
            select(MailingRow, self._silenced())
            .where(MailingRow.alliance_id == self._alliance_id, about)
            .where(MailingRow.created_at >= since)
            .order_by(MailingRow.created_at, MailingRow.id)
        )
        return [_to_domain(*found) for found in await self._session.execute(query)]

    async def silence(self, *subject_ids: UUID) -> None:
        """Have nothing told any more about these; the second time changes nothing."""
        values = [{"alliance_id": self._alliance_id, "subject_id": id_} for id_ in subject_ids]
        await self._session.execute(insert(SilencedRow).values(values).on_conflict_do_nothing())

    async def silenced_messages(self) -> Sequence[UUID]:
        """Give the messages that wait though nothing is told any more about what they are of."""
        query = (
            select(MessageRow.id)
            .join(MailingRow, MailingRow.id == MessageRow.mailing_id)
            .where(
                MailingRow.alliance_id == self._alliance_id,
                MessageRow.state.in_(OPEN),
                self._silenced(),
            )
            .order_by(MessageRow.id)
        )
        return (await self._session.scalars(query)).all()

    def _silenced(self) -> ColumnElement[bool]:
        """Whether a mailing is about a child that died, under whichever of its ids."""
        of = SilencedRow.alliance_id == self._alliance_id
        itself = SilencedRow.subject_id.in_((MailingRow.pupil_id, MailingRow.link_id))
        merged = and_(
            MergedPupilRow.alliance_id == self._alliance_id,
            MergedPupilRow.pupil_id == SilencedRow.subject_id,
            MergedPupilRow.into_id == MailingRow.pupil_id,
        )
        to_family = and_(
            ContactRow.contact_id == MailingRow.contact_id,
            ContactRow.pupil_id == SilencedRow.subject_id,
            MailingRow.template.not_in(sorted(ASKED_BY_ITS_READER)),
        )
        return or_(
            exists().where(of, itself),
            exists().where(of, merged),
            exists().where(of, to_family),
        )

    async def add(self, mailing: Mailing) -> bool:
        """Keep a new one; False if it was there already."""
        values = asdict(mailing)
        del values["silenced"]
        query = insert(MailingRow).values(values).on_conflict_do_nothing()
        added = await self._session.scalar(query.returning(MailingRow.id))
        return added is not None


def _to_domain(row: MailingRow, silenced: bool) -> Mailing:
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
        silenced=silenced,
    )
