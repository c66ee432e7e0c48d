"""Use cases: a spell ends; a promise ends nothing, only a child that is in school does."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.spells.ports import SpellUnitOfWork
from samenspel_intake.application.spells.watch_spell import spell_for
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.policies import Deed
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.spell.standing import AdmittedAt, Confirmer, Returned
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, Forbidden, InvalidInput
from samenspel_kernel.ids import SchoolId

CONFIRMERS = {
    Role.SCHOOL_COORDINATOR: Confirmer.SCHOOL,
    Role.PARENT: Confirmer.PARENT,
    Role.ATTENDANCE_OFFICER: Confirmer.ATTENDANCE_OFFICER,
}
LONGEST_LETTER = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmReturn:
    """The child is in its own school again, from a day on."""

    spell_id: SpellId
    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdmission:
    """Another school admitted the child by a letter, and it started there."""

    spell_id: SpellId
    school_id: SchoolId
    from_day: date
    letter: str


async def confirm_return(
    command: ConfirmReturn, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """End it by the word of somebody who can know: the school, a parent, the officer."""
    spell = await spell_for(command.spell_id, Deed.CONFIRM_RETURN, actor=actor, uow=uow)
    if (confirmer := CONFIRMERS.get(actor.role)) is None:
        raise Forbidden(spell.pupil_id)
    pupil = await uow.pupils.used(spell.pupil_id)
    school_id = spell.school_id or pupil.school_id
    if school_id is None:
        raise InvalidInput(FieldError("school_id", "spell.no-school-to-return-to"))
    how = Returned(
        school_id=school_id,
        from_day=command.from_day,
        confirmed_by=actor.person_id,
        confirmed_as=confirmer,
    )
    spell.end(how, at=clock.now())
    uow.spells.save(spell)
    return spell


async def note_admission(
    command: NoteAdmission, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """End it by the letter in which another school admits the child."""
    spell = await spell_for(command.spell_id, Deed.WORK_ON_SPELL, actor=actor, uow=uow)
    wrong = forbidden_identifiers.field_errors(letter=command.letter)
    if not command.letter.strip():
        wrong.append(FieldError("letter", "spell.letter-missing"))
    elif len(command.letter) > LONGEST_LETTER:
        wrong.append(FieldError("letter", "text.too-long"))
    if await uow.schools.find(command.school_id) is None:
        wrong.append(FieldError("school_id", "school.unknown"))
    elif command.school_id == spell.school_id:
        wrong.append(FieldError("school_id", "spell.same-school"))
    if wrong:
        raise InvalidInput(*wrong)
    how = AdmittedAt(
        school_id=command.school_id, from_day=command.from_day, letter=command.letter.strip()
    )
    spell.end(how, at=clock.now())
    uow.spells.save(spell)
    return spell


async def note_death(
    spell_id: SpellId, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """Close it at once."""
    spell = await spell_for(spell_id, Deed.WORK_ON_SPELL, actor=actor, uow=uow)
    spell.died(at=clock.now())
    uow.spells.save(spell)
    return spell
