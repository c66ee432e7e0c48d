"""Use case: parents register a child at a school, or the school enters their paper."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from samenspel_intake.application.families.deciding import require_say
from samenspel_intake.application.register_pupil import RegisterPupil, register_pupil
from samenspel_intake.application.registrations.duty_terms import (
    clock_start,
    duty_terms,
    find_school,
)
from samenspel_intake.application.registrations.ports import RegistrationUnitOfWork
from samenspel_intake.domain.ids import DocumentId, RegistrationId
from samenspel_intake.domain.policies import Deed, Subject, may
from samenspel_intake.domain.pupil import Pupil
from samenspel_intake.domain.registration.filing import Filing, Origin
from samenspel_intake.domain.registration.registration import Registration
from samenspel_intake.domain.registration.texts import wrong_paper
from samenspel_intake.domain.school import School
from samenspel_intake.domain.term_rules import DATA_COMPLETION
from samenspel_kernel.accountability import desk
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import PupilId, SchoolId, UnitId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Whom, where, and what the parents say.

    Without a school the desk finds one. `received_on` is the day on which the school got a paper;
    by default it is today. `paper` is where it lies.
    """

    pupil: PupilId | RegisterPupil
    school_id: SchoolId | None = None
    origin: Origin = Origin.HOME
    enrolled_at: SchoolId | None = None
    preferences: tuple[SchoolId, ...] = ()
    expects_support: bool | None = None
    wished_start: date | None = None
    received_on: date | None = None
    paper: str = ""


async def register(
    command: Register, *, actor: Actor, uow: RegistrationUnitOfWork, clock: Clock
) -> Registration:
    """Take it in; the school answers for the child at once, and confirms the receipt first.

    InvalidInput names every wrong field, those of the pupil too. A child that nobody knew is
    entered at the school where it is registered.
    """
    now = clock.now()
    wrong = wrong_paper(command.paper, is_needed=False)
    school = await _school(command, wrong, uow)
    pupil = await _pupil(command, school, wrong, actor=actor, uow=uow, clock=clock)
    if pupil is None or wrong:
        raise InvalidInput(*wrong)
    await require_say(actor, Deed.REGISTER, _subject(pupil, school), uow.parents)
    id_ = RegistrationId(new_id())
    paper: DocumentId | None = None
    if command.paper.strip():
        papers = uow.registration_papers
        paper = await papers.add(id_, command.paper.strip(), by=actor.person_id, at=now)
    filing = _filing(command, pupil, paper)
    if school is None:
        registration = await _at_desk(id_, filing, pupil, actor, uow, now)
    else:
        received_on = command.received_on or dutch_date(now)
        registration = await _at_school(id_, filing, school, received_on, actor, uow, now)
    uow.registrations.save(registration)
    return registration


async def _at_school(
    id_: RegistrationId,
    filing: Filing,
    school: School,
    received_on: date,
    actor: Actor,
    uow: RegistrationUnitOfWork,
    now: datetime,
) -> Registration:
    start = (await clock_start(received_on, uow.terms)).day(
        received_on=received_on, confirmed_on=None, birth_date=filing.birth_date
    )
    return Registration.receive(
        id_,
        filing,
        alliance_id=actor.alliance_id,
        unit_id=UnitId(school.unit_id) if school.unit_id else None,
        received_on=received_on,
        terms=await duty_terms(start, uow.terms, school_id=school.id),
        completion=await uow.terms.begin(DATA_COMPLETION, dutch_date(now)),
        by=actor.person_id,
        at=now,
    )


async def _at_desk(
    id_: RegistrationId,
    filing: Filing,
    pupil: Pupil,
    actor: Actor,
    uow: RegistrationUnitOfWork,
    now: datetime,
) -> Registration:
    return Registration.without_school(
        id_,
        filing,
        alliance_id=actor.alliance_id,
        unit_id=pupil.place.unit_id,
        desk=desk(unit_id=pupil.unit_id, alliance_id=pupil.alliance_id),
        find=await find_school(dutch_date(now), uow.terms),
        by=actor.person_id,
        at=now,
    )


async def _school(
    command: Register, wrong: list[FieldError], uow: RegistrationUnitOfWork
) -> School | None:
    """Give the school; all that are named must be the alliance's."""
    named = {
        "school_id": (command.school_id,),
        "enrolled_at": (command.enrolled_at,),
        "preferences": command.preferences,
    }
    for field, ids in named.items():
        if [id_ for id_ in ids if id_ is not None and await uow.schools.find(id_) is None]:
            wrong.append(FieldError(field, "school.unknown"))
    return await uow.schools.find(command.school_id) if command.school_id else None


async def _pupil(
    command: Register,
    school: School | None,
    wrong: list[FieldError],
    *,
    actor: Actor,
    uow: RegistrationUnitOfWork,
    clock: Clock,
) -> Pupil | None:
    given = command.pupil
    if isinstance(given, RegisterPupil):
        known_at = given.school_id or (school.id if school else None)
        try:
            entered = replace(given, school_id=known_at)
            return await register_pupil(entered, actor=actor, uow=uow, clock=clock)
        except InvalidInput as why:
            wrong += [FieldError(f"pupil.{error.field}", error.code) for error in why.errors]
            return None
    pupil = await uow.pupils.find(given)
    if pupil is None or not may(actor, Deed.SEE, Subject.of(pupil)):
        wrong.append(FieldError("pupil_id", "pupil.unknown"))
        return None
    return pupil


def _filing(command: Register, pupil: Pupil, paper: DocumentId | None) -> Filing:
    filing = Filing(
        pupil_id=pupil.id,
        school_id=command.school_id,
        origin=Origin.SCHOOL if command.enrolled_at else command.origin,
        enrolled_at=command.enrolled_at,
        birth_date=pupil.birth_date,
        preferences=command.preferences,
        expects_support=command.expects_support,
        wished_start=command.wished_start,
        document_id=paper,
    )
    if wrong := filing.wrong():
        raise InvalidInput(*wrong)
    return filing


def _subject(pupil: Pupil, school: School | None) -> Subject:
    place: Pupil | School = school if school is not None else pupil
    return Subject(
        alliance_id=pupil.alliance_id,
        unit_id=place.unit_id,
        school_id=school.id if school is not None else pupil.school_id,
        pupil_id=pupil.id,
    )
