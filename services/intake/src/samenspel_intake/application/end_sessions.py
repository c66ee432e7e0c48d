"""Use cases: a session ends, or all of a person do; every service hears of it."""

from samenspel_intake.application.ports import IntakeUnitOfWork
from samenspel_intake.domain.log_in import LogOutOrder
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import PersonId


async def end_session(
    session_hash: str, *, of: PersonId, uow: IntakeUnitOfWork, clock: Clock
) -> None:
    """Log a person out of one session; nothing happens if it is over or not that person's."""
    now = clock.now()
    person = await uow.people.find_alone(of)
    if person is not None and await uow.log_ins.end(session_hash, of=of, at=now):
        person.end_sessions(session_hash, at=now)
        uow.people.save(person)


async def end_at_issuer(order: LogOutOrder, *, uow: IntakeUnitOfWork, clock: Clock) -> None:
    """End the sessions of one alliance that an issuer says are over."""
    now = clock.now()
    for person_id in await uow.log_ins.named_by(order):
        person = await uow.people.find_alone(person_id)
        ended = await uow.log_ins.end_named_by(order, person_id, at=now)
        if person is not None and ended:
            person.end_sessions(*ended, at=now)
            uow.people.save(person)


async def end_all_sessions(*, of: PersonId, uow: IntakeUnitOfWork, clock: Clock) -> None:
    """Log a person out everywhere; NotFound if there is no such person."""
    now = clock.now()
    person = await uow.people.find_alone(of)
    if person is None:
        raise NotFound
    await uow.log_ins.end_all(of, at=now)
    person.end_sessions(at=now)
    uow.people.save(person)
