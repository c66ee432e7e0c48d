"""Finds the child that somebody means, or enters it with the action to complete it."""

from samenspel_intake.application.register_pupil import RegisterPupil, find_place, suggest_same
from samenspel_intake.application.spells.ports import SpellUnitOfWork
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Place, Pupil, wrong_details
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId, UnitId, new_id

SURE = 100
"""The likeness at which two entries are taken for one child: all names and the birth date agree."""


async def find_child(
    named: RegisterPupil, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> tuple[Pupil, bool]:
    """Give the child and whether it is new.

    It is known when exactly one entry has the same names and birth date; entries that only look
    like it are put before people.
    """
    now = clock.now()
    today = dutch_date(now)
    if wrong := wrong_details(named.given_name, named.family_name, named.birth_date, today):
        raise InvalidInput(*wrong)
    place = await _place(named, actor, uow)
    new = Pupil.register(
        PupilId(new_id()),
        alliance_id=actor.alliance_id,
        given_name=named.given_name,
        family_name=named.family_name,
        birth_date=named.birth_date,
        place=place,
        has_reachable_parent=False,
        term=await uow.terms.begin(DATA_COMPLETION, today),
        at=now,
    )
    require(actor, Deed.REPORT_SPELL, Subject.of(new))
    if known := await _known(new, uow):
        return known, False
    uow.pupils.save(new)
    await suggest_same(new, uow=uow, at=now)
    return new, True


async def _known(new: Pupil, uow: SpellUnitOfWork) -> Pupil | None:
    if not new.family_name or new.birth_date is None:
        return None
    sure = [id_ for id_, score in await uow.families.alike(new) if score >= SURE]
    if len(sure) != 1:
        return None
    found = await uow.pupils.used(sure[0])
    same = (found.birth_date, bool(found.family_name)) == (new.birth_date, True)
    return found if same else None


async def _place(named: RegisterPupil, actor: Actor, uow: SpellUnitOfWork) -> Place:
    """Say where the child belongs; who reports it without a place reports it for the own unit."""
    own = SchoolId(actor.school_id) if actor.school_id else None
    place = await find_place(named.school_id or own, named.municipality_code, uow=uow)
    if place.unit_id is None and actor.role is Role.ATTENDANCE_OFFICER and actor.unit_id:
        return Place(place.school_id, place.municipality_code, UnitId(actor.unit_id))
    return place
