"""Stored passkeys."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.passkey import Passkey, PasskeyId
from samenspel_intake.persistence.passwordless_tables import PasskeyRow
from samenspel_kernel.ids import AllianceId, PersonId


class SqlPasskeys:
    """The passkeys of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def of(self, person_id: PersonId) -> Sequence[Passkey]:
        """Give a person's, oldest first."""
        row = PasskeyRow
        query = select(row).where(row.person_id == person_id, row.alliance_id == self._alliance_id)
        found = await self._session.scalars(query.order_by(row.added_at, row.id))
        return [_to_domain(each) for each in found]

    async def find(self, credential_id: bytes) -> Passkey | None:
        """Give one; nobody else can change it meanwhile."""
        row = PasskeyRow
        query = select(row).where(
            row.credential_id == credential_id, row.alliance_id == self._alliance_id
        )
        found = (await self._session.scalars(query.with_for_update())).one_or_none()
        return None if found is None else _to_domain(found)

    async def add(self, passkey: Passkey) -> None:
        """Keep a new one."""
        row = PasskeyRow(
            id=passkey.id,
            alliance_id=passkey.alliance_id,
            person_id=passkey.person_id,
            credential_id=passkey.credential_id,
            public_key=passkey.public_key,
            sign_count=passkey.sign_count,
            label=passkey.label,
            added_at=passkey.added_at,
            used_at=passkey.used_at,
        )
        self._session.add(row)
        await self._session.flush()

    async def note_use(self, passkey: Passkey) -> None:
        """Write its counter, and when it was used."""
        change = update(PasskeyRow).where(self._this(passkey))
        await self._session.execute(
            change.values(sign_count=passkey.sign_count, used_at=passkey.used_at)
        )

    async def remove(self, passkey: Passkey) -> None:
        """Forget it."""
        await self._session.execute(delete(PasskeyRow).where(self._this(passkey)))

    def _this(self, passkey: Passkey) -> ColumnElement[bool]:
        row = PasskeyRow
        return and_(row.id == passkey.id, row.alliance_id == self._alliance_id)


def _to_domain(row: PasskeyRow) -> Passkey:
    return Passkey(
        id=PasskeyId(row.id),
        alliance_id=AllianceId(row.alliance_id),
        person_id=PersonId(row.person_id),
        credential_id=row.credential_id,
        public_key=row.public_key,
        sign_count=row.sign_count,
        label=row.label,
        added_at=row.added_at,
        used_at=row.used_at,
    )
