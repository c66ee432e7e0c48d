"""Use cases: what a school, an officer or a desk says of a spell that is open."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.spells.ports import SpellUnitOfWork
from samenspel_intake.application.spells.report_spell import LOOK_AGAIN, steps_from
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.spell.absence_class import ClassPeriod
from samenspel_intake.domain.spell.report import Party
from samenspel_intake.domain.spell.school_age import SchoolAge
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_kernel.accountability import Holder, HolderKind, NextAction
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOn:
    """What whoever takes it on does first, and by when."""

    spell_id: SpellId
    action: NextAction


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHours:
    """How many hours the child missed in the week that begins on a Monday."""

    spell_id: SpellId
    week: date
    hours: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Classify:
    """What the law calls the absence, and when."""

    spell_id: SpellId
    period: ClassPeriod


async def spell_for(
    id_: SpellId, deed: Deed, *, actor: Actor, uow: SpellUnitOfWork
) -> OutOfEducationSpell:
    """Load one to do something with; refuses who may not."""
    spell = await uow.spells.get(id_)
    require(actor, deed, Subject.of(spell))
    return spell


async def take_on(
    command: TakeOn, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """Answer for it by name."""
    spell = await spell_for(command.spell_id, Deed.WORK_ON_SPELL, actor=actor, uow=uow)
    holder = Holder(HolderKind.PERSON, actor.person_id)
    spell.take_on(holder, command.action, at=clock.now())
    uow.spells.save(spell)
    return spell


async def look_again(
    spell_id: SpellId, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """Note that a threat was looked at, and plan to look again."""
    spell = await spell_for(spell_id, Deed.WORK_ON_SPELL, actor=actor, uow=uow)
    now = clock.now()
    spell.look_again(await uow.terms.begin(LOOK_AGAIN, dutch_date(now)), at=now)
    uow.spells.save(spell)
    return spell


async def review(
    command: TakeOn, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """Note that it was looked at after four weeks, and what is done next."""
    spell = await spell_for(command.spell_id, Deed.WORK_ON_SPELL, actor=actor, uow=uow)
    spell.reviewed(command.action, at=clock.now())
    uow.spells.save(spell)
    return spell


async def told(
    spell_id: SpellId, party: Party, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """Note that somebody who has to hear of it did."""
    spell = await spell_for(spell_id, Deed.STATE_ABSENCE, actor=actor, uow=uow)
    spell.tell(party, at=clock.now())
    uow.spells.save(spell)
    return spell


async def note_hours(
    command: NoteHours, *, actor: Actor, uow: SpellUnitOfWork
) -> OutOfEducationSpell:
    """Write the hours of a week down, or correct them."""
    spell = await spell_for(command.spell_id, Deed.STATE_ABSENCE, actor=actor, uow=uow)
    spell.miss(command.week, command.hours)
    uow.spells.save(spell)
    return spell


async def education_lost(
    spell_id: SpellId, first_day: date, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """Write down that the threat came true, and since when."""
    spell = await spell_for(spell_id, Deed.STATE_ABSENCE, actor=actor, uow=uow)
    spell.education_lost(first_day, await steps_from(first_day, uow), at=clock.now())
    uow.spells.save(spell)
    return spell


async def classify(
    command: Classify, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """Give it its name in law; who does so as the attendance officer has heard of it."""
    spell = await spell_for(command.spell_id, Deed.CLASSIFY_SPELL, actor=actor, uow=uow)
    if spell.school_age is None:
        pupil = await uow.pupils.used(spell.pupil_id)
        if pupil.birth_date is not None:
            spell.know_age(SchoolAge.of(pupil.birth_date))
    now = clock.now()
    spell.classify(command.period, at=now)
    if actor.role is Role.ATTENDANCE_OFFICER:
        spell.tell(Party.ATTENDANCE_OFFICER, at=now)
    uow.spells.save(spell)
    return spell
