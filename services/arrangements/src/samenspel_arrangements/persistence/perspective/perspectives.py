"""Stored perspectives."""

from samenspel_arrangements.domain.perspective.agreement import Position, View
from samenspel_arrangements.domain.perspective.content import Strand
from samenspel_arrangements.domain.perspective.ids import PerspectiveId, perspective_id_of
from samenspel_arrangements.domain.perspective.perspective import SharedPerspective
from samenspel_arrangements.domain.perspective.standing import Phase, Standing, Version
from samenspel_arrangements.persistence.perspective_tables import PerspectiveRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, Standing)
VERSIONS: Documents[tuple[Version, ...]] = Documents(tuple[Version, ...], Strand)
POSITIONS: Documents[tuple[Position, ...]] = Documents(tuple[Position, ...], View)


class SqlPerspectives(SqlOpenItems[SharedPerspective, PerspectiveRow]):
    """The perspectives of one alliance; a case has one."""

    row_type = PerspectiveRow

    async def of_case(self, case_id: CaseId) -> SharedPerspective | None:
        """Load that of a case for change; None where it has none."""
        return await self.find(perspective_id_of(case_id))

    def to_domain(self, row: PerspectiveRow) -> SharedPerspective:
        """Build one."""
        return SharedPerspective(
            id=PerspectiveId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            support_request_id=SupportRequestId(row.support_request_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            opened_at=row.opened_at,
            phase=Phase(row.phase),
            versions=VERSIONS.load(row.versions),
            positions=POSITIONS.load(row.positions),
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: PerspectiveRow, aggregate: SharedPerspective) -> None:
        """Write its state."""
        perspective = aggregate
        row.case_id = perspective.case_id
        row.support_request_id = perspective.support_request_id
        row.pupil_id, row.school_id = perspective.pupil_id, perspective.school_id
        row.opened_at, row.phase = perspective.opened_at, perspective.phase.value
        row.version = perspective.version
        row.versions = VERSIONS.dump(perspective.versions)
        row.positions = POSITIONS.dump(perspective.positions)
        standing = perspective.standing
        self.fill_open(row, perspective, status=standing.status, standing=STANDINGS.dump(standing))
