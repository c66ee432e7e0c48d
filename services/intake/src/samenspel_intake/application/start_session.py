"""Use cases: a session starts, whatever proved who it is, and goes on in another role."""

import secrets
from datetime import datetime

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.log_in import AccountProof, LogIn, LogInKeyKind, LogInMethod, Proof
from samenspel_intake.domain.person import Person
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import GrantId, PersonId
from samenspel_kernel.session import Session

SECRET_BYTES = 32


async def start_session(
    person: Person,
    *,
    method: LogInMethod,
    uow: IntakeUnitOfWork,
    clock: Clock,
    grant_id: GrantId | None = None,
    account: AccountProof | None = None,
) -> Session:
    """Log a person in by a grant, the first if none is named; always with a new secret.

    RuleViolation if no grant is in force that this proof admits.
    """
    now = clock.now()
    proof = Proof(method=method, account=account)
    grant = person.grant_on(dutch_date(now), proof, grant_id)
    return await _begin(person, grant, proof=proof, began_at=now, uow=uow)


async def switch_role(
    session: Session, grant_id: GrantId, *, uow: IntakeUnitOfWork, clock: Clock
) -> Session:
    """Go on by another grant, with a new secret; it lasts no longer than the old one would.

    NotFound if the session is not known, RuleViolation if no such grant is in force, or
    if what proved who it is does not admit it.
    """
    now = clock.now()
    person = await uow.people.find_alone(session.person_id)
    if person is None:
        raise NotFound
    known = await uow.log_ins.get(session.hash)
    grant = person.grant_on(dutch_date(now), known.proof, grant_id)
    await uow.log_ins.end(session.hash, of=person.id, at=now)
    person.end_sessions(session.hash, at=now)
    uow.people.save(person)
    return await _begin(person, grant, proof=known.proof, began_at=session.began_at, uow=uow)


async def go_on_elsewhere(
    known: LogIn,
    person_id: PersonId,
    grant_id: GrantId,
    *,
    uow: IntakeUnitOfWork,
    clock: Clock,
) -> Session:
    """Go on in another alliance, as whom the same account leads to there.

    The caller ends the first session. NotFound if the account leads to nobody here, or to
    somebody else; RuleViolation as for `switch_role`.
    """
    account = known.proof.account
    if account is None:
        raise NotFound
    homes = await uow.log_in_keys.led_to(account.key, LogInKeyKind.OIDC)
    person = await uow.people.find(person_id)
    if person is None or (person.alliance_id, person.id) not in homes:
        raise NotFound
    grant = person.grant_on(dutch_date(clock.now()), known.proof, grant_id)
    return await _begin(person, grant, proof=known.proof, began_at=known.began_at, uow=uow)


async def _begin(
    person: Person,
    grant: Grant,
    *,
    proof: Proof,
    began_at: datetime,
    uow: IntakeUnitOfWork,
) -> Session:
    alliance = await uow.alliances.find(person.alliance_id)
    session = Session(
        id=secrets.token_urlsafe(SECRET_BYTES),
        person_id=person.id,
        alliance_id=person.alliance_id,
        grant_id=grant.id,
        began_at=began_at,
        ends_at=began_at + proof.method.lasts if proof.method.lasts else None,
        name=person.name,
        alliance_name=alliance.name if alliance else "",
    )
    await uow.log_ins.add(
        LogIn(
            session_hash=session.hash,
            person_id=person.id,
            alliance_id=person.alliance_id,
            grant_id=grant.id,
            proof=proof,
            began_at=began_at,
        )
    )
    return session
