"""Use cases: a child goes to another school, municipality or unit."""

from dataclasses import dataclass, replace
from datetime import date

from samenspel_intake.application.families.ports import FamilyUnitOfWork
from samenspel_intake.application.register_pupil import find_place
from samenspel_intake.application.spells.report_spell import FIRST_ACTION
from samenspel_intake.domain.family.move import Move, MoveId
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.term_rules import DATA_COMPLETION, HANDOVER_ANSWER
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import GrantId, PupilId, SchoolId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePupil:
    """Who goes where, from which day on; the municipality counts where there is no school."""

    pupil_id: PupilId
    school_id: SchoolId | None
    municipality_code: str | None
    from_day: date


async def move_pupil(
    command: MovePupil, *, actor: Actor, uow: FamilyUnitOfWork, clock: Clock
) -> Move:
    """Write it down; it takes effect on its day, today if that has come."""
    pupil = await uow.pupils.used(command.pupil_id)
    require(actor, Deed.MOVE, Subject.of(pupil))
    if command.school_id is None and command.municipality_code is None:
        raise InvalidInput(FieldError("school_id", "pupil.move-where"))
    after = await find_place(command.school_id, command.municipality_code, uow=uow)
    if after == pupil.place:
        raise RuleViolation("pupil.there-already")
    now = clock.now()
    planned = await uow.moves.to_come(pupil.id)
    move = Move(
        id=planned.id if planned else MoveId(new_id()),
        pupil_id=pupil.id,
        before=pupil.place,
        after=after,
        from_day=command.from_day,
        recorded_at=now,
        recorded_by=actor.person_id,
    )
    if move.from_day <= dutch_date(now):
        return await _take_effect(move, pupil, uow=uow, clock=clock)
    await uow.moves.put(move)
    return move


async def move_planned(pupil_id: PupilId, *, uow: FamilyUnitOfWork, clock: Clock) -> None:
    """Let the move of a child take effect whose day has come; safe to repeat."""
    move, pupil = await uow.moves.to_come(pupil_id), await uow.pupils.used(pupil_id)
    if move is not None and move.from_day <= dutch_date(clock.now()):
        await _take_effect(replace(move, before=pupil.place), pupil, uow=uow, clock=clock)


async def _take_effect(move: Move, pupil: Pupil, *, uow: FamilyUnitOfWork, clock: Clock) -> Move:
    """The new school sees the child from now on, the old one no more.

    Who answers for an open request goes on doing so; where the unit is another, they see within
    the term of a handover to who takes it over. An open spell goes with the child; a registration
    stays with the school where it was made, whose duty of care goes on.
    """
    now = clock.now()
    today = dutch_date(now)
    pupil.move(move.after, term=await uow.terms.begin(DATA_COMPLETION, today), at=now)
    uow.pupils.save(pupil)
    look_by = None
    if move.crosses_units:
        look_by = (await uow.terms.begin(HANDOVER_ANSWER, today)).last_day
    ids = await uow.pupils.merged_with(pupil.id)
    for request in await uow.support_requests.open_about(*ids):
        request.follow_child(move.after.school_id, look_by=look_by, at=now)
        uow.support_requests.save(request)
    if (spell := await uow.spells.open_of(*ids)) is not None:
        school_id = move.after.school_id
        act = await uow.terms.begin(FIRST_ACTION, today, school_id=school_id)
        spell.follow_child(school_id, move.after.unit_id, first_action=act, at=now)
        uow.spells.save(spell)
    for person in await uow.people.about_pupils(*ids):
        _leave_teacher(person, move, frozenset(ids), clock)
        uow.people.save(person)
    done = replace(move, done_at=now)
    await uow.moves.put(done)
    return done


def _leave_teacher(person: Person, move: Move, ids: frozenset[PupilId], clock: Clock) -> None:
    now = clock.now()
    for grant in person.grants_on(dutch_date(now)):
        at_old_school = grant.school_id == move.before.school_id
        if grant.role is Role.TEACHER and at_old_school and grant.pupil_ids & ids:
            left = grant.pupil_ids - ids
            instead = replace(grant, id=GrantId(new_id()), since=dutch_date(now), pupil_ids=left)
            person.exchange(grant, instead, at=now)
