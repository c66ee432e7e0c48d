"""Which dossiers of schools were taken over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.persistence.school_tables import SwvDossierRow
from samenspel_intake.persistence.tables import PupilRow
from samenspel_kernel.ids import PupilId, SchoolId

MOST_ALIKE = 5


class SqlDossiers:
    """The dossiers of one alliance."""

    def __init__(self, session: AsyncSession, alliance_id: UUID) -> None:
        self._session, self._alliance_id = session, alliance_id

    async def pupil_of(self, id_: UUID) -> PupilId | None:
        """Give whom a dossier became; None if it was not taken over."""
        row = SwvDossierRow
        query = select(row.pupil_id).where(row.id == id_, row.alliance_id == self._alliance_id)
        found = await self._session.scalar(query)
        return PupilId(found) if found else None

    async def add(
        self, id_: UUID, *, school_id: SchoolId, pupil_id: PupilId, by: UUID, at: datetime
    ) -> None:
        """Note that it was taken over."""
        self._session.add(
            SwvDossierRow(
                id=id_,
                alliance_id=self._alliance_id,
                school_id=school_id,
                pupil_id=pupil_id,
                taken_by=by,
                taken_at=at,
            )
        )

    async def same_child(self, pupil: RegisterPupil) -> Sequence[PupilId]:
        """Give the pupils of a school with exactly that name and birth date."""
        row = PupilRow
        query = select(row.id).where(
            row.alliance_id == self._alliance_id,
            row.school_id == pupil.school_id,
            row.birth_date == pupil.birth_date,
            func.lower(row.given_name) == pupil.given_name.lower(),
            func.lower(row.family_name) == pupil.family_name.lower(),
            row.merged_into.is_(None),
        )
        found = await self._session.scalars(query.order_by(row.id).limit(MOST_ALIKE))
        return [PupilId(id_) for id_ in found]
