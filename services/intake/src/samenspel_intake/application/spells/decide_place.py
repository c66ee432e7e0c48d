"""Use cases: who decides on a place is written down beforehand, is asked, and decides."""

from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.register_pupil import MUNICIPALITY
from samenspel_intake.application.spells.ports import SpellUnitOfWork
from samenspel_intake.application.spells.reach_decider import reach
from samenspel_intake.application.spells.watch_spell import spell_for
from samenspel_intake.domain.contact import is_email
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.question import LONGEST_TEXT
from samenspel_intake.domain.spell.ladder import Ladder, PlaceDecision, Rung
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.spell.standing import Out
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound, RuleViolation
from samenspel_kernel.ids import PersonId, SchoolId

DECISION = "place-decision"
CARRY_OUT = "spell-first-action"
LONGEST_NAME = 100
EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class NamedDecider:
    """Who decides, for whom, and where it is mailed when asked; '' if it is known or not wanted."""

    person_id: PersonId
    on_behalf_of: str
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDeciders:
    """Who decides in turn, in a municipality or ('') everywhere else, by which agreement."""

    municipality_code: str
    agreed_on: date
    agreement: str
    deciders: tuple[NamedDecider, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePlace:
    """Which school takes the child, and why; the words stay in the file."""

    spell_id: SpellId
    school_id: SchoolId
    reason: str


async def set_deciders(
    command: SetDeciders, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> Ladder:
    """Write a next version down; spells that were asked by another keep what they have."""
    POLICY.require_somewhere(actor, Deed.SET_DECIDERS)
    now = clock.now()
    if wrong := await _wrong_ladder(command, uow, today=dutch_date(now)):
        raise InvalidInput(*wrong)
    before = await uow.ladders.newest_of(command.municipality_code)
    ladder = Ladder(
        before + 1,
        command.agreed_on,
        command.agreement.strip(),
        tuple(Rung(d.person_id, d.on_behalf_of.strip(), DECISION) for d in command.deciders),
    )
    for decider in command.deciders:
        await reach(decider.person_id, email=decider.email, uow=uow, at=now)
    await uow.ladders.add(
        ladder, municipality_code=command.municipality_code, by=actor.person_id, at=now
    )
    return ladder


async def ask_decider(
    spell_id: SpellId, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """Ask the next decider, who gets a mail; RuleViolation if none was named beforehand."""
    spell = await spell_for(spell_id, Deed.WORK_ON_SPELL, actor=actor, uow=uow)
    ladder = await uow.ladders.newest(await _municipality_of(spell, uow))
    if ladder is None:
        raise RuleViolation("spell.no-decider-named")
    now = clock.now()
    answer = await uow.terms.begin(DECISION, dutch_date(now))
    escalation = spell.escalate(ladder, answer, at=now)
    await reach(escalation.rung.decider, uow=uow, at=now)
    uow.spells.save(spell)
    return spell


async def decide_place(
    command: DecidePlace, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    """Point out a place; to all but who was asked, there is nothing here."""
    spell = await spell_to_decide(command.spell_id, actor=actor, uow=uow)
    wrong = forbidden_identifiers.field_errors(reason=command.reason)
    if not command.reason.strip():
        wrong.append(FieldError("reason", "spell.reason-missing"))
    elif len(command.reason) > LONGEST_TEXT:
        wrong.append(FieldError("reason", "text.too-long"))
    if await uow.schools.find(command.school_id) is None:
        wrong.append(FieldError("school_id", "school.unknown"))
    if wrong:
        raise InvalidInput(*wrong)
    now = clock.now()
    carry_out = await uow.terms.begin(CARRY_OUT, dutch_date(now), school_id=command.school_id)
    decision = PlaceDecision(command.school_id, command.reason.strip(), now)
    spell.decide_place(decision, by=actor.person_id, carry_out_by=carry_out.last_day, at=now)
    uow.spells.save(spell)
    return spell


async def spell_to_decide(
    spell_id: SpellId, *, actor: Actor, uow: SpellUnitOfWork
) -> OutOfEducationSpell:
    """Load a spell for the decider who was asked last; NotFound for everybody else."""
    POLICY.require_somewhere(actor, Deed.DECIDE_PLACE)
    spell = await uow.spells.get(spell_id)
    asked = spell.standing.escalations if isinstance(spell.standing, Out) else ()
    if not asked or asked[-1].rung.decider != actor.person_id:
        raise NotFound(spell.pupil_id)
    return spell


async def _municipality_of(spell: OutOfEducationSpell, uow: SpellUnitOfWork) -> str | None:
    if spell.school_id is not None:
        school = await uow.schools.get(spell.school_id)
        return school.municipality_code
    pupil = await uow.pupils.used(spell.pupil_id)
    return pupil.municipality_code


async def _wrong_ladder(
    command: SetDeciders, uow: SpellUnitOfWork, *, today: date
) -> list[FieldError]:
    words = {f"deciders.{n}.on_behalf_of": d.on_behalf_of for n, d in enumerate(command.deciders)}
    wrong = forbidden_identifiers.field_errors(agreement=command.agreement, **words)
    code = command.municipality_code
    if code != EVERYWHERE and not MUNICIPALITY.fullmatch(code):
        wrong.append(FieldError("municipality_code", "municipality.invalid"))
    if command.agreed_on > today:
        wrong.append(FieldError("agreed_on", "date.in-future"))
    if not 0 < len(command.agreement.strip()) <= LONGEST_NAME:
        wrong.append(FieldError("agreement", "ladder.agreement"))
    if not command.deciders:
        wrong.append(FieldError("deciders", "ladder.nobody"))
    for n, decider in enumerate(command.deciders):
        if not 0 < len(decider.on_behalf_of.strip()) <= LONGEST_NAME:
            wrong.append(FieldError(f"deciders.{n}.on_behalf_of", "ladder.on-behalf-of"))
        if decider.email and not is_email(decider.email):
            wrong.append(FieldError(f"deciders.{n}.email", "email.invalid"))
        if not await _can_decide(decider.person_id, uow, today):
            wrong.append(FieldError(f"deciders.{n}.person_id", "ladder.cannot-decide"))
    return wrong


async def _can_decide(person_id: PersonId, uow: SpellUnitOfWork, today: date) -> bool:
    person = await uow.people.find(person_id)
    grants = person.grants_on(today) if person else ()
    return any(POLICY.relation(grant.role, Deed.DECIDE_PLACE) for grant in grants)
