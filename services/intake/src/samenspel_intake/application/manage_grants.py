"""Use cases: an administrator gives people roles and takes them away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from samenspel_intake.application.account_ports import AccountUnitOfWork
from samenspel_intake.application.desks.hand_on_work import desk_of
from samenspel_intake.application.desks.ports import DeskUnitOfWork
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.domain.organisation_account import issuer_of
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_kernel.accountability import Holder, HolderKind
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, GrantId, PersonId, SchoolId, UnitId, new_id

ROLES_BY_HAND = (
    Role.SCHOOL_COORDINATOR,
    Role.TEACHER,
    Role.UNIT_COORDINATOR,
    Role.COMMITTEE,
    Role.DIRECTOR,
    Role.ADMINISTRATOR,
)
"""Who is tied to pupils comes by invitation: the pupils say what such a role is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGrant:
    """A role, and the school or unit that bounds it."""

    role: Role
    unit_id: UnitId | None = None
    school_id: SchoolId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddColleague:
    """Somebody with an account at an organisation, by the account's code (`issuer:subject`)."""

    name: str
    account: str
    grant: NewGrant


async def add_colleague(
    command: AddColleague, *, alliance_id: AllianceId, uow: AccountUnitOfWork, clock: Clock
) -> Person:
    """Enter somebody who can log in from now on; who may do this, the caller decides.

    RuleViolation if the account is somebody's already.
    """
    issuer = issuer_of(command.account)
    known = await uow.log_in_keys.find(LogInKeyKind.OIDC, command.account)
    if alliance_id in dict(known):
        raise RuleViolation("account.known")
    now = clock.now()
    person = Person.register(
        PersonId(new_id()),
        alliance_id=alliance_id,
        name=command.name,
        email=None,
        grants=(await _grant(command.grant, uow=uow, clock=clock),),
        at=now,
    )
    uow.people.save(person)
    await uow.log_in_keys.put(LogInKeyKind.OIDC, command.account, person.id, issuer=issuer, at=now)
    return person


async def give_grant(
    command: NewGrant, *, to: PersonId, actor: Actor, uow: AccountUnitOfWork, clock: Clock
) -> Person:
    """Give a person a role; NotFound if there is no such person."""
    POLICY.require_somewhere(actor, Deed.MANAGE_ACCESS)
    person = await uow.people.get(to)
    person.give(await _grant(command, uow=uow, clock=clock), at=clock.now())
    uow.people.save(person)
    return person


class GrantUnitOfWork(AccountUnitOfWork, DeskUnitOfWork, Protocol):
    """One transaction in which a role, and the work of who had it, change together."""


async def take_grant(
    grant_id: GrantId,
    *,
    of: PersonId,
    actor: Actor,
    uow: GrantUnitOfWork,
    clock: Clock,
    work_to_desk: bool = False,
) -> Person:
    """End a role at once; nobody takes an administrator's role from themselves.

    So an alliance can't be left without an administrator by mistake. RuleViolation when it is the
    last role of somebody who holds work; with `work_to_desk` that goes to its desk.
    """
    POLICY.require_somewhere(actor, Deed.MANAGE_ACCESS)
    person = await uow.people.get(of)
    mine = person.id == actor.person_id
    if mine and any(g.id == grant_id and g.role is Role.ADMINISTRATOR for g in person.grants):
        raise RuleViolation("grant.own-administrator")
    now = clock.now()
    person.take_away(grant_id, at=now)
    if not person.grants_on(dutch_date(now)):
        await _free_of_work(of, uow=uow, at=now, may_go=work_to_desk)
    uow.people.save(person)
    return person


async def _free_of_work(of: PersonId, *, uow: GrantUnitOfWork, at: datetime, may_go: bool) -> None:
    """Have the desks hold what somebody held who may do nothing any more."""
    leaver = Holder(HolderKind.PERSON, of)
    held = await uow.holdings.of(leaver)
    if held and not may_go:
        raise RuleViolation("grant.holds-work")
    for items, item in held:
        item.reassign(desk_of(item), at=at)
        items.save(item)


async def _grant(command: NewGrant, *, uow: AccountUnitOfWork, clock: Clock) -> Grant:
    if command.role not in ROLES_BY_HAND:
        raise InvalidInput(FieldError("role", "grant.role"))
    if command.school_id is not None and await uow.schools.find(command.school_id) is None:
        raise InvalidInput(FieldError("school_id", "school.unknown"))
    if command.unit_id is not None and await uow.units.find(command.unit_id) is None:
        raise InvalidInput(FieldError("unit_id", "unit.unknown"))
    return Grant(
        id=GrantId(new_id()),
        role=command.role,
        unit_id=command.unit_id,
        school_id=command.school_id,
        since=dutch_date(clock.now()),
    )
