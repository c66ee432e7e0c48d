"""Stored requests for money."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, select

from samenspel_arrangements.domain.money.amounts import Cents
from samenspel_arrangements.domain.money.request import MoneyRequest, MoneyRequestId, Obstacle
from samenspel_arrangements.domain.money.standing import Standing, Waiting
from samenspel_arrangements.domain.school_year import SchoolYear
from samenspel_arrangements.persistence.money_tables import MoneyRequestRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import ArrangementId, CaseId, PersonId, PupilId, SchoolId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, Standing)


class SqlMoneyRequests(SqlOpenItems[MoneyRequest, MoneyRequestRow]):
    """The requests for money of one alliance."""

    row_type = MoneyRequestRow

    async def is_waiting(self, arrangement_id: UUID) -> bool:
        """Tell whether an arrangement has one that waits."""
        row = MoneyRequestRow
        waits = exists().where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.arrangement_id == arrangement_id,
            row.status == Waiting.status,
        )
        return bool(await self._uow.session.scalar(select(waits)))

    async def waiting_for(self, pupil_id: UUID) -> Sequence[MoneyRequest]:
        """Load those for a child that wait, for change."""
        return await self.open_where(MoneyRequestRow.pupil_id == pupil_id)

    def to_domain(self, row: MoneyRequestRow) -> MoneyRequest:
        """Build one."""
        return MoneyRequest(
            id=MoneyRequestId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            arrangement_id=ArrangementId(row.arrangement_id),
            case_id=CaseId(row.case_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            year=SchoolYear(row.school_year),
            amount=Cents(row.amount_cents),
            obstacle=Obstacle(row.obstacle),
            asked_by=PersonId(row.asked_by),
            asked_at=row.asked_at,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: MoneyRequestRow, aggregate: MoneyRequest) -> None:
        """Write its state."""
        row.arrangement_id, row.case_id = aggregate.arrangement_id, aggregate.case_id
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.school_year, row.amount_cents = aggregate.year.first_year, aggregate.amount
        row.obstacle = aggregate.obstacle.value
        row.asked_by, row.asked_at = aggregate.asked_by, aggregate.asked_at
        standing = aggregate.standing
        self.fill_open(row, aggregate, status=standing.status, standing=STANDINGS.dump(standing))
