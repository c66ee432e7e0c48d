"""Stored cases."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from samenspel_arrangements.domain.case import (
    Case,
    Declined,
    Stage,
)
from samenspel_arrangements.domain.case_stages import Aftercare, Closed, Held
from samenspel_arrangements.domain.closing.aftercare import PastClosing
from samenspel_arrangements.domain.closing.closable import outcome_of
from samenspel_arrangements.domain.closing.gate import Closing, Why, Word
from samenspel_arrangements.domain.team.team import Team
from samenspel_arrangements.persistence.tables import CaseRow
from samenspel_kernel.accountability import Holder
from samenspel_kernel.ids import CaseId, HandoverId, PupilId, SchoolId, SupportRequestId
from samenspel_kernel.responsibility import Partner
from samenspel_messaging.unit_of_work import SqlRepository
from samenspel_platform.documents import Documents

UNIONS = (Holder | Partner, Why, Word, Closing, Stage)
STAGES: Documents[Stage] = Documents(Stage, *UNIONS)
HISTORY: Documents[tuple[PastClosing, ...]] = Documents(tuple[PastClosing, ...], *UNIONS)
TEAMS: Documents[Team] = Documents(Team)


class SqlCases(SqlRepository[Case, CaseRow]):
    """The cases of one alliance."""

    row_type = CaseRow

    async def of_request(self, support_request_id: UUID) -> Sequence[Case]:
        """Load all that a request was ever offered as, for change."""
        ids = select(CaseRow.id).where(
            CaseRow.alliance_id == self._uow.scope.alliance_id,
            CaseRow.support_request_id == support_request_id,
        )
        found = await self._uow.session.scalars(ids.order_by(CaseRow.id))
        return [await self.get(id_) for id_ in found.all()]

    async def of_pupil(self, pupil_id: UUID) -> Sequence[Case]:
        """Load all about a child, for change."""
        ids = select(CaseRow.id).where(
            CaseRow.alliance_id == self._uow.scope.alliance_id, CaseRow.pupil_id == pupil_id
        )
        found = await self._uow.session.scalars(ids.order_by(CaseRow.id))
        return [await self.get(id_) for id_ in found.all()]

    async def to_look_at(self, today: date, *, limit: int) -> Sequence[UUID]:
        """Give the ids of cases that time changes, the longest waiting first."""
        row = CaseRow
        due = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id, row.next_look_on <= today
        )
        found = await self._uow.session.scalars(due.order_by(row.next_look_on, row.id).limit(limit))
        return list(found)

    def to_domain(self, row: CaseRow) -> Case:
        """Build the aggregate of a row."""
        return Case(
            id=CaseId(row.id),
            alliance_id=row.alliance_id,
            unit_id=row.unit_id,
            handover_id=HandoverId(row.handover_id),
            support_request_id=SupportRequestId(row.support_request_id),
            pupil_id=PupilId(row.pupil_id),
            school_id=SchoolId(row.school_id) if row.school_id else None,
            kind=row.kind,
            age_band=row.age_band,
            answer_by=row.answer_by,
            withdrawal=row.withdrawal,
            stage=STAGES.load(row.standing),
            history=HISTORY.load(row.history),
            team=TEAMS.load(row.team),
            breached=frozenset((rule, date.fromisoformat(day)) for rule, day in row.breached),
        )

    def fill(self, row: CaseRow, aggregate: Case) -> None:
        """Write the aggregate's state into its row."""
        row.handover_id = aggregate.handover_id
        row.support_request_id = aggregate.support_request_id
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.kind, row.age_band = aggregate.kind, aggregate.age_band
        row.answer_by, row.withdrawal = aggregate.answer_by, aggregate.withdrawal
        stage, held = aggregate.stage, aggregate.responsibility
        row.state, row.standing = stage.state.value, STAGES.dump(stage)
        row.holder_kind = held.holder.kind.value if held else None
        row.holder_id = held.holder.id if held else None
        row.next_action = held.next_action.kind if held else None
        row.next_action_due_on = held.next_action.due_on if held else None
        offer = held.offer if held else None
        row.offer_id, row.offered_to = (offer.id, offer.to.id) if offer else (None, None)
        row.next_look_on = aggregate.next_look()
        row.breached = sorted([rule, day.isoformat()] for rule, day in aggregate.breached)
        row.holder_name = stage.holder_name if isinstance(stage, Held) else None
        row.accepted_at = stage.accepted_at if isinstance(stage, Held) else None
        ended = stage if isinstance(stage, Aftercare | Closed) else None
        row.outcome = outcome_of(ended.closing) if ended else None
        row.closed_at = ended.closed_at if ended else None
        row.history = HISTORY.dump(aggregate.history)
        row.team = TEAMS.dump(aggregate.team)
        declined = stage if isinstance(stage, Declined) else None
        row.decline_reason = declined.reason.value if declined else None
        row.decline_note = declined.note if declined else None
