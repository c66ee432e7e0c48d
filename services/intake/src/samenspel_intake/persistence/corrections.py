"""Stored corrections."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from samenspel_intake.domain.family.correction import (
    Asked,
    Correction,
    CorrectionId,
    CorrectionKind,
    CorrectionStanding,
    Granted,
    Refused,
)
from samenspel_intake.persistence.family_tables import CorrectionRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import AllianceId, PersonId, PupilId, SchoolId, UnitId
from samenspel_kernel.responsibility import Partner
from samenspel_kernel.term import Term
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[CorrectionStanding] = Documents(
    CorrectionStanding, Holder | Partner, Asked | Granted | Refused
)


class SqlCorrections(SqlOpenItems[Correction, CorrectionRow]):
    """What was asked to be put right in one alliance."""

    row_type = CorrectionRow

    async def of_pupils(self, *pupil_ids: PupilId) -> Sequence[Correction]:
        """Load what was asked about a child, the newest first."""
        row = CorrectionRow
        query = (
            select(row.id)
            .where(row.alliance_id == self._uow.scope.alliance_id, row.pupil_id.in_(pupil_ids))
            .order_by(row.asked_at.desc(), row.id)
        )
        return [await self.get(id_) for id_ in list(await self._uow.session.scalars(query))]

    def to_domain(self, row: CorrectionRow) -> Correction:
        """Build one."""
        return Correction(
            id=CorrectionId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=UnitId(row.unit_id) if row.unit_id else None,
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            kind=CorrectionKind(row.kind),
            words=row.words,
            asked_at=row.asked_at,
            asked_by=PersonId(row.asked_by),
            term=Term(row.term_rule, row.term_rule_version, row.term_starts_on, row.term_last_day),
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: CorrectionRow, aggregate: Correction) -> None:
        """Write its state."""
        term = aggregate.term
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.kind, row.words = aggregate.kind.value, aggregate.words
        row.asked_at, row.asked_by = aggregate.asked_at, aggregate.asked_by
        row.term_rule, row.term_rule_version = term.rule, term.rule_version
        row.term_starts_on, row.term_last_day = term.starts_on, term.last_day
        standing: Any = STANDINGS.dump(aggregate.standing)
        self.fill_open(row, aggregate, status=aggregate.standing.status, standing=standing)
