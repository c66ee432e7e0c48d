"""Use case: a municipality's file of children without education; looked at first, then taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samenspel_intake.application.register_pupil import RegisterPupil
from samenspel_intake.application.spells.ports import SpellUnitOfWork
from samenspel_intake.application.spells.report_spell import ReportSpell, report_spell
from samenspel_intake.domain.alliance import school_id_of
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_intake.domain.pupil import wrong_details
from samenspel_kernel import forbidden_identifiers
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError
from samenspel_kernel.ids import SchoolId

COLUMN_OF = {
    "given_name": "voornaam",
    "family_name": "achternaam",
    "birth_date": "geboortedatum",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """One line: a child by name, the code of its school ('' for none), and since when."""

    number: int
    given_name: str
    family_name: str
    birth_date: date | None
    location_code: str
    known_on: date
    first_day: date | None

    def report(self) -> ReportSpell:
        """Give what it reports."""
        child = RegisterPupil(
            given_name=self.given_name,
            family_name=self.family_name,
            birth_date=self.birth_date,
            school_id=SchoolId(school_id_of(self.location_code)) if self.location_code else None,
        )
        return ReportSpell(child=child, known_on=self.known_on, first_day=self.first_day)


@dataclass(frozen=True, slots=True)
class LineError:
    """What is wrong with a line, by its number and column; never what stands there."""

    number: int
    column: str
    code: str


async def check_lines(
    lines: Sequence[FileLine], *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> Sequence[LineError]:
    """Say what is wrong with lines, and change nothing."""
    POLICY.require_somewhere(actor, Deed.REPORT_SPELL)
    today = dutch_date(clock.now())
    return [error for line in lines for error in await _wrong(line, today, uow)]


async def import_spells(
    lines: Sequence[FileLine], *, actor: Actor, uow: SpellUnitOfWork, clock: Clock
) -> int:
    """Take in what is right; the same file again changes nothing. Gives how many were new."""
    wrong = {error.number for error in await check_lines(lines, actor=actor, uow=uow, clock=clock)}
    right = [line for line in lines if line.number not in wrong]
    made = [await report_spell(line.report(), actor=actor, uow=uow, clock=clock) for line in right]
    return sum(each.is_new for each in made)


async def _wrong(line: FileLine, today: date, uow: SpellUnitOfWork) -> list[LineError]:
    names = {"given_name": line.given_name, "family_name": line.family_name}
    found: list[FieldError] = [
        *wrong_details(line.given_name, line.family_name, line.birth_date, today),
        *forbidden_identifiers.field_errors(**names),
    ]
    errors = [LineError(line.number, COLUMN_OF[each.field], each.code) for each in found]
    if line.known_on > today:
        errors.append(LineError(line.number, "bekend_op", "date.in-future"))
    if line.first_day is not None and line.first_day > line.known_on:
        errors.append(LineError(line.number, "eerste_dag", "spell.known-before-it-began"))
    if line.location_code and await uow.schools.find(school_id_of(line.location_code)) is None:
        errors.append(LineError(line.number, "school", "spell-file.school-unknown"))
    return errors
