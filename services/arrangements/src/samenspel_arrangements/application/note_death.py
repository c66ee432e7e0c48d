"""Use case: another service tells that a child died."""

from dataclasses import dataclass
from datetime import datetime

from samenspel_arrangements.application.ports import ArrangementsUnitOfWork
from samenspel_kernel.ids import PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDeath:
    """Who died, and when it was told."""

    pupil_id: PupilId
    at: datetime


async def note_death_of(command: NoteDeath, *, uow: ArrangementsUnitOfWork) -> None:
    """Close all of the child's cases at once; nothing is asked or sent any more."""
    for case in await uow.cases.of_pupil(command.pupil_id):
        case.died(at=command.at)
        uow.cases.save(case)
