"""Stored funding checks, and the list of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_arrangements.domain.funding.check import (
    FundingCheck,
    FundingCheckId,
    Standing,
)
from samenspel_arrangements.domain.funding.compared import Difference
from samenspel_arrangements.persistence.funding_tables import FundingCheckRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import PersonId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

MOST_LINES = 100
STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, Standing)
DIFFERENCES: Documents[tuple[Difference, ...]] = Documents(tuple[Difference, ...])


class SqlFundingChecks(SqlOpenItems[FundingCheck, FundingCheckRow]):
    """The funding checks of one alliance."""

    row_type = FundingCheckRow

    def to_domain(self, row: FundingCheckRow) -> FundingCheck:
        """Build one."""
        return FundingCheck(
            id=FundingCheckId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            holder_name=row.holder_name,
            as_of=row.as_of,
            made_by=PersonId(row.made_by),
            made_at=row.made_at,
            lines=row.lines,
            agreeing=row.agreeing,
            differences=DIFFERENCES.load(row.differences),
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: FundingCheckRow, aggregate: FundingCheck) -> None:
        """Write its state."""
        check, standing = aggregate, aggregate.standing
        row.holder_name = check.holder_name
        row.as_of, row.made_by, row.made_at = check.as_of, check.made_by, check.made_at
        row.lines, row.agreeing = check.lines, check.agreeing
        row.differing, row.unsettled = len(check.differences), len(check.unsettled)
        row.differences = DIFFERENCES.dump(check.differences)
        self.fill_open(row, check, status=standing.status, standing=STANDINGS.dump(standing))


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingCheckLine:
    """One check in a list; `due_on` is None when nobody has to do anything for it."""

    id: UUID
    as_of: date
    made_at: datetime
    status: str
    lines: int
    agreeing: int
    differing: int
    unsettled: int
    due_on: date | None


class FundingCheckQueries:
    """Reads the funding checks of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def on_offer(self, offer_id: UUID) -> UUID:
        """Give the id of the one that is on offer so; NotFound if there is none."""
        row = FundingCheckRow
        offered = row.standing["responsibility"]["offer"]["id"].astext == str(offer_id)
        found = await self._session.scalar(
            select(row.id).where(row.alliance_id == self._alliance_id, offered)
        )
        if found is None:
            raise NotFound
        return found

    async def newest(self) -> Sequence[FundingCheckLine]:
        """Give the newest, at most `MOST_LINES`; all are kept."""
        row = FundingCheckRow
        query = (
            select(
                row.id,
                row.as_of,
                row.made_at,
                row.status,
                row.lines,
                row.agreeing,
                row.differing,
                row.unsettled,
                row.next_action_due_on.label("due_on"),
            )
            .where(row.alliance_id == self._alliance_id)
            .order_by(row.made_at.desc(), row.id)
            .limit(MOST_LINES)
        )
        found = (await self._session.execute(query)).mappings()
        return [FundingCheckLine(**line) for line in found]
