"""Use case: a person gets a role in the alliance."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.contact import Contact, ContactDetails, ContactId
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.person import Person
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput
from samenspel_kernel.ids import AllianceId, GrantId, PersonId, SchoolId, UnitId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """Who it is; the role says which of the relations it needs."""

    alliance_id: AllianceId
    name: str
    role: Role
    email: str | None = None
    unit_id: UnitId | None = None
    school_id: SchoolId | None = None
    pupil_ids: frozenset[UUID] = frozenset()


async def register_person(
    command: RegisterPerson, *, uow: IntakeUnitOfWork, clock: Clock
) -> Person:
    """Enter the person; a school's coordinator is from then on whom its school is reached by."""
    now = clock.now()
    grant = Grant(
        id=GrantId(new_id()),
        role=command.role,
        since=dutch_date(now),
        unit_id=command.unit_id,
        school_id=command.school_id,
        pupil_ids=command.pupil_ids,
    )
    person = Person.register(
        PersonId(new_id()),
        alliance_id=command.alliance_id,
        name=command.name,
        email=command.email,
        grants=(grant,),
        at=now,
    )
    if command.school_id is not None:
        await _check_school(command.school_id, uow)
    uow.people.save(person)
    if contact := await _school_contact(command, uow, clock):
        uow.contacts.save(contact)
    return person


async def _check_school(school_id: SchoolId, uow: IntakeUnitOfWork) -> None:
    if await uow.schools.find(school_id) is None:
        raise InvalidInput(FieldError("school_id", "school.unknown"))


async def _school_contact(
    command: RegisterPerson, uow: IntakeUnitOfWork, clock: Clock
) -> Contact | None:
    is_coordinator = command.role is Role.SCHOOL_COORDINATOR
    if not is_coordinator or command.email is None or command.school_id is None:
        return None
    school = await uow.schools.get(command.school_id)
    return Contact.of_school(
        ContactId(new_id()),
        ContactDetails(name=command.name, email=command.email),
        school_id=school.id,
        alliance_id=command.alliance_id,
        unit_id=UnitId(school.unit_id) if school.unit_id else None,
        at=clock.now(),
    )
