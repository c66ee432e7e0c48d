"""Stored attempts to log in; they are of no alliance yet."""

import hmac
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.log_in_attempt import LogInAttempt, Purpose, digest_of
from samenspel_intake.persistence.account_tables import LogInAttemptRow
from samenspel_kernel.ids import GrantId, PersonId


class SqlLogInAttempts:
    """The attempts that are under way."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, attempt: LogInAttempt) -> None:
        """Keep one by its digests; those that came to nothing go when their time is over."""
        await self.forget(before=attempt.began_at)
        self._session.add(
            LogInAttemptRow(
                state_hash=digest_of(attempt.state),
                secret_hash=digest_of(attempt.secret),
                issuer=attempt.issuer,
                return_to=attempt.return_to,
                expires_at=attempt.expires_at,
                grant_id=attempt.purpose.grant_id,
                person_id=attempt.purpose.links_to,
                is_strong=attempt.purpose.is_strong,
            )
        )

    async def forget(self, *, before: datetime) -> None:
        """Delete those whose time was over before a moment."""
        over = LogInAttemptRow.expires_at < before
        await self._session.execute(delete(LogInAttemptRow).where(over))

    async def take(self, state: str, secret: str, now: datetime) -> LogInAttempt | None:
        """Give the one with this state, once; None to another browser or after its time."""
        query = delete(LogInAttemptRow).where(LogInAttemptRow.state_hash == digest_of(state))
        found = await self._session.scalar(query.returning(LogInAttemptRow))
        if found is None or found.expires_at < now:
            return None
        if not hmac.compare_digest(found.secret_hash, digest_of(secret)):
            return None
        return LogInAttempt(
            issuer=found.issuer,
            state=state,
            secret=secret,
            return_to=found.return_to,
            expires_at=found.expires_at,
            purpose=Purpose(
                is_strong=found.is_strong,
                grant_id=GrantId(found.grant_id) if found.grant_id else None,
                links_to=PersonId(found.person_id) if found.person_id else None,
            ),
        )
