"""Use cases: somebody whom an organisation vouches for is known, and comes in by a role."""

from dataclasses import dataclass

from samenspel_intake.application.account_ports import AccountUnitOfWork
from samenspel_intake.application.find_entrances import Entrance
from samenspel_intake.application.ports import LogInKeys
from samenspel_intake.application.start_session import start_session
from samenspel_intake.domain.account_grants import DueGrant, follow_account, grants_of
from samenspel_intake.domain.log_in import AccountProof, LogInKeyKind, LogInMethod, Proof
from samenspel_intake.domain.organisation_account import OrganisationAccount
from samenspel_intake.domain.person import Person
from samenspel_kernel.actor import Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.ids import AllianceId, GrantId, PersonId, new_id
from samenspel_kernel.session import Session

NAMELESS = "Collega"
"""For screens, where the organisation tells no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Who an account is in one alliance.

    `roles` are those that it may act in now, `too_weak` those for which it must log in again, with
    two factors.
    """

    alliance_id: AllianceId
    person_id: PersonId
    roles: tuple[GrantId, ...]
    too_weak: tuple[GrantId, ...]


async def recognise(
    account: OrganisationAccount, entrance: Entrance, *, uow: AccountUnitOfWork, clock: Clock
) -> Home | None:
    """Bring the roles of whom the account is up to date; None if it is nobody here.

    Who is at a school of the alliance is a teacher there; more than that an administrator gives,
    to the person or by a rule. KeyTaken if the account became somebody's at this very moment.
    """
    now, key = clock.now(), uow.log_in_keys.digest(LogInKeyKind.OIDC, account.code)
    due = {rule.grant for rule in await uow.claim_rules.all() if rule.matches(account)}
    due |= {DueGrant(Role.TEACHER, school_id=id_) for id_ in entrance.school_ids}
    person = await uow.people.find_alone(entrance.person_id) if entrance.person_id else None
    if person is not None:
        follow_account(person, account, key, due, entrance.school_ids, at=now)
    elif due:
        person = Person.register(
            PersonId(new_id()),
            alliance_id=entrance.alliance_id,
            name=account.name or NAMELESS,
            email=None,
            grants=grants_of(due, account, key, now),
            at=now,
        )
    if person is None:
        return None
    uow.people.save(person)
    await uow.log_in_keys.put(
        LogInKeyKind.OIDC, account.code, person.id, issuer=account.issuer, at=now
    )
    proof = Proof(method=LogInMethod.OIDC, account=proof_of(account, uow.log_in_keys))
    held = person.grants_on(dutch_date(now))
    return Home(
        alliance_id=person.alliance_id,
        person_id=person.id,
        roles=tuple(grant.id for grant in held if proof.admits(grant.role)),
        too_weak=tuple(grant.id for grant in held if proof.is_too_weak_for(grant.role)),
    )


async def enter(
    account: OrganisationAccount,
    person_id: PersonId,
    grant_id: GrantId | None,
    *,
    uow: AccountUnitOfWork,
    clock: Clock,
) -> Session:
    """Start a session by a role, the first if none is named; RuleViolation as `start_session`."""
    return await start_session(
        await uow.people.get(person_id),
        method=LogInMethod.OIDC,
        uow=uow,
        clock=clock,
        grant_id=grant_id,
        account=proof_of(account, uow.log_in_keys),
    )


def proof_of(account: OrganisationAccount, keys: LogInKeys) -> AccountProof:
    """Give what is kept of an account with the session that it begins: hashes."""
    session = f"{account.issuer}:{account.session}"
    return AccountProof(
        issuer=account.issuer,
        key=keys.digest(LogInKeyKind.OIDC, account.code),
        provider_session=keys.digest(LogInKeyKind.OIDC_SESSION, session)
        if account.session
        else None,
        is_strong=account.is_strong,
    )
