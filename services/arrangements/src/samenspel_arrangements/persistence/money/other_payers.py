"""Stored lines of what others pay."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.other_payer import OtherPayerLine, Payer, PayersDecision
from samenspel_arrangements.persistence.money_tables import OtherPayerRow
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import AllianceId, ArrangementId, PersonId


class SqlOtherPayers:
    """What others pay in one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: AllianceId) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def of(self, arrangement_id: UUID) -> Sequence[OtherPayerLine]:
        """Give the lines of an arrangement, in the order in which they were noted."""
        row = OtherPayerRow
        query = select(row).where(
            row.alliance_id == self._alliance_id, row.arrangement_id == arrangement_id
        )
        found = await self._session.scalars(query.order_by(row.noted_at, row.id))
        return [
            OtherPayerLine(
                id=each.id,
                arrangement_id=ArrangementId(each.arrangement_id),
                payer=Payer(each.payer),
                decision=PayersDecision(each.decision),
                decided_on=each.decided_on,
                amount=None if each.amount_cents is None else Cents(each.amount_cents),
                reference=each.reference,
            )
            for each in found
        ]

    def add(self, line: OtherPayerLine, *, by: PersonId, at: datetime) -> None:
        """Keep a line."""
        row = OtherPayerRow(id=line.id, alliance_id=self._alliance_id)
        row.arrangement_id, row.payer = line.arrangement_id, line.payer.value
        self._fill(row, line, by, at)
        self._session.add(row)

    async def change(self, line: OtherPayerLine, *, by: PersonId, at: datetime) -> None:
        """Write what the payer decided; NotFound if there is no such line."""
        row = OtherPayerRow
        query = select(row).where(row.alliance_id == self._alliance_id, row.id == line.id)
        found = (await self._session.scalars(query.with_for_update())).one_or_none()
        if found is None or found.arrangement_id != line.arrangement_id:
            raise NotFound
        self._fill(found, line, by, at)

    def _fill(self, row: OtherPayerRow, line: OtherPayerLine, by: PersonId, at: datetime) -> None:
        row.decision, row.decided_on = line.decision.value, line.decided_on
        row.amount_cents, row.reference = line.amount, line.reference
        row.noted_by, row.noted_at = by, at
