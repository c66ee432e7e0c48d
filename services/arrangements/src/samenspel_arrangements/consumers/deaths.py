"""Reads what ends because a child died, of whatever kind it is."""

from collections.abc import Mapping

from samenspel_arrangements.application.note_death import NoteDeath, note_death_of
from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registrations import RegistrationClosedV1
from samenspel_contracts.registry import EventData
from samenspel_contracts.spells import SpellClosedV1
from samenspel_kernel.ids import PupilId
from samenspel_messaging.consumers import Handler

DIED = "died"


async def on_ended(
    event: RegistrationClosedV1 | SpellClosedV1,
    envelope: Envelope,
    uow: SqlArrangementsUnitOfWork,
) -> None:
    """Close all about the child when it ended by death; else nothing."""
    if event.outcome == DIED and event.pupil_id is not None:
        await note_death_of(NoteDeath(pupil_id=PupilId(event.pupil_id), at=envelope.time), uow=uow)


DEATH_HANDLERS: Mapping[type[EventData], Handler] = {
    RegistrationClosedV1: on_ended,
    SpellClosedV1: on_ended,
}
