"""Use case: another service tells that a child died."""

from dataclasses import dataclass
from datetime import datetime

from samenspel_arrangements.application.help.ports import HelpUnitOfWork
from samenspel_arrangements.domain.help.course import EndReason
from samenspel_kernel.ids import PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDeath:
    """Who died, and when it was told."""

    pupil_id: PupilId
    at: datetime


async def note_death_of(command: NoteDeath, *, uow: HelpUnitOfWork) -> None:
    """Close all of the child's cases at once; nothing is asked or sent any more."""
    for case in await uow.cases.of_pupil(command.pupil_id):
        case.died(at=command.at)
        uow.cases.save(case)
        for granted in await uow.arrangements.of_case(case.id):
            granted.end_with_case(EndReason.DIED, at=command.at)
            uow.arrangements.save(granted)
