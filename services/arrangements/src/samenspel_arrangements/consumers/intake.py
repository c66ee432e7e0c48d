"""Reads intake: requests that are handed over, and who pupils, schools and units are."""

from collections.abc import Mapping

from samenspel_arrangements.application.end_offer import EndOffer, end_offer
from samenspel_arrangements.application.follow_child import follow_child
from samenspel_arrangements.application.note_withdrawal import NoteWithdrawal, note_withdrawal
from samenspel_arrangements.application.offer_case import OfferCase, offer_case
from samenspel_arrangements.application.tlvs import follow as tlvs
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.calendars import SchoolCalendarRecordedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import (
    PupilRecordedV1,
    SchoolRecordedV1,
    SupportRequestHandoverOfferedV1,
    SupportRequestHandoverReturnedV1,
    SupportRequestSubmittedV1,
    SupportRequestWithdrawnV1,
    UnitRecordedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_kernel.ids import (
    AllianceId,
    HandoverId,
    PupilId,
    SchoolId,
    SupportRequestId,
    UnitId,
)
from samenspel_messaging.consumers import Handler
from samenspel_platform.calendar import DutchWorkingDays


async def on_support_request_submitted(
    event: SupportRequestSubmittedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Know when the request was made and how long an answer may take, for the case's page."""
    await uow.projections.record_request(
        event.support_request_id,
        kind=event.kind,
        submitted_on=event.response_term.starts_on,
        response_last_day=event.response_term.last_day,
        seq=envelope.aggseq,
    )


async def on_handover_offered(
    event: SupportRequestHandoverOfferedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Put the case before the unit; intake stays responsible until a person accepts."""
    command = OfferCase(
        alliance_id=AllianceId(envelope.alliance),
        unit_id=UnitId(envelope.unit) if envelope.unit else None,
        handover_id=HandoverId(event.handover_id),
        support_request_id=SupportRequestId(event.support_request_id),
        pupil_id=PupilId(event.pupil_id),
        school_id=SchoolId(event.school_id) if event.school_id else None,
        kind=event.requested or event.kind,
        age_band=event.age_band,
        answer_by=event.answer_by,
        offered_at=envelope.time,
    )
    await offer_case(command, uow=uow)


async def on_handover_returned(
    event: SupportRequestHandoverReturnedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Take the case away that nobody accepted in time; one that was accepted stays."""
    command = EndOffer(handover_id=HandoverId(event.handover_id), at=envelope.time)
    await end_offer(command, uow=uow)


async def on_support_request_withdrawn(
    event: SupportRequestWithdrawnV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """End what nobody accepted; what was accepted stays open, to be reconsidered."""
    command = NoteWithdrawal(
        support_request_id=SupportRequestId(event.support_request_id),
        reason=event.reason,
        withdrawn_at=envelope.time,
    )
    await note_withdrawal(command, uow=uow, working_days=DutchWorkingDays())


async def on_pupil_recorded(
    event: PupilRecordedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Know who the pupil is; its cases and TLVs are seen at the school where it is now."""
    moved = await uow.projections.goes_to_another_school(
        event.pupil_id, event.school_id, seq=envelope.aggseq
    )
    await uow.projections.record_pupil(
        event.pupil_id,
        given_name=event.given_name,
        family_name=event.family_name,
        birth_date=event.birth_date,
        school_id=event.school_id,
        seq=envelope.aggseq,
    )
    if moved:
        school_id = SchoolId(event.school_id) if event.school_id else None
        pupil_id = PupilId(event.pupil_id)
        await follow_child(pupil_id, school_id, uow=uow)
        await tlvs.follow_child(pupil_id, school_id, at=envelope.time, uow=uow)


async def on_school_recorded(
    event: SchoolRecordedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Know the school by its name, of which unit it is, and in which postcode area."""
    await uow.projections.record_school(
        event.school_id,
        name=event.name,
        unit_id=event.unit_id,
        location_code=event.location_code,
        municipality_code=event.municipality_code,
        postcode4=event.postcode4,
        seq=envelope.aggseq,
    )


async def on_school_calendar_recorded(
    event: SchoolCalendarRecordedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Know on which days there is no school, and in which region a school is."""
    await uow.projections.record_calendar(
        event.calendar_id,
        free_days=[days.model_dump(mode="json") for days in event.free_days],
        regions={place.code: place.region for place in event.regions},
        seq=envelope.aggseq,
    )


async def on_unit_recorded(
    event: UnitRecordedV1, envelope: Envelope, uow: SqlArrangementsUnitOfWork
) -> None:
    """Know the unit by its name, and that there is its alliance."""
    await uow.alliances.record(envelope.alliance)
    await uow.projections.record_unit(event.unit_id, name=event.name, seq=envelope.aggseq)


CASE_HANDLERS: Mapping[type[EventData], Handler] = {
    SupportRequestSubmittedV1: on_support_request_submitted,
    SupportRequestHandoverOfferedV1: on_handover_offered,
    SupportRequestHandoverReturnedV1: on_handover_returned,
    SupportRequestWithdrawnV1: on_support_request_withdrawn,
}
DIRECTORY_HANDLERS: Mapping[type[EventData], Handler] = {
    PupilRecordedV1: on_pupil_recorded,
    SchoolRecordedV1: on_school_recorded,
    SchoolCalendarRecordedV1: on_school_calendar_recorded,
    UnitRecordedV1: on_unit_recorded,
}
