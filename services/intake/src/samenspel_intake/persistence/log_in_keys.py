"""By what people are found who log in, as keyed hashes."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.persistence.tables import LogInKeyRow
from samenspel_kernel.ids import AllianceId, PersonId

LookupKey = Callable[[], str]
"""Gives the secret when it is needed; MissingSetting in a process that has none."""


class SqlLogInKeys:
    """The keys of all alliances to find in, and of one alliance to write.

    Values are hashed with the deployment's lookup key: who has the database alone can neither read
    an address in it, nor try addresses on it.
    """

    def __init__(self, session: AsyncSession, alliance_id: UUID, lookup_key: LookupKey) -> None:
        self._session, self._alliance_id, self._key = session, alliance_id, lookup_key

    async def find(self, kind: LogInKeyKind, value: str) -> list[tuple[AllianceId, PersonId]]:
        """Give whom a value leads to; the same person may be known in several alliances."""
        return await self._found(kind, self.digest(kind, value))

    async def led_to(self, digest: str) -> list[tuple[AllianceId, PersonId]]:
        """Give whom an e-mail address leads to of which only the digest is known."""
        return await self._found(LogInKeyKind.EMAIL, digest)

    async def put(self, kind: LogInKeyKind, value: str, person_id: PersonId) -> None:
        """Let a value lead to a person of this alliance; once is enough."""
        await self._session.flush()  # the person may be new
        row = insert(LogInKeyRow).values(
            kind=kind.value,
            key_hash=self.digest(kind, value),
            alliance_id=self._alliance_id,
            person_id=person_id,
        )
        await self._session.execute(row.on_conflict_do_nothing())

    async def remove(self, kind: LogInKeyKind, value: str, person_id: PersonId) -> None:
        """Let it no longer lead there."""
        await self._session.execute(
            delete(LogInKeyRow).where(
                LogInKeyRow.kind == kind.value,
                LogInKeyRow.key_hash == self.digest(kind, value),
                LogInKeyRow.alliance_id == self._alliance_id,
                LogInKeyRow.person_id == person_id,
            )
        )

    def digest(self, kind: LogInKeyKind, value: str) -> str:
        """Give what stands for a value here."""
        same = value.strip().casefold() if kind is LogInKeyKind.EMAIL else value
        return hmac.new(self._key().encode(), f"{kind.value}:{same}".encode(), sha256).hexdigest()

    async def _found(self, kind: LogInKeyKind, digest: str) -> list[tuple[AllianceId, PersonId]]:
        query = (
            select(LogInKeyRow.alliance_id, LogInKeyRow.person_id)
            .where(LogInKeyRow.kind == kind.value, LogInKeyRow.key_hash == digest)
            .order_by(LogInKeyRow.alliance_id, LogInKeyRow.person_id)
        )
        found = await self._session.execute(query)
        return [(AllianceId(alliance), PersonId(person)) for alliance, person in found]
