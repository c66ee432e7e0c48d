"""Use cases: a person gets a second account of an organisation to log in with, or loses one.

An account is tied by who proves to have it, or by an administrator; never because two say the
same name or e-mail address.
"""

from samenspel_intake.application.account_ports import AccountUnitOfWork
from samenspel_intake.domain.log_in import LogInKeyKind
from samenspel_intake.domain.organisation_account import issuer_of
from samenspel_intake.domain.policies import POLICY, Deed
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound, RuleViolation
from samenspel_kernel.ids import PersonId

MOST_ACCOUNTS = 10


async def link_account(code: str, *, to: PersonId, uow: AccountUnitOfWork, clock: Clock) -> None:
    """Let an account (`issuer:subject`) lead to a person too; that it may, the caller decides.

    KeyTaken if it is somebody else's; NotFound if there is no such person.
    """
    issuer = issuer_of(code)
    person = await uow.people.find_alone(to)
    if person is None:
        raise NotFound
    if len(await uow.log_in_keys.accounts_of(to)) >= MOST_ACCOUNTS:
        raise RuleViolation("account.too-many")
    await uow.log_in_keys.put(LogInKeyKind.OIDC, code, to, issuer=issuer, at=clock.now())


async def link_for_another(
    code: str, *, to: PersonId, actor: Actor, uow: AccountUnitOfWork, clock: Clock
) -> None:
    """Do so as an administrator."""
    POLICY.require_somewhere(actor, Deed.MANAGE_ACCESS)
    await link_account(code, to=to, uow=uow, clock=clock)


async def unlink_own(key: str, *, actor: Actor, uow: AccountUnitOfWork, clock: Clock) -> None:
    """Let one of the actor's own accounts lead nowhere; RuleViolation for the only one."""
    accounts = await uow.log_in_keys.accounts_of(actor.person_id)
    if [account.key for account in accounts] == [key]:
        raise RuleViolation("account.last")
    await _unlink(key, of=actor.person_id, uow=uow, clock=clock)


async def unlink_for_another(
    key: str, *, of: PersonId, actor: Actor, uow: AccountUnitOfWork, clock: Clock
) -> None:
    """Let an account of a person lead nowhere, as an administrator; also the only one."""
    POLICY.require_somewhere(actor, Deed.MANAGE_ACCESS)
    await _unlink(key, of=of, uow=uow, clock=clock)


async def _unlink(key: str, *, of: PersonId, uow: AccountUnitOfWork, clock: Clock) -> None:
    """Do so; its sessions end, and so do the roles that it brought. NotFound if it is not of it."""
    person, now = await uow.people.find_alone(of), clock.now()
    if person is None or not await uow.log_in_keys.remove_account(key, of):
        raise NotFound
    for grant in person.grants_on(dutch_date(now)):
        if grant.account_key == key:
            person.take_away(grant.id, at=now)
    if ended := await uow.log_ins.end_by_account(key, of, at=now):
        person.end_sessions(*ended, at=now)
    uow.people.save(person)
