"""Use case: a child's name or birth date was written wrong."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.families.ports import FamilyUnitOfWork
from samenspel_intake.application.register_pupil import suggest_same
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import PupilId


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPupil:
    """All that is known of the child itself; what is left out is not known any more."""

    pupil_id: PupilId
    given_name: str
    family_name: str = ""
    birth_date: date | None = None


async def correct_pupil(
    command: CorrectPupil, *, actor: Actor, uow: FamilyUnitOfWork, clock: Clock
) -> Pupil:
    """Put it right; what was known before stays readable in the changes."""
    pupil = await uow.pupils.used(command.pupil_id)
    require(actor, Deed.COMPLETE, Subject.of(pupil))
    now = clock.now()
    pupil.correct(
        given_name=command.given_name,
        family_name=command.family_name,
        birth_date=command.birth_date,
        term=await uow.terms.begin(DATA_COMPLETION, dutch_date(now)),
        at=now,
    )
    uow.pupils.save(pupil)
    await suggest_same(pupil, uow=uow, at=now)
    return pupil
