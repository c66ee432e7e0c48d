"""Stored files of the register that an administrator brought."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.application.schools.close_school import CloseSchool
from samenspel_intake.application.schools.register_import import BroughtRegister, RegisterImport
from samenspel_intake.application.schools.take_register import RegisterTaken
from samenspel_intake.persistence.school_tables import RegisterImportRow
from samenspel_kernel.errors import NotFound

_CONTENT = TypeAdapter(BroughtRegister)
_CLOSURES = TypeAdapter(tuple[CloseSchool, ...])
_OUTCOME = TypeAdapter(RegisterTaken)


class SqlRegisterImports:
    """The imports of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def add(self, id_: UUID, brought: BroughtRegister, *, by: UUID, at: datetime) -> None:
        """Keep a file that was looked through, for a person to confirm."""
        self._session.add(
            RegisterImportRow(
                id=id_,
                alliance_id=self._alliance_id,
                brought_by=by,
                brought_at=at,
                content=_CONTENT.dump_python(brought, mode="json"),
            )
        )
        await self._session.flush()

    async def get(self, id_: UUID) -> RegisterImport:
        """Give one; NotFound if there is none."""
        row = await self._row(id_)
        return _import(row)

    async def newest(self, limit: int) -> Sequence[RegisterImport]:
        """Give the last ones, the newest first."""
        mine = RegisterImportRow.alliance_id == self._alliance_id
        query = select(RegisterImportRow).where(mine)
        query = query.order_by(RegisterImportRow.brought_at.desc(), RegisterImportRow.id)
        return [_import(row) for row in await self._session.scalars(query.limit(limit))]

    async def confirm(self, id_: UUID, closures: Sequence[CloseSchool], *, at: datetime) -> bool:
        """Have it done; False when somebody confirmed it before."""
        waiting = RegisterImportRow.confirmed_at.is_(None)
        statement = update(RegisterImportRow).where(self._mine(id_), waiting)
        values = {
            "closures": _CLOSURES.dump_python(tuple(closures), mode="json"),
            "confirmed_at": at,
        }
        done = await self._session.execute(
            statement.values(**values).returning(RegisterImportRow.id)
        )
        return done.first() is not None

    async def next_to_do(self) -> RegisterImport | None:
        """Claim one that is confirmed; None when there is none, or another worker has it."""
        row = RegisterImportRow
        query = (
            select(row)
            .where(
                row.alliance_id == self._alliance_id,
                row.confirmed_at.is_not(None),
                row.done_at.is_(None),
            )
            .order_by(row.confirmed_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        found = await self._session.scalar(query)
        return _import(found) if found else None

    async def done(self, id_: UUID, taken: RegisterTaken, *, at: datetime) -> None:
        """Keep what it changed, and forget the file."""
        row = await self._row(id_)
        row.outcome = _OUTCOME.dump_python(taken, mode="json")
        row.content, row.done_at = None, at

    async def _row(self, id_: UUID) -> RegisterImportRow:
        row = await self._session.scalar(select(RegisterImportRow).where(self._mine(id_)))
        if row is None:
            raise NotFound
        return row

    def _mine(self, id_: UUID) -> ColumnElement[bool]:
        return (RegisterImportRow.alliance_id == self._alliance_id) & (RegisterImportRow.id == id_)


def _import(row: RegisterImportRow) -> RegisterImport:
    return RegisterImport(
        id=row.id,
        brought_at=row.brought_at,
        confirmed_at=row.confirmed_at,
        done_at=row.done_at,
        brought=_CONTENT.validate_python(row.content) if row.content else None,
        closures=_CLOSURES.validate_python(row.closures or ()),
        outcome=_OUTCOME.validate_python(row.outcome) if row.outcome else None,
    )
