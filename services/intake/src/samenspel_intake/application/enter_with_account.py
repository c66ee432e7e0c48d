"""Use case: somebody whom an organisation vouches for comes in, if there is a role for them."""

from samenspel_intake.application.account_ports import AccountUnitOfWork
from samenspel_intake.application.find_entrances import Entrance
from samenspel_intake.application.start_session import start_session
from samenspel_intake.domain.account_grants import DueGrant, follow_account, grants_of
from samenspel_intake.domain.log_in import LogInKeyKind, LogInMethod
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_intake.domain.person import Person
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import PersonId, new_id
from samenspel_kernel.session import Session

NAMELESS = "Collega"
"""For screens, where the organisation tells no name."""


async def enter_with_account(
    account: OrganisationAccount, entrance: Entrance, *, uow: AccountUnitOfWork, clock: Clock
) -> Session | None:
    """Bring the person's roles up to date and start a session; None if no role is left or due.

    Who is at a school of the alliance is a teacher there; more than that an administrator gives,
    to the person or by a rule.
    """
    now = clock.now()
    due = {rule.grant for rule in await uow.claim_rules.all() if rule.matches(account)}
    due |= {DueGrant(Role.TEACHER, school_id=id_) for id_ in entrance.school_ids}
    person = await uow.people.find(entrance.person_id) if entrance.person_id else None
    if person is not None:
        follow_account(person, account, due, entrance.school_ids, at=now)
    elif due:
        person = Person.register(
            PersonId(new_id()),
            alliance_id=entrance.alliance_id,
            name=account.name or NAMELESS,
            email=None,
            grants=grants_of(due, account, now),
            at=now,
        )
    if person is None:
        return None
    uow.people.save(person)
    await uow.log_in_keys.put(LogInKeyKind.OIDC, account.code, person.id)
    if not person.grants_on(dutch_date(now)):
        return None
    return await start_session(person, method=LogInMethod.OIDC, uow=uow, clock=clock)
