"""Stored support requests."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select

from samenspel_intake.domain.question import Question, SupportKind
from samenspel_intake.domain.standing import (
    Answer,
    Answered,
    AnswerOutcome,
    Destination,
    HandedOver,
    Handover,
    HandoverOffered,
    Route,
    Standing,
    Submitted,
    WithdrawalReason,
    Withdrawn,
)
from samenspel_intake.domain.support_request import SupportRequest
from samenspel_intake.persistence.request_documents import (
    NEEDS,
    PAUSES,
    SUSPENSIONS,
    asked_of,
    fill_asked,
    needs_of,
    pauses_of,
    suspension_of,
)
from samenspel_intake.persistence.request_tables import SupportRequestRow
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.ids import (
    AllianceId,
    CaseId,
    HandoverId,
    PersonId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
)
from samenspel_kernel.term import Term
from samenspel_messaging.unit_of_work import SqlRepository

ValueT = TypeVar("ValueT")


class SqlSupportRequests(SqlRepository[SupportRequest, SupportRequestRow]):
    """The requests of one alliance."""

    row_type = SupportRequestRow

    async def open_about(self, *pupil_ids: PupilId) -> Sequence[SupportRequest]:
        """Load the open requests about children, for change."""
        row = SupportRequestRow
        query = (
            select(row.id)
            .where(
                row.alliance_id == self._uow.scope.alliance_id,
                row.pupil_id.in_(pupil_ids),
                row.next_action_due_on.is_not(None),
            )
            .order_by(row.id)
        )
        return [await self.get(id_) for id_ in list(await self._uow.session.scalars(query))]

    def to_domain(self, row: SupportRequestRow) -> SupportRequest:
        """Build a request."""
        return SupportRequest(
            id=SupportRequestId(row.id),
            alliance_id=AllianceId(row.alliance_id),
            unit_id=UnitId(row.unit_id) if row.unit_id else None,
            pupil_id=PupilId(row.pupil_id) if row.pupil_id else None,
            school_id=SchoolId(row.school_id) if row.school_id else None,
            question=Question(
                kind=SupportKind(row.kind),
                text=row.question,
                already_tried=row.already_tried,
                parents_informed=row.parents_informed,
            ),
            age_band=row.age_band,
            submitted_at=row.submitted_at,
            submitted_by=PersonId(row.submitted_by),
            response_term=Term(
                row.response_rule,
                row.response_rule_version,
                row.response_starts_on,
                row.response_last_day,
            ),
            standing=_standing(row),
            asked=asked_of(row),
            needs=needs_of(row),
            suspended=suspension_of(row),
            pauses=pauses_of(row),
            is_about_safety=row.is_about_safety,
        )

    def fill(self, row: SupportRequestRow, aggregate: SupportRequest) -> None:
        """Write a request's state."""
        question, term = aggregate.question, aggregate.response_term
        row.pupil_id, row.school_id = aggregate.pupil_id, aggregate.school_id
        fill_asked(row, aggregate.kind, aggregate.asked)
        row.kind, row.question = question.kind.value, question.text
        row.already_tried = question.already_tried
        row.parents_informed = question.parents_informed
        row.age_band, row.submitted_at = aggregate.age_band, aggregate.submitted_at
        row.submitted_by = aggregate.submitted_by
        row.response_rule, row.response_rule_version = term.rule, term.rule_version
        row.response_starts_on, row.response_last_day = term.starts_on, term.last_day
        row.is_about_safety = aggregate.is_about_safety
        row.needs = NEEDS.dump(aggregate.needs) if aggregate.needs else None
        suspended = aggregate.suspended
        row.suspension = SUSPENSIONS.dump(suspended) if suspended else None
        row.pauses = PAUSES.dump(aggregate.pauses)
        _fill_standing(row, aggregate.standing)

    async def unanswered_before(self, day: date, *, limit: int) -> Sequence[SupportRequestId]:
        """Give requests whose offer had a last day before this one, the longest waiting first."""
        row = SupportRequestRow
        late = select(row.id).where(
            row.alliance_id == self._uow.scope.alliance_id,
            row.status == HandoverOffered.status,
            row.handover_answer_by < day,
        )
        found = await self._uow.session.scalars(
            late.order_by(row.handover_answer_by, row.id).limit(limit)
        )
        return [SupportRequestId(id_) for id_ in found]


def _fill_standing(row: SupportRequestRow, standing: Standing) -> None:
    row.status = standing.status
    row.holder_kind, row.holder_id = None, None
    row.next_action_kind, row.next_action_due_on = None, None
    row.handover_id, row.handover_offered_at, row.handover_answer_by = None, None, None
    row.handover_route, row.handover_unit_id = None, None
    row.answer_outcome, row.answer_text, row.answered_at = None, None, None
    row.case_id, row.withdrawal_reason, row.expired_handover_id = None, None, None
    if isinstance(standing, Submitted | HandoverOffered):
        row.holder_kind, row.holder_id = standing.holder.kind.value, standing.holder.id
        row.next_action_kind = standing.next_action.kind
        row.next_action_due_on = standing.next_action.due_on
    match standing:
        case HandoverOffered(handover=handover):
            row.handover_id, row.handover_offered_at = handover.id, handover.offered_at
            row.handover_answer_by = handover.answer_by
            row.handover_route = handover.to.route.value
            row.handover_unit_id = handover.to.unit_id
        case HandedOver(handover_id=handover_id, case_id=case_id):
            row.handover_id, row.case_id = handover_id, case_id
        case Withdrawn(reason=reason, handover_id=offered):
            row.withdrawal_reason, row.handover_id = reason.value, offered
        case Answered(answer=answer, answered_at=answered_at):
            row.answer_outcome, row.answer_text = answer.outcome.value, answer.text
            row.answered_at = answered_at
        case Submitted(expired=expired):
            row.expired_handover_id = expired


def _standing(row: SupportRequestRow) -> Standing:
    """Build it; the table's checks say that what a status needs is there."""
    match row.status:
        case HandedOver.status:
            return HandedOver(HandoverId(_there(row.handover_id)), CaseId(_there(row.case_id)))
        case Withdrawn.status:
            offered = HandoverId(row.handover_id) if row.handover_id else None
            return Withdrawn(WithdrawalReason(_there(row.withdrawal_reason)), offered)
        case Answered.status:
            outcome = AnswerOutcome(_there(row.answer_outcome))
            return Answered(Answer(outcome, _there(row.answer_text)), _there(row.answered_at))
    holder = Holder(HolderKind(_there(row.holder_kind)), _there(row.holder_id))
    action = NextAction(_there(row.next_action_kind), _there(row.next_action_due_on))
    if row.status == Submitted.status:
        expired = row.expired_handover_id
        return Submitted(holder, action, HandoverId(expired) if expired else None)
    offered_at: datetime = _there(row.handover_offered_at)
    answer_by: date = _there(row.handover_answer_by)
    unit_id = UnitId(row.handover_unit_id) if row.handover_unit_id else None
    to = Destination(Route(_there(row.handover_route)), unit_id)
    handover = Handover(HandoverId(_there(row.handover_id)), offered_at, answer_by, to)
    return HandoverOffered(holder, action, handover)


def _there(value: ValueT | None) -> ValueT:
    if value is None:
        raise LookupError("a column that the status needs is empty")
    return value
