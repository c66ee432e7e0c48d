"""Stored transitions to a next school."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from samenspel_arrangements.domain.opp.consent import Consent
from samenspel_arrangements.domain.transitions.contents import (
    Contents,
    Recipient,
    Stage,
    TransitionId,
)
from samenspel_arrangements.domain.transitions.standing import Offered, Preparing, Standing
from samenspel_arrangements.domain.transitions.transition import Transition
from samenspel_arrangements.persistence.transition_tables import TransitionRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, PupilId, SchoolId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, Standing)
CONTENTS: Documents[Contents] = Documents(Contents, Recipient)
CONSENTS: Documents[Consent] = Documents(Consent)
UNACCEPTED = (Preparing.status, Offered.status)
"""Where no next school knows the child yet."""


class SqlTransitions(SqlOpenItems[Transition, TransitionRow]):
    """The transitions of one alliance's children."""

    row_type = TransitionRow

    async def of_case(self, case_id: UUID) -> Sequence[Transition]:
        """Load all of a case for change, the oldest first."""
        return await self._all(TransitionRow.case_id == case_id)

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Transition]:
        """Load all of a child for change, the oldest first."""
        return await self._all(TransitionRow.pupil_id == pupil_id)

    async def runs(self, case_id: UUID) -> bool:
        """Tell whether the child of a case goes on to a school that did not accept it yet."""
        row = TransitionRow
        query = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.case_id == case_id,
            row.status.in_(UNACCEPTED),
        )
        return (await self._uow.session.scalar(query.limit(1))) is not None

    def to_domain(self, row: TransitionRow) -> Transition:
        """Build one."""
        return Transition(
            id=TransitionId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            stage=Stage(row.stage),
            first_day=row.first_day,
            contents=CONTENTS.load(row.contents),
            consent=CONSENTS.load(row.consent),
            declined=row.declined,
            planned_at=row.planned_at,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: TransitionRow, aggregate: Transition) -> None:
        """Write its state."""
        row.case_id, row.pupil_id = aggregate.case_id, aggregate.pupil_id
        row.school_id, row.to_school_id = aggregate.school_id, aggregate.to_school_id
        row.stage, row.first_day = aggregate.stage.value, aggregate.first_day
        row.contents = CONTENTS.dump(aggregate.contents)
        row.consent = CONSENTS.dump(aggregate.consent)
        row.declined, row.planned_at = aggregate.declined, aggregate.planned_at
        standing = aggregate.standing
        self.fill_open(row, aggregate, status=standing.status, standing=STANDINGS.dump(standing))

    async def _all(self, which: ColumnElement[bool]) -> Sequence[Transition]:
        row = TransitionRow
        ids = select(row.id).where(row.alliance_id == self._uow.scope.alliance_id, which)
        found = await self._uow.session.scalars(ids.order_by(row.planned_at, row.id))
        return [await self.get(id_) for id_ in found.all()]
