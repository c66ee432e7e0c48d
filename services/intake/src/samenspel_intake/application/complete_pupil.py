"""Use case: what was missing of a pupil becomes known."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.application.register_pupil import find_place, suggest_same
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import PupilId, SchoolId


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletePupil:
    """What became known; what is None stays as it is."""

    pupil_id: PupilId
    family_name: str | None = None
    birth_date: date | None = None
    school_id: SchoolId | None = None
    municipality_code: str | None = None


async def complete_pupil(
    command: CompletePupil, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> Pupil:
    """Fill it in; when nothing is missing any more, the action to complete it is done."""
    pupil = await uow.pupils.get(command.pupil_id)
    require(actor, Deed.COMPLETE, Subject.of(pupil))
    moved = command.school_id is not None or (
        command.municipality_code is not None and pupil.school_id is None
    )
    place = await find_place(command.school_id, command.municipality_code, uow=uow)
    pupil.complete(
        family_name=command.family_name,
        birth_date=command.birth_date,
        place=place if moved else None,
        at=clock.now(),
    )
    uow.pupils.save(pupil)
    await suggest_same(pupil, uow=uow, at=clock.now())
    return pupil
