"""How a support request looks to callers; its free text stays on intake's pages."""

from uuid import UUID

from samenspel_intake.api.views import HolderView, NextActionView
from samenspel_intake.persistence.request_queries import RequestLine
from samenspel_platform.bodies import IsoDate, UtcDateTime, View


class ResponseTermView(View):
    """The alliance's term to answer: by which rule, and the last day that is in time."""

    rule: str
    rule_version: int
    starts_on: IsoDate
    last_day: IsoDate


class OfferedHandoverView(View):
    """The handover that is, or was, offered; `answerBy` only while an answer is awaited."""

    id: UUID
    answer_by: IsoDate | None


class PupilDataView(View):
    """What is still missing of the pupil, who asks for it, and until when."""

    missing: list[str]
    holder: HolderView
    next_action: NextActionView


class SupportRequestView(View):
    """A request. While it is open there is exactly one holder and a dated next action."""

    id: UUID
    reference: str
    kind: str
    request_kind: str
    status: str
    pupil_id: UUID | None
    school_id: UUID | None
    unit_id: UUID | None
    submitted_at: UtcDateTime
    response_term: ResponseTermView
    holder: HolderView | None
    next_action: NextActionView | None
    handover: OfferedHandoverView | None
    case_id: UUID | None
    withdrawal_reason: str | None
    answer_outcome: str | None
    answered_at: UtcDateTime | None
    pupil_data: PupilDataView | None

    @classmethod
    def of(cls, line: RequestLine) -> "SupportRequestView":
        """Show a request."""
        return cls(
            id=line.id,
            reference=line.reference,
            kind=line.kind,
            request_kind=line.asked_for,
            status=line.status,
            pupil_id=line.pupil_id,
            school_id=line.school_id,
            unit_id=line.unit_id,
            submitted_at=line.submitted_at,
            response_term=ResponseTermView(
                rule=line.response_rule,
                rule_version=line.response_rule_version,
                starts_on=line.response_starts_on,
                last_day=line.response_last_day,
            ),
            holder=_holder(line.holder_kind, line.holder_id),
            next_action=_next_action(line),
            handover=_handover(line),
            case_id=line.case_id,
            withdrawal_reason=line.withdrawal_reason,
            answer_outcome=line.answer_outcome,
            answered_at=line.answered_at,
            pupil_data=_pupil_data(line),
        )


def _holder(kind: str | None, id_: UUID | None) -> HolderView | None:
    return HolderView(kind=kind, id=id_) if kind and id_ else None


def _next_action(line: RequestLine) -> NextActionView | None:
    if line.next_action_kind is None or line.next_action_due_on is None:
        return None
    return NextActionView(kind=line.next_action_kind, due_on=line.next_action_due_on)


def _handover(line: RequestLine) -> OfferedHandoverView | None:
    if line.handover_id is None:
        return None
    return OfferedHandoverView(id=line.handover_id, answer_by=line.handover_answer_by)


def _pupil_data(line: RequestLine) -> PupilDataView | None:
    holder = _holder(line.completion_holder_kind, line.completion_holder_id)
    if holder is None or line.completion_due_on is None:
        return None
    action = NextActionView(kind="complete-data", due_on=line.completion_due_on)
    return PupilDataView(missing=line.missing or [], holder=holder, next_action=action)
