"""Stored sessions, and who acts in one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, false, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.domain.log_in import AccountProof, LogIn, LogInMethod, LogOutOrder, Proof
from samenspel_intake.persistence.tables import GrantRow, LogInRow
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import AllianceId, GrantId, PersonId
from samenspel_kernel.session import Session
from samenspel_platform.access import actor_of


class SqlLogIns:
    """The sessions of one alliance's people."""

    def __init__(self, session: AsyncSession, alliance_id: AllianceId) -> None:
        self._session, self._mine = session, LogInRow.alliance_id == alliance_id

    async def add(self, log_in: LogIn) -> None:
        """Write one that starts."""
        await self._session.flush()  # the person, or the grant, may be new
        self._session.add(
            LogInRow(
                session_hash=log_in.session_hash,
                alliance_id=log_in.alliance_id,
                person_id=log_in.person_id,
                grant_id=log_in.grant_id,
                method=log_in.proof.method.value,
                began_at=log_in.began_at,
                ended_at=log_in.ended_at,
                **_columns(log_in.proof.account),
            )
        )

    async def find(self, session_hash: str) -> LogIn | None:
        """Give one, or None."""
        query = select(LogInRow).where(self._mine, LogInRow.session_hash == session_hash)
        row = (await self._session.scalars(query)).one_or_none()
        return None if row is None else _log_in_of(row)

    async def get(self, session_hash: str) -> LogIn:
        """Give one; NotFound if there is none."""
        found = await self.find(session_hash)
        if found is None:
            raise NotFound
        return found

    async def open_of(self, person_id: PersonId, *, since: datetime) -> list[LogIn]:
        """Give those of a person that began since and did not end, the newest first."""
        query = (
            select(LogInRow)
            .where(self._mine, LogInRow.person_id == person_id, LogInRow.ended_at.is_(None))
            .where(LogInRow.began_at >= since)
            .order_by(LogInRow.began_at.desc(), LogInRow.session_hash)
        )
        return [_log_in_of(row) for row in await self._session.scalars(query)]

    async def end(self, session_hash: str, *, of: PersonId, at: datetime) -> bool:
        """End one of a person; tells whether it went on until now."""
        query = (
            update(LogInRow)
            .where(self._mine, LogInRow.session_hash == session_hash, LogInRow.person_id == of)
            .where(LogInRow.ended_at.is_(None))
            .values(ended_at=at)
            .returning(LogInRow.session_hash)
        )
        return await self._session.scalar(query) is not None

    async def end_all(self, of: PersonId, *, at: datetime) -> None:
        """End all of a person."""
        query = update(LogInRow).where(self._mine, LogInRow.person_id == of)
        await self._session.execute(query.where(LogInRow.ended_at.is_(None)).values(ended_at=at))

    async def forget(self, method: LogInMethod | None = None, *, before: datetime) -> None:
        """Delete those that began by a method, or by any, before a moment."""
        row = LogInRow
        query = delete(row).where(self._mine, row.began_at < before)
        if method is not None:
            query = query.where(row.method == method.value)
        await self._session.execute(query)

    async def end_by_account(self, key: str, of: PersonId, *, at: datetime) -> Sequence[str]:
        """End those of a person that began with an account; gives their hashes."""
        query = (
            update(LogInRow)
            .where(self._mine, LogInRow.person_id == of, LogInRow.account_key == key)
            .where(LogInRow.ended_at.is_(None))
            .values(ended_at=at)
            .returning(LogInRow.session_hash)
        )
        return (await self._session.scalars(query)).all()

    async def named_by(self, order: LogOutOrder) -> Sequence[PersonId]:
        """Give whose sessions an issuer wants ended."""
        query = select(LogInRow.person_id).where(self._mine, *_named_by(order)).distinct()
        found = await self._session.scalars(query.order_by(LogInRow.person_id))
        return [PersonId(person_id) for person_id in found]

    async def end_named_by(
        self, order: LogOutOrder, of: PersonId, *, at: datetime
    ) -> Sequence[str]:
        """End those of a person that an issuer wants ended; gives their hashes."""
        query = update(LogInRow).where(self._mine, LogInRow.person_id == of, *_named_by(order))
        ended = query.values(ended_at=at).returning(LogInRow.session_hash)
        return (await self._session.scalars(ended)).all()


async def find_actor(session: AsyncSession, of: Session, on: date) -> Actor | None:
    """Give who acts in a session on a day, if it goes on and its grant is in force."""
    query = (
        select(GrantRow.role, GrantRow.unit_id, GrantRow.school_id, GrantRow.pupil_ids)
        .join(LogInRow, LogInRow.grant_id == GrantRow.id)
        .where(LogInRow.session_hash == of.hash, LogInRow.ended_at.is_(None))
        .where(LogInRow.alliance_id == of.alliance_id, LogInRow.person_id == of.person_id)
        .where(GrantRow.alliance_id == of.alliance_id, GrantRow.id == of.grant_id)
        .where(GrantRow.person_id == of.person_id, GrantRow.since <= on)
        .where(or_(GrantRow.until.is_(None), GrantRow.until > on))
    )
    found = (await session.execute(query)).one_or_none()
    return None if found is None else actor_of(of, **found._mapping)


def _log_in_of(row: LogInRow) -> LogIn:
    return LogIn(
        session_hash=row.session_hash,
        person_id=PersonId(row.person_id),
        alliance_id=AllianceId(row.alliance_id),
        grant_id=GrantId(row.grant_id),
        proof=Proof(method=LogInMethod(row.method), account=_account(row)),
        began_at=row.began_at,
        ended_at=row.ended_at,
    )


def _columns(account: AccountProof | None) -> dict[str, Any]:
    if account is None:
        return {"is_strong": False}
    return {
        "issuer": account.issuer,
        "account_key": account.key,
        "provider_session": account.provider_session,
        "is_strong": account.is_strong,
    }


def _account(row: LogInRow) -> AccountProof | None:
    if row.issuer is None or row.account_key is None:
        return None
    return AccountProof(
        issuer=row.issuer,
        key=row.account_key,
        provider_session=row.provider_session,
        is_strong=row.is_strong,
    )


def _named_by(order: LogOutOrder) -> list[ColumnElement[bool]]:
    """Where the issuer told no session at log-in, the account alone says which are meant."""
    row = LogInRow
    said = [row.issuer == order.issuer, row.ended_at.is_(None), row.began_at <= order.until]
    if order.account_key is not None:
        said.append(row.account_key == order.account_key)
    if order.provider_session is not None:
        untold = row.provider_session.is_(None) if order.account_key else false()
        said.append(or_(row.provider_session == order.provider_session, untold))
    return said
