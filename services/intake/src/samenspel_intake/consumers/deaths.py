"""Reads that a child died, of whatever kind it was told; nothing about it stays open."""

from samenspel_contracts.cases import CaseClosedV1
from samenspel_contracts.envelope import Envelope
from samenspel_contracts.registrations import RegistrationClosedV1
from samenspel_contracts.spells import SpellClosedV1
from samenspel_intake.application.note_death import note_death_of
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_kernel.ids import PupilId
from samenspel_messaging.consumers import Consumer

DIED = "died"


async def on_ended(
    event: CaseClosedV1 | RegistrationClosedV1 | SpellClosedV1,
    envelope: Envelope,
    uow: SqlIntakeUnitOfWork,
) -> None:
    """Close all about the child when it ended by death; else nothing."""
    if event.outcome == DIED and event.pupil_id is not None:
        await note_death_of(PupilId(event.pupil_id), at=envelope.time, uow=uow)


DEATHS = Consumer(
    name="deaths",
    handlers={
        CaseClosedV1: on_ended,
        RegistrationClosedV1: on_ended,
        SpellClosedV1: on_ended,
    },
)
