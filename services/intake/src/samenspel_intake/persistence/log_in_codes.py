"""Stored log-in codes, challenges and counts: outside the alliances, for nobody is known yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.log_in_code import LogInCode, LogInCodeId
from samenspel_intake.persistence.passwordless_tables import (
    LogInCodeRow,
    PasskeyChallengeRow,
    TryCountRow,
)

FRESH = {"populate_existing": True}


class SqlLogInCodes:
    """Codes that were asked for."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, code: LogInCode) -> None:
        """Keep a new one; it is to be sent."""
        row = LogInCodeRow(
            id=code.id,
            address=code.address,
            browser=code.browser,
            expires_at=code.expires_at,
            tries=code.tries,
            proven=code.proven,
            used=code.used,
            sent=False,
        )
        self._session.add(row)
        await self._session.flush()

    async def newest_of(self, browser: bytes) -> LogInCode | None:
        """Give the last that a browser asked for; nobody else can change it meanwhile."""
        query = (
            select(LogInCodeRow)
            .where(LogInCodeRow.browser == browser)
            .order_by(LogInCodeRow.expires_at.desc(), LogInCodeRow.id)
            .limit(1)
            .with_for_update()
        )
        row = (await self._session.scalars(query, execution_options=FRESH)).one_or_none()
        return None if row is None else _to_domain(row)

    async def find(self, id_: LogInCodeId) -> LogInCode | None:
        """Give one; nobody else can change it meanwhile."""
        query = select(LogInCodeRow).where(LogInCodeRow.id == id_).with_for_update()
        row = (await self._session.scalars(query, execution_options=FRESH)).one_or_none()
        return None if row is None else _to_domain(row)

    async def note(self, code: LogInCode) -> None:
        """Write what became of it."""
        change = update(LogInCodeRow).where(LogInCodeRow.id == code.id)
        now = {"tries": code.tries, "proven": code.proven, "used": code.used}
        await self._session.execute(change.values(browser=code.browser, **now))

    async def unsent(self, *, at: datetime, limit: int) -> Sequence[LogInCode]:
        """Give those that are still to be sent, or to be found to be for nobody."""
        query = (
            select(LogInCodeRow)
            .where(~LogInCodeRow.sent, LogInCodeRow.expires_at > at)
            .order_by(LogInCodeRow.expires_at)
            .limit(limit)
        )
        return [_to_domain(row) for row in await self._session.scalars(query)]

    async def claim(self, id_: LogInCodeId) -> bool:
        """Take one to send; False if it was taken before."""
        change = update(LogInCodeRow).where(LogInCodeRow.id == id_, ~LogInCodeRow.sent)
        taken = await self._session.scalar(change.values(sent=True).returning(LogInCodeRow.id))
        return taken is not None

    async def forget(self, *, before: datetime) -> int:
        """Delete those that expired before a moment; gives how many."""
        gone = delete(LogInCodeRow).where(LogInCodeRow.expires_at < before)
        return len((await self._session.scalars(gone.returning(LogInCodeRow.id))).all())


class SqlChallenges:
    """Challenges that a browser must sign."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, browser: bytes, challenge: bytes, *, expires_at: datetime) -> None:
        """Keep the one that a browser must sign now; an earlier one is void."""
        values = {"challenge": challenge, "expires_at": expires_at}
        query = insert(PasskeyChallengeRow).values(browser=browser, **values)
        await self._session.execute(
            query.on_conflict_do_update(index_elements=[PasskeyChallengeRow.browser], set_=values)
        )

    async def take(self, browser: bytes, *, at: datetime) -> bytes | None:
        """Give it once; None if there is none, or it is too late."""
        row = PasskeyChallengeRow
        gone = delete(row).where(row.browser == browser).returning(row.challenge, row.expires_at)
        found = (await self._session.execute(gone)).one_or_none()
        return found.challenge if found is not None and at < found.expires_at else None

    async def forget(self, *, before: datetime) -> None:
        """Delete those that expired before a moment."""
        row = PasskeyChallengeRow
        await self._session.execute(delete(row).where(row.expires_at < before))


class SqlTries:
    """Counts of what was tried."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def count(self, what: str, who: bytes, *, at: datetime, window: timedelta) -> int:
        """Count one more; gives how many it is in the window that began with the first."""
        row = TryCountRow
        is_over = row.began_at <= at - window
        query = insert(row).values(what=what, who=who, began_at=at, count=1)
        anew = {
            "count": case((is_over, 1), else_=row.count + 1),
            "began_at": case((is_over, at), else_=row.began_at),
        }
        query = query.on_conflict_do_update(index_elements=[row.what, row.who], set_=anew)
        return int(await self._session.scalar(query.returning(row.count)) or 0)

    async def so_far(self, what: str, who: bytes, *, at: datetime, window: timedelta) -> int:
        """Give how many there were in the window, without counting one."""
        row = TryCountRow
        query = select(row.count).where(
            row.what == what, row.who == who, row.began_at > at - window
        )
        return await self._session.scalar(query) or 0

    async def forget(self, *, before: datetime) -> None:
        """Delete windows that began before a moment."""
        await self._session.execute(delete(TryCountRow).where(TryCountRow.began_at < before))


def _to_domain(row: LogInCodeRow) -> LogInCode:
    return LogInCode(
        id=LogInCodeId(row.id),
        address=row.address,
        browser=row.browser,
        expires_at=row.expires_at,
        tries=row.tries,
        proven=row.proven,
        used=row.used,
    )
