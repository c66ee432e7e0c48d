"""Reads what becomes of registrations: the parents are told of each, and whose work it is."""

from collections.abc import Mapping
from datetime import date

from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registrations import (
    RegistrationClosedV1,
    RegistrationConfirmedV1,
    RegistrationDeferredV1,
    RegistrationExtendedV1,
    RegistrationInformationAskedV1,
    RegistrationPassedToDeskV1,
    RegistrationPlacedTemporarilyV1,
    RegistrationResumedV1,
    RegistrationTemporaryPlacementDueV1,
)
from samenspel_contracts.registry import EventData
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.start_mailing import StartMailing, start_mailing
from samenspel_notifications.consumers.open_items import on_planned
from samenspel_notifications.domain.mailing import Template
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork

DIED = "died"
Told = (
    RegistrationConfirmedV1
    | RegistrationInformationAskedV1
    | RegistrationExtendedV1
    | RegistrationDeferredV1
    | RegistrationResumedV1
    | RegistrationTemporaryPlacementDueV1
    | RegistrationPlacedTemporarilyV1
    | RegistrationPassedToDeskV1
    | RegistrationClosedV1
)


async def on_confirmed(
    event: RegistrationConfirmedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Confirm to the parents that the school got it, with the last day of the decision."""
    await _tell(Template.REGISTRATION_CONFIRMED, event, envelope, uow, day=event.decide_by)


async def on_asked(
    event: RegistrationInformationAskedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Tell the parents that the school asks something of them."""
    await _tell(Template.REGISTRATION_ASKED, event, envelope, uow, day=event.supply.last_day)


async def on_extended(
    event: RegistrationExtendedV1, envelope: Envelope, uow: NotificationsSqlUnitOfWork
) -> None:
    """Tell the parents the new day; an extension without effect changes none."""
    if event.has_effect:
        await _tell(Template.REGISTRATION_EXTENDED, event, envelope, uow, day=event.until)


async def on_term_changed(
    event: RegistrationDeferredV1 | RegistrationResumedV1,
    envelope: Envelope,
    uow: NotificationsSqlUnitOfWork,
) -> None:
    """Tell the parents that another day counts now."""
    await _tell(Template.REGISTRATION_CHANGED, event, envelope, uow, day=event.term.last_day)


async def on_placement(
    event: RegistrationTemporaryPlacementDueV1 | RegistrationPlacedTemporarilyV1,
    envelope: Envelope,
    uow: NotificationsSqlUnitOfWork,
) -> None:
    """Tell the parents of the place for the time being: that it must come, that it is there."""
    day = event.from_day if isinstance(event, RegistrationPlacedTemporarilyV1) else event.due_on
    await _tell(Template.REGISTRATION_CHANGED, event, envelope, uow, day=day)


async def on_decided(
    event: RegistrationPassedToDeskV1 | RegistrationClosedV1,
    envelope: Envelope,
    uow: NotificationsSqlUnitOfWork,
) -> None:
    """Tell the parents that there is a decision; of a child that died nothing is sent."""
    if not (isinstance(event, RegistrationClosedV1) and event.outcome == DIED):
        await _tell(Template.REGISTRATION_DECIDED, event, envelope, uow)


async def _tell(
    template: Template,
    event: Told,
    envelope: Envelope,
    uow: NotificationsSqlUnitOfWork,
    *,
    day: date | None = None,
) -> None:
    if event.pupil_id is None:
        return
    command = StartMailing(
        template=template,
        cause_id=envelope.id,
        link_id=event.registration_id,
        alliance_id=envelope.alliance,
        unit_id=envelope.unit,
        pupil_id=event.pupil_id,
        answer_by=day,
        happened_at=envelope.time,
    )
    await start_mailing(command, uow=uow)


MAIL_HANDLERS: Mapping[type[EventData], Handler] = {
    RegistrationConfirmedV1: on_confirmed,
    RegistrationInformationAskedV1: on_asked,
    RegistrationExtendedV1: on_extended,
    RegistrationDeferredV1: on_term_changed,
    RegistrationResumedV1: on_term_changed,
    RegistrationTemporaryPlacementDueV1: on_placement,
    RegistrationPlacedTemporarilyV1: on_placement,
    RegistrationPassedToDeskV1: on_decided,
    RegistrationClosedV1: on_decided,
}
REGISTRATION_HANDLERS: Mapping[type[EventData], Handler] = {
    RegistrationDeferredV1: on_planned,
    RegistrationPassedToDeskV1: on_planned,
}
