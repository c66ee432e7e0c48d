"""What screens and API show of money; filtered by what the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.case import CaseState
from samenspel_arrangements.domain.money.standing import Waiting
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.money_tables import (
    CommitmentRow,
    EntryRow,
    LedgerRow,
    MoneyRequestRow,
)
from samenspel_arrangements.persistence.tables import (
    ArrangementRow,
    CaseRow,
    UnitRow,
)
from samenspel_kernel.actor import Actor
from samenspel_kernel.errors import NotFound
from samenspel_platform.visibility import RelationColumns, permitted

MOST_ENTRIES = 200
MOST_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """A unit's money in a school year, in cents.

    `asked` waits for a decider. `without_help` are its open cases without help yet, `average` is
    what an arrangement with money costs here: together they say what is still to be expected.
    """

    id: UUID
    alliance_id: UUID
    unit_id: UUID | None
    unit_name: str | None
    school_year: int
    allotted: int
    free: int
    committed: int
    spent: int
    asked: int = 0
    without_help: int = 0
    average: int = 0

    @property
    def expected(self) -> int:
        """What is likely to be needed beside what is committed."""
        return self.asked + self.without_help * self.average

    @property
    def year(self) -> SchoolYear:
        """The school year."""
        return SchoolYear(self.school_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLine:
    """What one arrangement costs, in cents; it names no child."""

    arrangement_id: UUID
    case_id: UUID
    kind: str
    starts_on: date
    open: int
    spent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One entry, and whether it was reversed."""

    id: UUID
    number: int
    kind: str
    amount: int
    taken_from: str
    given_to: str
    arrangement_id: UUID | None
    booked_at: datetime
    is_reversed: bool
    unit_name: str | None
    school_year: int


class MoneyQueries:
    """Reads the money of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def budgets(self, actor: Actor, year: SchoolYear) -> Sequence[BudgetLine]:
        """Give the ledgers of a year that the actor may see, with what is to be expected."""
        query = self._budgets(actor).where(LedgerRow.school_year == year.first_year)
        found = await self._session.execute(query.order_by(UnitRow.name.nulls_last()))
        return [await self._with_expected(BudgetLine(**line)) for line in found.mappings()]

    async def budget(self, actor: Actor, id_: UUID) -> BudgetLine:
        """Give one; NotFound if there is none that the actor may see."""
        query = self._budgets(actor).where(LedgerRow.id == id_)
        found = (await self._session.execute(query)).mappings().one_or_none()
        if found is None:
            raise NotFound
        return await self._with_expected(BudgetLine(**found))

    async def units(self) -> Sequence[tuple[UUID, str]]:
        """Give the units of the alliance that were heard of, by name."""
        cases = select(CaseRow.unit_id).where(CaseRow.alliance_id == self._alliance_id)
        ledgers = select(LedgerRow.unit_id).where(LedgerRow.alliance_id == self._alliance_id)
        known = cases.union(ledgers).subquery()
        query = select(UnitRow.unit_id, UnitRow.name).where(UnitRow.unit_id.in_(select(known)))
        found = await self._session.execute(query.order_by(UnitRow.name))
        return [(id_, name) for id_, name in found]

    async def commitments(self, budget_id: UUID) -> Sequence[CommitmentLine]:
        """Give what the arrangements of a ledger cost, the dearest first."""
        row, help_ = CommitmentRow, ArrangementRow
        query = (
            select(
                row.arrangement_id,
                help_.case_id,
                help_.kind,
                help_.starts_on,
                row.open_cents.label("open"),
                row.spent_cents.label("spent"),
            )
            .join(help_, help_.id == row.arrangement_id)
            .where(row.alliance_id == self._alliance_id, row.ledger_id == budget_id)
            .order_by((row.open_cents + row.spent_cents).desc(), row.arrangement_id)
            .limit(MOST_LINES)
        )
        found = await self._session.execute(query)
        return [CommitmentLine(**line) for line in found.mappings()]

    async def entries(
        self, actor: Actor, year: SchoolYear, *, budget_id: UUID | None = None, limit: int
    ) -> Sequence[EntryLine]:
        """Give what was booked in a year, the newest first."""
        row, reversal = EntryRow, EntryRow.__table__.alias("reversal")
        query = (
            select(
                row.id,
                row.number,
                row.kind,
                row.amount_cents.label("amount"),
                row.taken_from,
                row.given_to,
                row.arrangement_id,
                row.booked_at,
                reversal.c.id.is_not(None).label("is_reversed"),
                UnitRow.name.label("unit_name"),
                LedgerRow.school_year,
            )
            .join(LedgerRow, LedgerRow.id == row.ledger_id)
            .outerjoin(UnitRow, UnitRow.unit_id == LedgerRow.unit_id)
            .outerjoin(reversal, reversal.c.reverses == row.id)
            .where(
                row.alliance_id == self._alliance_id,
                LedgerRow.school_year == year.first_year,
                _seen(actor),
            )
            .order_by(row.booked_at.desc(), row.ledger_id, row.number.desc())
            .limit(limit)
        )
        if budget_id is not None:
            query = query.where(row.ledger_id == budget_id)
        return [EntryLine(**line) for line in (await self._session.execute(query)).mappings()]

    def _budgets(self, actor: Actor) -> Select[*tuple[Any, ...]]:
        row = LedgerRow
        return (
            select(
                row.id,
                row.alliance_id,
                row.unit_id,
                UnitRow.name.label("unit_name"),
                row.school_year,
                (-row.budget_cents - row.other_units_cents).label("allotted"),
                row.free_cents.label("free"),
                row.committed_cents.label("committed"),
                row.spent_cents.label("spent"),
            )
            .outerjoin(UnitRow, UnitRow.unit_id == row.unit_id)
            .where(row.alliance_id == self._alliance_id, _seen(actor))
        )

    async def _with_expected(self, line: BudgetLine) -> BudgetLine:
        row, cost = MoneyRequestRow, CommitmentRow
        asked = select(func.coalesce(func.sum(row.amount_cents), 0)).where(
            row.alliance_id == self._alliance_id,
            row.unit_id.is_not_distinct_from(line.unit_id),
            row.school_year == line.school_year,
            row.status == Waiting.status,
        )
        helped = select(ArrangementRow.case_id).where(ArrangementRow.case_id == CaseRow.id)
        without = select(func.count()).where(
            CaseRow.alliance_id == self._alliance_id,
            CaseRow.unit_id.is_not_distinct_from(line.unit_id),
            CaseRow.state == CaseState.OPENED.value,
            ~helped.exists(),
        )
        total = cost.open_cents + cost.spent_cents
        average = select(func.coalesce(func.avg(total), 0)).where(
            cost.alliance_id == self._alliance_id, cost.ledger_id == line.id, total > 0
        )
        numbers = (
            await self._session.execute(
                select(
                    asked.scalar_subquery(), without.scalar_subquery(), average.scalar_subquery()
                )
            )
        ).one()
        return BudgetLine(
            **{name: getattr(line, name) for name in _OWN},
            asked=int(numbers[0]),
            without_help=int(numbers[1]),
            average=round(numbers[2]),
        )


_OWN = (
    *("id", "alliance_id", "unit_id", "unit_name", "school_year"),
    *("allotted", "free", "committed", "spent"),
)


def _seen(actor: Actor) -> Any:
    columns = RelationColumns(alliance_id=LedgerRow.alliance_id, unit_id=LedgerRow.unit_id)
    return permitted(POLICY, actor, Action.SEE_BUDGET, columns)
