"""Use cases: a parent asks to put something right, and somebody answers."""

from dataclasses import dataclass

from samenspel_intake.application.families.ports import FamilyUnitOfWork
from samenspel_intake.domain.family.correction import (
    CORRECTION_ANSWER,
    Correction,
    CorrectionId,
    CorrectionKind,
)
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_kernel.accountability import Holder, HolderKind, desk
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import PupilId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCorrection:
    """About which child, and what is to be put right or taken away."""

    pupil_id: PupilId
    kind: CorrectionKind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCorrection:
    """Whether it was done; a refusal says why."""

    correction_id: CorrectionId
    is_granted: bool
    words: str = ""


async def ask_correction(
    command: AskCorrection, *, actor: Actor, uow: FamilyUnitOfWork, clock: Clock
) -> Correction:
    """Ask the child's school, or the desk of a child without one."""
    pupil = await uow.pupils.used(command.pupil_id)
    require(actor, Deed.ASK_CORRECTION, Subject.of(pupil))
    now = clock.now()
    holder = desk(unit_id=pupil.unit_id, alliance_id=pupil.alliance_id)
    if pupil.school_id is not None:
        holder = Holder(HolderKind.SCHOOL, pupil.school_id)
    correction = Correction.ask(
        CorrectionId(new_id()),
        alliance_id=pupil.alliance_id,
        unit_id=pupil.place.unit_id,
        pupil_id=pupil.id,
        school_id=pupil.school_id,
        kind=command.kind,
        words=command.words,
        by=actor.person_id,
        holder=holder,
        term=await uow.terms.begin(CORRECTION_ANSWER, dutch_date(now)),
        at=now,
    )
    uow.corrections.save(correction)
    return correction


async def answer_correction(
    command: AnswerCorrection, *, actor: Actor, uow: FamilyUnitOfWork, clock: Clock
) -> Correction:
    """Grant it, or refuse it with a reason."""
    correction = await uow.corrections.get(command.correction_id)
    require(actor, Deed.ANSWER_CORRECTION, Subject.of(correction))
    answer = correction.grant if command.is_granted else correction.refuse
    answer(command.words.strip(), by=actor.person_id, at=clock.now())
    uow.corrections.save(correction)
    return correction
