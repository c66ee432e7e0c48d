"""By what people are found who log in, as keyed hashes."""

import hmac
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.log_in import KeyTaken, LinkedAccount, LogInKeyKind
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

    async def led_to(
        self, digest: str, kind: LogInKeyKind = LogInKeyKind.EMAIL
    ) -> list[tuple[AllianceId, PersonId]]:
        """Give whom a value leads to of which only the digest is known."""
        return await self._found(kind, digest)

    async def put(
        self,
        kind: LogInKeyKind,
        value: str,
        person_id: PersonId,
        *,
        issuer: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """Let a value lead to a person of this alliance; once is enough.

        KeyTaken if it leads to another person of this alliance, also one that came at the same
        moment: the second waits for the first.
        """
        await self._session.flush()  # the person may be new
        digest = self.digest(kind, value)
        row = insert(LogInKeyRow).values(
            kind=kind.value,
            key_hash=digest,
            alliance_id=self._alliance_id,
            person_id=person_id,
            issuer=issuer,
            added_at=at,
        )
        await self._session.execute(row.on_conflict_do_nothing())
        if (AllianceId(self._alliance_id), person_id) not in await self._found(kind, digest):
            raise KeyTaken

    async def accounts_of(self, person_id: PersonId) -> list[LinkedAccount]:
        """Give the organisations' accounts by which a person of this alliance is found."""
        row = LogInKeyRow
        query = (
            select(row.key_hash, row.issuer, row.added_at)
            .where(row.kind == LogInKeyKind.OIDC.value, row.alliance_id == self._alliance_id)
            .where(row.person_id == person_id)
            .order_by(row.added_at.nulls_first(), row.key_hash)
        )
        found = await self._session.execute(query)
        return [LinkedAccount(key, issuer or "", at) for key, issuer, at in found]

    async def remove_account(self, key: str, person_id: PersonId) -> bool:
        """Let an account no longer lead to a person; tells whether it did."""
        gone = delete(LogInKeyRow).where(
            LogInKeyRow.kind == LogInKeyKind.OIDC.value,
            LogInKeyRow.key_hash == key,
            LogInKeyRow.alliance_id == self._alliance_id,
            LogInKeyRow.person_id == person_id,
        )
        return await self._session.scalar(gone.returning(LogInKeyRow.key_hash)) is not None

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
