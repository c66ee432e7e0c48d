"""Which domain events leave intake, and as what; the only module that knows both vocabularies."""

from samenspel_contracts.calendars import (
    FreeDaysRef,
    HolidayRegionRef,
    SchoolCalendarRecordedV1,
)
from samenspel_contracts.intake import (
    ContactInvitedV1,
    ContactLogInCodeAskedV1,
    SchoolRecordedV1,
    SupportRequestActionPlannedV1,
    SupportRequestHandedOverV1,
    SupportRequestReceiptConfirmedV1,
    SupportRequestSubmittedV1,
    SupportRequestWithdrawnV1,
    UnitRecordedV1,
)
from samenspel_contracts.people import GrantRef, PersonAccessChangedV1, PersonSessionsEndedV1
from samenspel_contracts.registry import EventData
from samenspel_intake.domain.contact_mails import ContactAskedCode, ContactInvited
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.person import AccessChanged, SessionsEnded
from samenspel_intake.domain.request_events import (
    ActionPlanned,
    ReceiptConfirmed,
    RequestHandedOver,
    RequestWithdrawn,
    SupportRequestSubmitted,
)
from samenspel_intake.domain.school import SchoolRecorded
from samenspel_intake.domain.terms.calendar import CalendarRecorded
from samenspel_intake.domain.unit import UnitRecorded
from samenspel_intake.publishing import (
    asking_facts,
    desk_facts,
    family_facts,
    open_item_facts,
    registration_facts,
    share_facts,
    signal_facts,
    spell_facts,
)
from samenspel_intake.publishing.dispatch import to_contract
from samenspel_platform.references import action_ref, holder_ref, term_ref

__all__ = [
    "asking_facts",
    "desk_facts",
    "family_facts",
    "open_item_facts",
    "registration_facts",
    "share_facts",
    "signal_facts",
    "spell_facts",
    "to_contract",
]


@to_contract.register
def _(event: UnitRecorded) -> EventData:
    return UnitRecordedV1(unit_id=event.unit_id, name=event.name, alliance_name=event.alliance_name)


@to_contract.register
def _(event: SchoolRecorded) -> EventData:
    return SchoolRecordedV1(
        school_id=event.school_id,
        location_code=event.location_code,
        name=event.name,
        municipality_code=event.municipality_code,
        unit_id=event.unit_id,
        valid_from=event.valid_from,
        valid_until=event.closure.until if event.closure else None,
        successor_id=event.closure.successor_id if event.closure else None,
        postcode4=event.postcode4,
    )


@to_contract.register
def _(event: CalendarRecorded) -> EventData:
    return SchoolCalendarRecordedV1(
        calendar_id=event.calendar_id,
        free_days=[
            FreeDaysRef(
                kind=period.kind.value,
                name=period.name,
                first_day=period.first_day,
                last_day=period.last_day,
                region=period.region.value if period.region else None,
                school=period.school,
            )
            for period in event.periods
        ],
        regions=[
            HolidayRegionRef(code=code, region=region.value)
            for code, region in sorted(event.places.items())
        ],
    )


@to_contract.register
def _(event: ContactInvited) -> EventData:
    return ContactInvitedV1(
        contact_id=event.contact_id,
        invitation_id=event.invitation_id,
        expires_at=event.expires_at,
    )


@to_contract.register
def _(event: ContactAskedCode) -> EventData:
    return ContactLogInCodeAskedV1(
        contact_id=event.contact_id,
        log_in_code_id=event.log_in_code_id,
        expires_at=event.expires_at,
    )


@to_contract.register
def _(event: AccessChanged) -> EventData:
    return PersonAccessChangedV1(
        person_id=event.person_id, grants=tuple(_grant(grant) for grant in event.grants)
    )


@to_contract.register
def _(event: SessionsEnded) -> EventData:
    hashes = event.session_hashes
    return PersonSessionsEndedV1(
        person_id=event.person_id,
        session_hashes=hashes,
        all_before=None if hashes else event.occurred_at,
    )


@to_contract.register
def _(event: SupportRequestSubmitted) -> EventData:
    request = event.request
    return SupportRequestSubmittedV1(
        support_request_id=request.id,
        pupil_id=request.pupil_id,
        school_id=request.school_id,
        kind=request.question.kind.value,
        request_kind=request.kind.value,
        age_band=request.age_band,
        response_term=term_ref(request.response_term),
        holder=holder_ref(event.standing.holder),
        next_action=action_ref(event.standing.next_action),
    )


@to_contract.register
def _(event: ReceiptConfirmed) -> EventData:
    request = event.request
    return SupportRequestReceiptConfirmedV1(
        support_request_id=request.id,
        pupil_id=request.pupil_id,
        school_id=request.school_id,
        response_last_day=request.response_term.last_day,
    )


@to_contract.register
def _(event: ActionPlanned) -> EventData:
    return SupportRequestActionPlannedV1(
        support_request_id=event.request.id,
        holder=holder_ref(event.standing.holder),
        next_action=action_ref(event.standing.next_action),
    )


@to_contract.register
def _(event: RequestHandedOver) -> EventData:
    return SupportRequestHandedOverV1(
        support_request_id=event.request.id,
        handover_id=event.standing.handover_id,
        case_id=event.standing.case_id,
    )


@to_contract.register
def _(event: RequestWithdrawn) -> EventData:
    return SupportRequestWithdrawnV1(
        support_request_id=event.request.id,
        handover_id=event.standing.handover_id,
        reason=event.standing.reason.value,
    )


def _grant(grant: Grant) -> GrantRef:
    return GrantRef(
        grant_id=grant.id,
        role=grant.role.value,
        unit_id=grant.unit_id,
        school_id=grant.school_id,
        pupil_ids=tuple(sorted(grant.pupil_ids)),
        since=grant.since,
        until=grant.until,
    )
