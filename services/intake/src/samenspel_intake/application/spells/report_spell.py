"""Use case: somebody says that a child is without education, or may be soon.

A child that is not known yet is entered with it; what is missing of it is asked for later. Said
twice, it is one spell.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.spells.find_child import find_child
from samenspel_intake.application.spells.ports import SpellUnitOfWork
from samenspel_intake.domain.ids import SpellId
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.spell.report import Party, Report, Reporter
from samenspel_intake.domain.spell.school_age import SchoolAge
from samenspel_intake.domain.spell.spell import OutOfEducationSpell
from samenspel_intake.domain.spell.standing import Steps, Threatening
from samenspel_intake.domain.spell.watched_spell import require_not_in_future
from samenspel_kernel.accountability import Holder, desk
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import AllianceId, PupilId, SchoolId, UnitId, new_id
from samenspel_kernel.term import Term

FIRST_ACTION = "spell-first-action"
REPORT_BY = "spell-report"
LOOK_AGAIN = "spell-look-again"
FOUR_WEEKS = "spell-long"
THREE_MONTHS = "spell-decider"
REPORTERS = {
    Role.SCHOOL_COORDINATOR: Reporter.SCHOOL,
    Role.ATTENDANCE_OFFICER: Reporter.ATTENDANCE_OFFICER,
}
"""All others report for a desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSpell:
    """Which child, and whether it is out (`first_day` says since when) or may be soon.

    `known_on` is the day on which the threshold was reached or the threat was seen.
    """

    child: PupilId | RegisterPupil
    known_on: date
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """The spell, and whether this report began it; `is_new_child` if nobody knew the child."""

    spell: OutOfEducationSpell
    is_new: bool
    is_new_child: bool


class _Shared(TypedDict):
    """What both ways to open one need."""

    alliance_id: AllianceId
    unit_id: UnitId | None
    pupil_id: PupilId
    school_id: SchoolId | None
    school_age: SchoolAge | None
    report: Report
    holder: Holder
    first_action: Term
    at: datetime


async def report_spell(
    command: ReportSpell, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> Reported:
    """Open a spell, or add what is said to the one that is open."""
    _check(command, dutch_date(clock.now()))
    if isinstance(command.child, RegisterPupil):
        pupil, is_new_child = await find_child(command.child, actor=actor, uow=uow, clock=clock)
    else:
        pupil, is_new_child = await uow.pupils.used(command.child), False
    require(actor, Deed.REPORT_SPELL, Subject.of(pupil))
    spell = await uow.spells.open_of(*await uow.pupils.merged_with(pupil.id))
    is_new = spell is None
    if spell is None:
        spell = await _open(command, pupil, actor=actor, uow=uow, clock=clock)
    else:
        await _hear_again(command, spell, actor=actor, uow=uow, clock=clock)
    uow.spells.save(spell)
    return Reported(spell, is_new, is_new_child)


async def steps_from(first_day: date, uow: SpellUnitOfWork) -> Steps:
    """Compute when a spell reaches its marks."""
    return Steps(
        await uow.terms.begin(FOUR_WEEKS, first_day), await uow.terms.begin(THREE_MONTHS, first_day)
    )


def _check(command: ReportSpell, today: date) -> None:
    require_not_in_future("known_on", command.known_on, today)
    if command.first_day is not None:
        require_not_in_future("first_day", command.first_day, today)
        if command.first_day > command.known_on:
            raise InvalidInput(FieldError("known_on", "spell.known-before-it-began"))


async def _open(
    command: ReportSpell, pupil: Pupil, *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> OutOfEducationSpell:
    now = clock.now()
    place = pupil.place
    shared: _Shared = {
        "alliance_id": pupil.alliance_id,
        "unit_id": place.unit_id,
        "pupil_id": pupil.id,
        "school_id": place.school_id,
        "school_age": SchoolAge.of(pupil.birth_date) if pupil.birth_date else None,
        "report": await _report(command, pupil, actor, uow),
        "holder": desk(unit_id=place.unit_id, alliance_id=pupil.alliance_id),
        "first_action": await uow.terms.begin(
            FIRST_ACTION, dutch_date(now), school_id=place.school_id
        ),
        "at": now,
    }
    if command.first_day is None:
        look_again = await uow.terms.begin(LOOK_AGAIN, command.known_on)
        return OutOfEducationSpell.threatening(SpellId(new_id()), look_again=look_again, **shared)
    return OutOfEducationSpell.out(
        SpellId(new_id()),
        first_day=command.first_day,
        steps=await steps_from(command.first_day, uow),
        **shared,
    )


async def _report(command: ReportSpell, pupil: Pupil, actor: Actor, uow: SpellUnitOfWork) -> Report:
    by = REPORTERS.get(actor.role, Reporter.DESK)
    report_by: Term | None = None
    if by is Reporter.SCHOOL and command.first_day is not None:
        report_by = await uow.terms.begin(REPORT_BY, command.known_on, school_id=pupil.school_id)
    return Report(by, command.known_on, report_by)


async def _hear_again(
    command: ReportSpell,
    spell: OutOfEducationSpell,
    *,
    actor: Actor,
    uow: SpellUnitOfWork,
    clock: Clock,
) -> None:
    now = clock.now()
    if actor.role is Role.ATTENDANCE_OFFICER:
        spell.tell(Party.ATTENDANCE_OFFICER, at=now)
    if isinstance(spell.standing, Threatening) and command.first_day is not None:
        steps = await steps_from(command.first_day, uow)
        spell.education_lost(command.first_day, steps, at=now)
