"""Reads that a child died, of whatever kind it was told: nothing is sent about it any more."""

from collections.abc import Mapping
from uuid import UUID

from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registrations import RegistrationClosedV1
from samenspel_contracts.registry import EventData
from samenspel_contracts.spells import SpellClosedV1
from samenspel_messaging.consumers import Handler
from samenspel_notifications.application.fall_silent import fall_silent
from samenspel_notifications.persistence.unit_of_work import NotificationsSqlUnitOfWork

DIED = "died"


async def on_ended(
    event: RegistrationClosedV1 | SpellClosedV1 | CaseClosedV1,
    envelope: Envelope,
    uow: NotificationsSqlUnitOfWork,
) -> None:
    """Fall silent about the child and what ended, when it ended by death; else nothing."""
    if event.outcome != DIED:
        return
    subjects: list[UUID] = [envelope.subject]
    if event.pupil_id is not None:
        subjects += [event.pupil_id, await uow.contacts.child_of(event.pupil_id)]
    await fall_silent(*dict.fromkeys(subjects), at=envelope.time, uow=uow)


DEATH_HANDLERS: Mapping[type[EventData], Handler] = {
    RegistrationClosedV1: on_ended,
    SpellClosedV1: on_ended,
    CaseClosedV1: on_ended,
}
