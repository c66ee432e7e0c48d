"""Use cases: an administrator lets a partner's system in, gives it new keys, and puts it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samenspel_intake.application.system_ports import SystemUnitOfWork
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.domain.partner_system import BY_PUPIL, ROLES_OF_SYSTEMS, PartnerSystem
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, NotFound
from samenspel_kernel.ids import GrantId, PersonId, SchoolId, UnitId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSystem:
    """What it is called, what it may do for which school, unit or pupils, and its public keys."""

    name: str
    role: Role
    keys: Mapping[str, Any]
    unit_id: UnitId | None = None
    school_id: SchoolId | None = None
    pupil_ids: frozenset[UUID] = frozenset()


async def register_system(
    command: RegisterSystem, *, actor: Actor, uow: SystemUnitOfWork, clock: Clock
) -> PartnerSystem:
    """Let a system in, with one role; InvalidInput if the role is not for systems, or unbounded."""
    POLICY.require_somewhere(actor, Deed.MANAGE_ACCESS)
    await _check(command, uow)
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
        alliance_id=actor.alliance_id,
        name=command.name,
        email=None,
        grants=(grant,),
        at=now,
    )
    system = PartnerSystem(
        id=person.id,
        alliance_id=actor.alliance_id,
        keys=command.keys,
        registered_by=actor.person_id,
        registered_at=now,
    )
    uow.people.save(person)
    await uow.systems.put(system)
    await uow.log_in_keys.put(LogInKeyKind.SYSTEM, str(system.id), person.id)
    return system


async def change_keys(
    keys: Mapping[str, Any], *, of: PersonId, actor: Actor, uow: SystemUnitOfWork
) -> PartnerSystem:
    """Give a system other keys; those it had count no more. NotFound if there is none."""
    system = await _system(of, actor, uow)
    system.keys = keys
    await uow.systems.put(system)
    return system


async def revoke_system(
    id_: PersonId, *, actor: Actor, uow: SystemUnitOfWork, clock: Clock
) -> PartnerSystem:
    """Put a system out: no more tokens, and those it has are refused. NotFound if there is none."""
    system, now = await _system(id_, actor, uow), clock.now()
    system.revoke(at=now)
    await uow.systems.put(system)
    await uow.log_in_keys.remove(LogInKeyKind.SYSTEM, str(system.id), system.id)
    person = await uow.people.get(system.id)
    for grant in person.grants_on(dutch_date(now)):
        person.take_away(grant.id, at=now)
    await uow.log_ins.end_all(person.id, at=now)
    person.end_sessions(at=now)
    uow.people.save(person)
    return system


async def _system(id_: PersonId, actor: Actor, uow: SystemUnitOfWork) -> PartnerSystem:
    POLICY.require_somewhere(actor, Deed.MANAGE_ACCESS)
    system = await uow.systems.find(id_)
    if system is None or system.is_revoked:
        raise NotFound
    return system


async def _check(command: RegisterSystem, uow: SystemUnitOfWork) -> None:
    wrong: list[FieldError] = []
    if command.role not in ROLES_OF_SYSTEMS:
        wrong.append(FieldError("role", "grant.role"))
    if command.role in BY_PUPIL and not command.pupil_ids:
        wrong.append(FieldError("pupil_ids", "person.relation-missing"))
    if command.school_id is not None and await uow.schools.find(command.school_id) is None:
        wrong.append(FieldError("school_id", "school.unknown"))
    if command.unit_id is not None and await uow.units.find(command.unit_id) is None:
        wrong.append(FieldError("unit_id", "unit.unknown"))
    for pupil_id in sorted(command.pupil_ids):
        if await uow.pupils.find(pupil_id) is None:
            wrong.append(FieldError("pupil_ids", "pupil.unknown"))
            break
    if wrong:
        raise InvalidInput(*wrong)
