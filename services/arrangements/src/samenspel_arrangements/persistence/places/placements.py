"""Stored ways to a place."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from samenspel_arrangements.domain.places.grounds import Grounds
from samenspel_arrangements.domain.places.ids import PlacementId
from samenspel_arrangements.domain.places.placement import Placement
from samenspel_arrangements.domain.places.provision import ProvisionKind
from samenspel_arrangements.domain.places.standing import Admitted, Sought, Standing
from samenspel_arrangements.persistence.place_tables import PlacementRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, Standing)
GROUNDS: Documents[Grounds] = Documents(Grounds, Grounds)
WITHOUT_PLACE = (Sought.status, Admitted.status)
"""Where the child is not at a place yet, admitted or not."""


class SqlPlacements(SqlOpenItems[Placement, PlacementRow]):
    """The ways to a place of one alliance's children."""

    row_type = PlacementRow

    async def of_case(self, case_id: UUID) -> Sequence[Placement]:
        """Load all of a case for change, the oldest first."""
        return await self._all(PlacementRow.case_id == case_id)

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Placement]:
        """Load all of a child for change, the oldest first."""
        return await self._all(PlacementRow.pupil_id == pupil_id)

    async def is_sought(self, case_id: UUID, kind: ProvisionKind | None = None) -> bool:
        """Tell whether the child of a case is still on its way to a place (of a kind)."""
        row = PlacementRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.case_id == case_id,
            row.status.in_(WITHOUT_PLACE),
        )
        if kind is not None:
            query = query.where(row.kind == kind.value)
        return (await self._uow.session.scalar(query.limit(1))) is not None

    def to_domain(self, row: PlacementRow) -> Placement:
        """Build one."""
        return Placement(
            id=PlacementId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            support_request_id=(
                SupportRequestId(row.support_request_id) if row.support_request_id else None
            ),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            kind=ProvisionKind(row.kind),
            grounds=GROUNDS.load(row.grounds) if row.grounds is not None else None,
            sought_at=row.sought_at,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: PlacementRow, aggregate: Placement) -> None:
        """Write its state."""
        placement, asked = aggregate, aggregate.asked
        row.case_id, row.pupil_id = placement.case_id, placement.pupil_id
        row.support_request_id = placement.support_request_id
        row.school_id, row.kind = placement.school_id, placement.kind.value
        grounds = placement.grounds
        row.grounds = GROUNDS.dump(grounds) if grounds is not None else None
        row.sought_at = placement.sought_at
        row.provision_id = asked.provision_id if asked is not None else None
        standing = placement.standing
        self.fill_open(row, placement, status=standing.status, standing=STANDINGS.dump(standing))

    async def _all(self, which: ColumnElement[bool]) -> Sequence[Placement]:
        row = PlacementRow
        ids = select(row.id).where(row.alliance_id == self._uow.scope.alliance_id, which)
        found = await self._uow.session.scalars(ids.order_by(row.sought_at, row.id))
        return [await self.get(id_) for id_ in found.all()]
