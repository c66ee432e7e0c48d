"""Which events of meetings leave arrangements: days, codes and counts, never what was said."""

from samenspel_arrangements.domain.meeting.events import (
    AgreementSettled,
    MeetingCancelled,
    MeetingClosed,
    MeetingDayKept,
    MeetingHeld,
    MeetingMoved,
    MeetingPlanned,
)
from samenspel_arrangements.domain.meeting.joint_action import Done
from samenspel_arrangements.domain.meeting.meeting import Meeting
from samenspel_arrangements.domain.meeting.people import Came, InviteeKind
from samenspel_arrangements.domain.meeting.standing import Planned
from samenspel_arrangements.publishing.dispatch import to_contract
from samenspel_contracts.accountability import NextActionRef
from samenspel_contracts.meetings import (
    MeetingAgreementSettledV1,
    MeetingCancelledV1,
    MeetingClosedV1,
    MeetingDayKeptV1,
    MeetingHeldV1,
    MeetingMovedV1,
    MeetingOpenedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.clock import dutch_date
from samenspel_platform.references import holder_ref, term_ref


@to_contract.register
def _(event: MeetingPlanned) -> EventData | None:
    meeting, standing = event.meeting, event.meeting.standing
    if not isinstance(standing, Planned):
        return None
    held = standing.responsibility
    return MeetingOpenedV1(
        meeting_id=meeting.id,
        case_id=meeting.case_id,
        support_request_id=meeting.support_request_id,
        pupil_id=meeting.pupil_id,
        school_id=meeting.school_id,
        day=meeting.when.on,
        status=standing.status,
        term=term_ref(standing.record),
        holder=holder_ref(held.holder),
        next_action=NextActionRef(kind=held.next_action.kind, due_on=held.next_action.due_on),
    )


@to_contract.register
def _(event: MeetingMoved) -> EventData:
    meeting = event.meeting
    return MeetingMovedV1(
        meeting_id=meeting.id,
        case_id=meeting.case_id,
        pupil_id=meeting.pupil_id,
        school_id=meeting.school_id,
        day=meeting.when.on,
    )


@to_contract.register
def _(event: MeetingCancelled) -> EventData:
    meeting = event.meeting
    return MeetingCancelledV1(
        meeting_id=meeting.id,
        case_id=meeting.case_id,
        pupil_id=meeting.pupil_id,
        school_id=meeting.school_id,
        day=meeting.when.on,
    )


@to_contract.register
def _(event: MeetingDayKept) -> EventData:
    meeting = event.meeting
    asked = [meeting.invited[place - 1] for place in event.asked]
    return MeetingDayKeptV1(
        meeting_id=meeting.id,
        case_id=meeting.case_id,
        pupil_id=meeting.pupil_id,
        school_id=meeting.school_id,
        day=meeting.when.on,
        parents_asked=tuple(each.contact_id for each in asked if each.contact_id is not None),
        school_asked=any(each.kind is InviteeKind.SCHOOL for each in asked),
    )


@to_contract.register
def _(event: MeetingHeld) -> EventData:
    meeting, record = event.meeting, event.record
    parents = [
        came
        for each, came in zip(meeting.invited, record.came, strict=True)
        if each.kind is InviteeKind.PARENT
    ]
    return MeetingHeldV1(
        meeting_id=meeting.id,
        case_id=meeting.case_id,
        support_request_id=meeting.support_request_id,
        day=record.on,
        parents_invited=len(parents),
        parents_present=parents.count(Came.PRESENT),
        parents_declined=parents.count(Came.DECLINED),
        papers=len(meeting.papers),
        papers_late=_late(meeting),
        agreed=len(meeting.agreed),
        agreed_outside=sum(each.is_outside for each in meeting.agreed),
        has_minutes=not record.no_minutes_because,
    )


@to_contract.register
def _(event: AgreementSettled) -> EventData:
    agreement = event.agreement
    return MeetingAgreementSettledV1(
        meeting_id=event.meeting.id,
        case_id=event.meeting.case_id,
        doer=agreement.doer.value,
        outside=agreement.is_outside,
        done=isinstance(agreement.state, Done),
        in_time=dutch_date(event.occurred_at) <= agreement.by,
    )


@to_contract.register
def _(event: MeetingClosed) -> EventData:
    return MeetingClosedV1(meeting_id=event.meeting.id, outcome=event.meeting.standing.status)


def _late(meeting: Meeting) -> int:
    return sum(meeting.is_late(paper) for paper in meeting.papers)
