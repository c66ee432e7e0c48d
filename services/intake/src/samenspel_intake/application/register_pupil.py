"""Use case: a child is entered, with its parents; whatever is missing is asked for later."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.contact import Contact, ContactDetails, ContactId
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Place, Pupil, wrong_details
from samenspel_intake.domain.school import School
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_intake.domain.unit import Coverage
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId, UnitId, new_id

MUNICIPALITY = re.compile(r"[0-9]{4}")
MOST_SUGGESTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPupil:
    """What is known of the child; only a name to call it by is needed.

    Of a school's coordinator the child is at its own school, unless another is named.
    """

    given_name: str
    family_name: str = ""
    birth_date: date | None = None
    school_id: SchoolId | None = None
    municipality_code: str | None = None
    parents: tuple[ContactDetails, ...] = ()


async def register_pupil(
    command: RegisterPupil, *, actor: Actor, uow: IntakeUnitOfWork, clock: Clock
) -> Pupil:
    """Enter the child; InvalidInput names every wrong field at once."""
    now = clock.now()
    today = dutch_date(now)
    wrong = [
        *wrong_details(command.given_name, command.family_name, command.birth_date, today),
        *_wrong_parents(command.parents),
    ]
    place = Place()
    try:
        place = await find_place(
            command.school_id or _own_school(actor), command.municipality_code, uow=uow
        )
    except InvalidInput as why:
        wrong.extend(why.errors)
    if wrong:
        raise InvalidInput(*wrong)
    require(actor, Deed.ENTER, _subject(actor, place))
    pupil = Pupil.register(
        PupilId(new_id()),
        alliance_id=actor.alliance_id,
        given_name=command.given_name,
        family_name=command.family_name,
        birth_date=command.birth_date,
        place=place,
        has_reachable_parent=any(parent.way for parent in command.parents),
        term=await uow.terms.begin(DATA_COMPLETION, today),
        at=now,
    )
    uow.pupils.save(pupil)
    for details in command.parents:
        uow.contacts.save(parent_of(pupil, details, now))
    await suggest_same(pupil, uow=uow, at=now)
    return pupil


async def suggest_same(pupil: Pupil, *, uow: IntakeUnitOfWork, at: datetime) -> None:
    """Put before people which entries look like this child; nothing is decided here."""
    found = await uow.families.alike(pupil)
    await uow.matches.suggest(pupil.id, found[:MOST_SUGGESTED], at=at)


def parent_of(pupil: Pupil, details: ContactDetails, at: datetime) -> Contact:
    """Make the contact of a parent."""
    return Contact.of_parent(
        ContactId(new_id()),
        details,
        pupil_id=pupil.id,
        alliance_id=pupil.alliance_id,
        unit_id=pupil.unit_id,
        at=at,
    )


async def find_place(
    school_id: SchoolId | None, municipality_code: str | None, *, uow: IntakeUnitOfWork
) -> Place:
    """Give where a child belongs; the municipality decides only when there is no school.

    InvalidInput for a school that the alliance does not have, or what is no municipality's code.
    """
    if school_id is not None:
        school = await uow.schools.find(school_id)
        if school is None:
            raise InvalidInput(FieldError("school_id", "school.unknown"))
        return _place_at(school)
    if municipality_code is None:
        return Place()
    if not MUNICIPALITY.fullmatch(municipality_code):
        raise InvalidInput(FieldError("municipality_code", "municipality.invalid"))
    covering = Coverage(await uow.units.all()).unit_of(municipality_code=municipality_code)
    return Place(None, municipality_code, covering)


def _place_at(school: School) -> Place:
    unit_id = UnitId(school.unit_id) if school.unit_id else None
    return Place(school.id, school.municipality_code, unit_id)


def _own_school(actor: Actor) -> SchoolId | None:
    return SchoolId(actor.school_id) if actor.school_id else None


def _subject(actor: Actor, place: Place) -> Subject:
    return Subject(alliance_id=actor.alliance_id, unit_id=place.unit_id, school_id=place.school_id)


def _wrong_parents(parents: tuple[ContactDetails, ...]) -> list[FieldError]:
    return [
        FieldError(f"parents.{n}.{error.field}", error.code)
        for n, parent in enumerate(parents)
        for error in parent.wrong()
    ]
