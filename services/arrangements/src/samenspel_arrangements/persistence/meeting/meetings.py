"""Stored meetings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select

from samenspel_arrangements.domain.meeting.agenda import AgendaPoint, Paper
from samenspel_arrangements.domain.meeting.gathering import Gathering, Move, Notes
from samenspel_arrangements.domain.meeting.ids import MeetingId
from samenspel_arrangements.domain.meeting.joint_action import ActionState, JointAction
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Invitee
from samenspel_arrangements.domain.meeting.regrets import NOBODY, Regrets, Wish
from samenspel_arrangements.domain.meeting.standing import Standing
from samenspel_arrangements.persistence.meeting_tables import MeetingRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.responsibility import Partner
from samenspel_platform.documents import Documents
from samenspel_platform.open_items import SqlOpenItems, breached_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFile:
    """What a meeting has that nobody searches by."""

    when: Gathering
    invited: tuple[Invitee, ...]
    agenda: tuple[AgendaPoint, ...]
    papers: tuple[Paper, ...]
    agreed: tuple[JointAction, ...]
    moves: tuple[Move, ...]
    notes: Notes
    regrets: Regrets = NOBODY


STANDINGS: Documents[Standing] = Documents(Standing, Holder | Partner, Standing)
FILES: Documents[MeetingFile] = Documents(MeetingFile, ActionState, Wish)


class SqlMeetings(SqlOpenItems[Meeting, MeetingRow]):
    """The meetings of one alliance."""

    row_type = MeetingRow

    async def of_case(self, case_id: CaseId) -> Sequence[Meeting]:
        """Load those of a case for change, the newest first."""
        return await self._where(MeetingRow.case_id == case_id)

    async def of_pupils(self, pupil_ids: Collection[UUID]) -> Sequence[Meeting]:
        """Load those about children, the newest first; for the child itself."""
        return await self._where(MeetingRow.pupil_id.in_(pupil_ids))

    async def _where(self, which: ColumnElement[bool]) -> Sequence[Meeting]:
        query = select(MeetingRow.id).where(
            MeetingRow.alliance_id == self._uow.scope.alliance_id, which
        )
        ordered = query.order_by(MeetingRow.day.desc(), MeetingRow.id)
        return [await self.get(id_) for id_ in (await self._uow.session.scalars(ordered)).all()]

    def to_domain(self, row: MeetingRow) -> Meeting:
        """Build one."""
        kept = FILES.load(row.file)
        return Meeting(
            id=MeetingId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            case_id=CaseId(row.case_id),
            support_request_id=SupportRequestId(row.support_request_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            subject=row.subject,
            when=kept.when,
            invited=kept.invited,
            agenda=kept.agenda,
            papers=kept.papers,
            agreed=kept.agreed,
            moves=kept.moves,
            notes=kept.notes,
            regrets=kept.regrets,
            standing=STANDINGS.load(row.standing),
            breached=breached_of(row),
        )

    def fill(self, row: MeetingRow, aggregate: Meeting) -> None:
        """Write its state."""
        meeting, standing = aggregate, aggregate.standing
        row.case_id, row.support_request_id = meeting.case_id, meeting.support_request_id
        row.pupil_id, row.school_id = meeting.pupil_id, meeting.school_id
        row.day, row.subject = meeting.when.on, meeting.subject
        kept = MeetingFile(
            when=meeting.when,
            invited=meeting.invited,
            agenda=meeting.agenda,
            papers=meeting.papers,
            agreed=meeting.agreed,
            moves=meeting.moves,
            notes=meeting.notes,
            regrets=meeting.regrets,
        )
        row.file = FILES.dump(kept)
        self.fill_open(row, meeting, status=standing.status, standing=STANDINGS.dump(standing))
