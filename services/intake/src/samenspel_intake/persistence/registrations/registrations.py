"""Stored registrations."""

from collections.abc import Sequence
from typing import Any

from samenspel_intake.domain.ids import RegistrationId
from samenspel_intake.domain.registration.duty_clock import Asked
from samenspel_intake.domain.registration.ending import End
from samenspel_intake.domain.registration.filing import Filing
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.registration.standing import Standing
from samenspel_intake.persistence.registration_tables import RegistrationRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, UnitId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, End, Standing)
FILINGS: Documents[Filing] = Documents(Filing)
ASKED: Documents[Asked | None] = Documents(Asked | None)


class SqlRegistrations(SqlOpenItems[Registration, RegistrationRow]):
    """The registrations of one alliance."""

    row_type = RegistrationRow

    async def open_about(self, *pupil_ids: PupilId) -> Sequence[Registration]:
        """Load the open ones of a child, under whichever of its ids, for change."""
        return await self.open_where(RegistrationRow.pupil_id.in_(pupil_ids))

    def to_domain(self, row: RegistrationRow) -> Registration:
        """Build one."""
        return Registration(
            id=RegistrationId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=UnitId(row.unit_id) if row.unit_id else None,
            filing=FILINGS.load(row.filing),
            received_on=row.received_on,
            confirmed_on=row.confirmed_on,
            entered_by=PersonId(row.entered_by),
            asked=ASKED.load(row.asked),
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: RegistrationRow, aggregate: Registration) -> None:
        """Write its state."""
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.received_on, row.confirmed_on = aggregate.received_on, aggregate.confirmed_on
        row.entered_by = aggregate.entered_by
        row.filing, row.asked = FILINGS.dump(aggregate.filing), ASKED.dump(aggregate.asked)
        standing: Any = STANDINGS.dump(aggregate.standing)
        self.fill_open(row, aggregate, status=aggregate.standing.status, standing=standing)
