"""Reads intake: who can be told, and that a request was received."""

from collections.abc import Mapping

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.intake import (
    ContactInvitedV1,
    ContactLogInCodeAskedV1,
    ContactRecordedV1,
    PupilMergedV1,
    PupilMergeUndoneV1,
    SupportRequestReceiptConfirmedV1,
)
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.fall_silent import withdraw_silenced
from samenspel_notifications.application.record_contact import record_contact
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.mailing import Template
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork


async def on_contact_recorded(
    event: ContactRecordedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Keep how someone is reached; mails that waited for the address go out."""
    contact = Contact(
        id=event.contact_id,
        alliance_id=envelope.alliance,
        kind=event.kind,
        name=event.name,
        email=event.email,
        language=event.language,
        has_authority=event.has_authority,
        pupil_id=event.pupil_id,
        school_id=event.school_id,
        organisation=event.organisation,
        prefers_post=event.prefers == "post",
        street=event.street,
        postcode=event.postcode,
        place=event.place,
    )
    await record_contact(contact, at=envelope.time, uow=uow)


async def on_pupil_merged(
    event: PupilMergedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """What is told about an entry goes to those who are told about the other; a death counts for both."""
    await uow.match_alone()
    await uow.contacts.merge(event.pupil_id, event.into_id)
    await withdraw_silenced(at=envelope.time, uow=uow)


async def on_merge_undone(
    event: PupilMergeUndoneV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Each entry is a child of its own again."""
    await uow.contacts.undo_merge(event.pupil_id)


async def on_receipt_confirmed(
    event: SupportRequestReceiptConfirmedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Tell parents and school that the request was received, and until when an answer takes."""
    command = StartMailing(
        template=Template.REQUEST_RECEIVED,
        cause_id=event.support_request_id,
        link_id=event.support_request_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        pupil_id=event.pupil_id,
        school_id=event.school_id,
        answer_by=event.response_last_day,
        happened_at=envelope.time,
    )
    if event.pupil_id is not None or event.school_id is not None:
        await start_mailing(command, uow=uow)


async def on_contact_invited(
    event: ContactInvitedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Send the invitation to whom it is for."""
    command = StartMailing(
        template=Template.INVITATION,
        cause_id=event.invitation_id,
        link_id=event.invitation_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        contact_id=event.contact_id,
        expires_at=event.expires_at,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


async def on_log_in_code_asked(
    event: ContactLogInCodeAskedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Send the code to whom it lets in."""
    command = StartMailing(
        template=Template.LOG_IN_CODE,
        cause_id=event.log_in_code_id,
        link_id=event.log_in_code_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        contact_id=event.contact_id,
        expires_at=event.expires_at,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


DIRECTORY_HANDLERS: Mapping[type[EventData], Handler] = {
    ContactRecordedV1: on_contact_recorded,
    PupilMergedV1: on_pupil_merged,
    PupilMergeUndoneV1: on_merge_undone,
}
MAIL_HANDLERS: Mapping[type[EventData], Handler] = {
    SupportRequestReceiptConfirmedV1: on_receipt_confirmed,
    ContactInvitedV1: on_contact_invited,
    ContactLogInCodeAskedV1: on_log_in_code_asked,
}
