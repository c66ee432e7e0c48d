"""Gives each TLV its number, and keeps it for good (T14)."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_arrangements.domain.tlv.number import NUMBERS, NumberRule
from samenspel_arrangements.persistence.tlv_tables import TlvNumberRow, TlvNumberRuleRow
from samenspel_arrangements.persistence.tlvs.tlvs import OURS
from samenspel_kernel.errors import RuleViolation


class SqlTlvNumbers:
    """The numbers of one alliance's TLVs; a number that was given is never given again."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def next(self, tlv_id: TlvId, *, year: int) -> str:
        """Give the next number of a year; two at one moment wait for each other."""
        key = func.hashtextextended(f"tlv-number:{self._alliance_id}", 0)
        await self._session.execute(select(func.pg_advisory_xact_lock(key)))
        row = TlvNumberRow
        newest = select(func.coalesce(func.max(row.sequence), 0)).where(
            row.alliance_id == self._alliance_id, row.issuer == OURS, row.year == year
        )
        sequence = int(await self._session.scalar(newest) or 0) + 1
        number = (await self.rule()).make(year=year, sequence=sequence)
        await self._keep(OURS, number, tlv_id, year, sequence)
        return number

    async def keep_foreign(self, tlv_id: TlvId, issuer: str, number: str, *, year: int) -> None:
        """Keep a number that another alliance gave; RuleViolation when it was brought in before."""
        await self._keep(issuer, number, tlv_id, year, None)

    async def rule(self) -> NumberRule:
        """Give how the alliance writes its numbers."""
        own = await self._session.get(TlvNumberRuleRow, self._alliance_id)
        return NumberRule(template=own.template, pattern=own.pattern) if own else NUMBERS

    async def _keep(
        self, issuer: str, number: str, tlv_id: TlvId, year: int, sequence: int | None
    ) -> None:
        row = insert(TlvNumberRow).values(
            alliance_id=self._alliance_id,
            issuer=issuer,
            number=number,
            tlv_id=tlv_id,
            year=year,
            sequence=sequence,
        )
        kept = row.on_conflict_do_nothing().returning(TlvNumberRow.number)
        if await self._session.scalar(kept) is None:
            raise RuleViolation("tlv.number-used-before")
