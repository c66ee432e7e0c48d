"""How far batches of letters are; counts only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.persistence.letters.letters import MOST_FAILURES
from samenspel_arrangements.persistence.letters.tables import LetterRow
from samenspel_kernel.errors import NotFound

NEWEST = 50


@dataclass(frozen=True, slots=True)
class Batch:
    """How many letters a batch has, are made, will never be made, and wait for a person."""

    id: UUID
    kind: str
    ordered_at: datetime
    total: int
    made: int
    withdrawn: int
    failed: int

    @property
    def waiting(self) -> int:
        """How many are still to be made by themselves."""
        return self.total - self.made - self.withdrawn - self.failed


class LetterBatches:
    """The batches of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def newest(self) -> Sequence[Batch]:
        """Give at most 50, the last ordered first."""
        query = self._query().order_by(func.min(LetterRow.ordered_at).desc()).limit(NEWEST)
        return [Batch(**row) for row in (await self._session.execute(query)).mappings()]

    async def get(self, id_: UUID) -> Batch:
        """Give one; NotFound if there is none."""
        query = self._query().where(LetterRow.batch_id == id_)
        row = (await self._session.execute(query)).mappings().one_or_none()
        if row is None:
            raise NotFound
        return Batch(**row)

    async def stuck(self) -> int:
        """Count all letters that wait for a person, also those of no batch."""
        row = LetterRow
        query = select(func.count()).where(
            row.alliance_id == self._alliance_id,
            row.made_at.is_(None),
            row.withdrawn_at.is_(None),
            row.failures >= MOST_FAILURES,
        )
        return await self._session.scalar(query) or 0

    def _query(self) -> Select[UUID | None, str, datetime, int, int, int, int]:
        row = LetterRow
        waits = row.made_at.is_(None) & row.withdrawn_at.is_(None)
        return (
            select(
                row.batch_id.label("id"),
                func.min(row.kind).label("kind"),
                func.min(row.ordered_at).label("ordered_at"),
                func.count().label("total"),
                func.count(row.made_at).label("made"),
                func.count(row.withdrawn_at).label("withdrawn"),
                func.count(case((waits & (row.failures >= MOST_FAILURES), 1))).label("failed"),
            )
            .where(row.alliance_id == self._alliance_id, row.batch_id.is_not(None))
            .group_by(row.batch_id)
        )
