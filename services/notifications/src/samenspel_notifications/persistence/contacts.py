"""The contact directory in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import Uuid, delete, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_kernel.errors import NotFound
from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.mailing import Mailing
from samenspel_notifications.persistence.tables import ContactRow, MergedPupilRow

FRESH = {"populate_existing": True}
"""A batch of events shares a session, and `put` writes past the rows that it remembers."""


class SqlContacts:
    """The contacts of one alliance; no query here leaves out the alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def find(self, id_: UUID) -> Contact | None:
        """Give one, or None."""
        query = select(ContactRow).where(
            ContactRow.contact_id == id_, ContactRow.alliance_id == self._alliance_id
        )
        row = (await self._session.scalars(query, execution_options=FRESH)).one_or_none()
        return None if row is None else _to_domain(row)

    async def get(self, id_: UUID) -> Contact:
        """Give one; NotFound if there is none."""
        contact = await self.find(id_)
        if contact is None:
            raise NotFound
        return contact

    async def of(self, mailing: Mailing) -> Sequence[Contact]:
        """Give the contacts of the mailing's pupil and school, or the one that it is for."""
        # comparing with NULL (a pupil without a school) finds nobody, as it should
        at_school = ContactRow.school_id == literal(mailing.school_id, Uuid)
        of_pupil = ContactRow.pupil_id == literal(mailing.pupil_id, Uuid)
        itself = ContactRow.contact_id == literal(mailing.contact_id, Uuid)
        query = select(ContactRow).where(
            ContactRow.alliance_id == self._alliance_id,
            or_(of_pupil, at_school, itself),
        )
        return [
            _to_domain(row) for row in await self._session.scalars(query, execution_options=FRESH)
        ]

    async def child_of(self, pupil_id: UUID) -> UUID:
        """Give the entry that is used for a child, which has its contacts."""
        row, used = MergedPupilRow, pupil_id
        while True:
            query = select(row.into_id).where(
                row.alliance_id == self._alliance_id, row.pupil_id == used
            )
            into = await self._session.scalar(query)
            if into is None:
                return used
            used = into

    async def merge(self, pupil_id: UUID, into_id: UUID) -> None:
        """Know that two entries are one child."""
        values = {"alliance_id": self._alliance_id, "pupil_id": pupil_id, "into_id": into_id}
        merged = insert(MergedPupilRow).values(values)
        await self._session.execute(
            merged.on_conflict_do_update(
                index_elements=["alliance_id", "pupil_id"], set_={"into_id": into_id}
            )
        )

    async def undo_merge(self, pupil_id: UUID) -> None:
        """Know that an entry is a child of its own."""
        row = MergedPupilRow
        await self._session.execute(
            delete(row).where(row.alliance_id == self._alliance_id, row.pupil_id == pupil_id)
        )

    async def put(self, contact: Contact) -> None:
        """Keep what is now known."""
        values = asdict(contact)
        values["contact_id"] = values.pop("id")
        query = insert(ContactRow).values(values)
        query = query.on_conflict_do_update(
            index_elements=[ContactRow.contact_id],
            set_={name: query.excluded[name] for name in values if name != "contact_id"},
        )
        await self._session.execute(query)


def _to_domain(row: ContactRow) -> Contact:
    return Contact(
        id=row.contact_id,
        alliance_id=row.alliance_id,
        kind=row.kind,
        name=row.name,
        email=row.email,
        language=row.language,
        has_authority=row.has_authority,
        pupil_id=row.pupil_id,
        school_id=row.school_id,
        organisation=row.organisation,
        prefers_post=row.prefers_post,
        street=row.street,
        postcode=row.postcode,
        place=row.place,
    )
