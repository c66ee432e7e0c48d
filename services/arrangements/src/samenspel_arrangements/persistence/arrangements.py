"""Stored arrangements."""

from samenspel_arrangements.domain.arrangement import Arrangement, ArrangementKind, Period
from samenspel_arrangements.persistence.tables import ArrangementRow
from samenspel_kernel.ids import (
    ArrangementId,
    CaseId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
)
from samenspel_messaging.unit_of_work import SqlRepository


class SqlArrangements(SqlRepository[Arrangement, ArrangementRow]):
    """The arrangements of one alliance."""

    row_type = ArrangementRow

    def to_domain(self, row: ArrangementRow) -> Arrangement:
        """Build the aggregate of a row."""
        return Arrangement(
            id=ArrangementId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            support_request_id=SupportRequestId(row.support_request_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            kind=ArrangementKind(row.kind),
            description=row.description,
            period=Period(
                starts_on=row.starts_on,
                planned_end_on=row.planned_end_on,
                evaluation_on=row.evaluation_on,
            ),
            granted_by=PersonId(row.granted_by),
            granted_at=row.granted_at,
        )

    def fill(self, row: ArrangementRow, aggregate: Arrangement) -> None:
        """Write the aggregate's state into its row."""
        row.case_id = aggregate.case_id
        row.support_request_id = aggregate.support_request_id
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.kind, row.description = aggregate.kind.value, aggregate.description
        row.starts_on = aggregate.period.starts_on
        row.planned_end_on = aggregate.period.planned_end_on
        row.evaluation_on = aggregate.period.evaluation_on
        row.granted_by, row.granted_at = aggregate.granted_by, aggregate.granted_at
