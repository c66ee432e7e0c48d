"""Stored lines of what others pay."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.other_payer import (
    OtherPayerLine,
    Payer,
    PayersDecision,
    Purpose,
)
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.money_tables import OtherPayerRow
from samenspel_arrangements.persistence.tables import ArrangementRow
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import AllianceId, ArrangementId, PersonId

MOST_LINES = 200


class SqlOtherPayers:
    """What others pay in one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: AllianceId) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def of(self, arrangement_id: UUID) -> Sequence[OtherPayerLine]:
        """Give the lines of an arrangement, in the order in which they were noted."""
        return await self._lines(OtherPayerRow.arrangement_id == arrangement_id)

    async def of_case(self, case_id: UUID) -> Sequence[OtherPayerLine]:
        """Give the lines of all help of a case."""
        return await self._lines(ArrangementRow.case_id == case_id)

    async def beside_budget(
        self, unit_id: UUID | None, year: SchoolYear
    ) -> Sequence[OtherPayerLine]:
        """Give the lines of the help that a unit's money of a year is for; 200 at most.

        They stand beside the unit's own money and are in none of its sums.
        """
        return await self._lines(
            ArrangementRow.unit_id.is_not_distinct_from(unit_id),
            ArrangementRow.starts_on.between(year.first_day, year.last_day),
        )

    async def _lines(self, *which: ColumnElement[bool]) -> Sequence[OtherPayerLine]:
        row = OtherPayerRow
        query = (
            select(row)
            .join(ArrangementRow, ArrangementRow.id == row.arrangement_id)
            .where(row.alliance_id == self._alliance_id, *which)
            .order_by(row.noted_at, row.id)
            .limit(MOST_LINES)
        )
        return [
            OtherPayerLine(
                id=each.id,
                arrangement_id=ArrangementId(each.arrangement_id),
                payer=Payer(each.payer),
                decision=PayersDecision(each.decision),
                decided_on=each.decided_on,
                amount=None if each.amount_cents is None else Cents(each.amount_cents),
                reference=each.reference,
                purpose=Purpose(each.purpose),
                starts_on=each.starts_on,
                ends_on=each.ends_on,
            )
            for each in await self._session.scalars(query)
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
        row.purpose, row.starts_on, row.ends_on = line.purpose.value, line.starts_on, line.ends_on
        row.noted_by, row.noted_at = by, at
