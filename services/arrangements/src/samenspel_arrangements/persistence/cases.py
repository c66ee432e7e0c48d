"""Stored cases."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from samenspel_arrangements.domain.case import (
    Case,
    CaseState,
    Declined,
    DeclineReason,
    Offered,
    OfferWithdrawn,
    Opened,
    Stage,
)
from samenspel_arrangements.persistence.tables import CaseRow
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.ids import CaseId, HandoverId, PupilId, SchoolId, SupportRequestId
from samenspel_messaging.unit_of_work import SqlRepository


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
            stage=_stage(row),
        )

    def fill(self, row: CaseRow, aggregate: Case) -> None:
        """Write the aggregate's state into its row."""
        row.handover_id = aggregate.handover_id
        row.support_request_id = aggregate.support_request_id
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        row.kind, row.age_band = aggregate.kind, aggregate.age_band
        row.answer_by, row.withdrawal = aggregate.answer_by, aggregate.withdrawal
        row.state = aggregate.state.value
        stage = aggregate.stage
        if isinstance(stage, Opened):
            row.holder_kind, row.holder_id = stage.holder.kind.value, stage.holder.id
            row.holder_name, row.accepted_at = stage.holder_name, stage.accepted_at
            row.next_action = stage.next_action.kind
            row.next_action_due_on = stage.next_action.due_on
        elif isinstance(stage, Declined):
            row.decline_reason, row.decline_note = stage.reason.value, stage.note


def _stage(row: CaseRow) -> Stage:
    match CaseState(row.state):
        case CaseState.OFFERED:
            return Offered()
        case CaseState.OFFER_WITHDRAWN:
            return OfferWithdrawn()
        case CaseState.DECLINED:
            reason = DeclineReason(row.decline_reason or "")
            return Declined(reason=reason, note=row.decline_note or "")
        case CaseState.OPENED:
            return _opened(row)


def _opened(row: CaseRow) -> Opened:
    holder_id, action, due_on = row.holder_id, row.next_action, row.next_action_due_on
    if holder_id is None or action is None or due_on is None or row.accepted_at is None:
        raise AssertionError("an open case has a holder and a next action: CHECK of its table")
    return Opened(
        holder=Holder(HolderKind.PERSON, holder_id),
        holder_name=row.holder_name or "",
        next_action=NextAction(action, due_on),
        accepted_at=row.accepted_at,
    )
