"""Stored voice moments."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from samenspel_arrangements.domain.voice.answers import Answers
from samenspel_arrangements.domain.voice.hearing import Moment, Worry
from samenspel_arrangements.domain.voice.ids import VoiceId
from samenspel_arrangements.domain.voice.moment import VoiceMoment
from samenspel_arrangements.domain.voice.standing import End, Planned, Standing
from samenspel_arrangements.persistence.voice_tables import VoiceRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of

STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, End, Standing)
ANSWERS: Documents[Answers] = Documents(Answers)
WORRIES: Documents[Worry] = Documents(Worry)


class SqlVoices(SqlOpenItems[VoiceMoment, VoiceRow]):
    """The voice moments of one alliance."""

    row_type = VoiceRow

    async def of_case(self, case_id: CaseId) -> Sequence[VoiceMoment]:
        """Load those of a case for change, the oldest first."""
        return await self._where(VoiceRow.case_id == case_id)

    async def of_pupils(self, pupil_ids: Collection[UUID]) -> Sequence[VoiceMoment]:
        """Load those of children, the oldest first; for the child itself."""
        return await self._where(VoiceRow.pupil_id.in_(pupil_ids))

    async def to_hear(self, pupil_ids: Collection[UUID]) -> Sequence[VoiceMoment]:
        """Load those at which children can say something now, the oldest first."""
        mine = VoiceRow.pupil_id.in_(pupil_ids) & (VoiceRow.status == Planned.status)
        return await self._where(mine)

    async def _where(self, which: ColumnElement[bool]) -> Sequence[VoiceMoment]:
        query = select(VoiceRow.id).where(
            VoiceRow.alliance_id == self._uow.scope.alliance_id, which
        )
        found = await self._uow.session.scalars(query.order_by(VoiceRow.opened_at, VoiceRow.id))
        return [await self.get(id_) for id_ in found.all()]

    def to_domain(self, row: VoiceRow) -> VoiceMoment:
        """Build one."""
        return VoiceMoment(
            id=VoiceId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            support_request_id=SupportRequestId(row.support_request_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            moment=Moment(row.moment),
            opened_at=row.opened_at,
            answers=ANSWERS.load(row.answers),
            worry=WORRIES.load(row.worry) if row.worry else None,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: VoiceRow, aggregate: VoiceMoment) -> None:
        """Write its state."""
        voice, standing = aggregate, aggregate.standing
        row.case_id, row.support_request_id = voice.case_id, voice.support_request_id
        row.pupil_id, row.school_id = voice.pupil_id, voice.school_id
        row.moment, row.opened_at = voice.moment.value, voice.opened_at
        row.answers = ANSWERS.dump(voice.answers)
        row.worry = WORRIES.dump(voice.worry) if voice.worry else None
        self.fill_open(row, voice, status=standing.status, standing=STANDINGS.dump(standing))
