"""Use cases: an adult shows a child the way in, and the child comes in."""

from dataclasses import dataclass
from uuid import UUID

from samenspel_intake.application.passwordless_ports import PasswordlessUnitOfWork
from samenspel_intake.application.start_session import start_session
from samenspel_intake.domain.child_ticket import (
    LIFETIME,
    ChildTicket,
    ChildTicketId,
    child_person_id,
)
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.invitation import hash_of
from samenspel_intake.domain.log_in import LogInMethod
from samenspel_intake.domain.person import Person
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import GrantId, PupilId, new_id
from samenspel_kernel.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class LetChildIn:
    """Which child, and the secret that the adult's screen shows (256 random bits)."""

    pupil_id: PupilId
    secret: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterAsChild:
    """What the child's device read."""

    ticket_id: UUID
    secret: bytes


async def let_child_in(
    command: LetChildIn, *, actor: Actor, uow: PasswordlessUnitOfWork, clock: Clock
) -> ChildTicket:
    """Make a ticket, for an adult who is related to the child."""
    now = clock.now()
    pupil = await uow.pupils.get(command.pupil_id)
    require(actor, Deed.LET_CHILD_IN, Subject.of(pupil))
    await _known_as_person(pupil, uow, clock)
    ticket = ChildTicket(
        id=ChildTicketId(new_id()),
        alliance_id=actor.alliance_id,
        pupil_id=pupil.id,
        shown_by=actor.person_id,
        secret_hash=hash_of(command.secret),
        expires_at=now + LIFETIME,
    )
    await uow.child_tickets.add(ticket)
    return ticket


async def enter_as_child(
    command: EnterAsChild, *, uow: PasswordlessUnitOfWork, clock: Clock
) -> Session:
    """Start the child's session, which ends after an hour.

    NotFound if the link is none of ours; RuleViolation if it was used or is too old.
    """
    ticket = await open_ticket(command, uow=uow)
    ticket.use(at=clock.now())
    await uow.child_tickets.note_used(ticket)
    child = await uow.people.get(child_person_id(ticket.pupil_id))
    return await start_session(child, method=LogInMethod.QR, uow=uow, clock=clock)


async def open_ticket(command: EnterAsChild, *, uow: PasswordlessUnitOfWork) -> ChildTicket:
    """Give the ticket of a link; NotFound if it is none of ours."""
    ticket = await uow.child_tickets.find(command.ticket_id)
    if ticket is None or not ticket.is_opened_by(command.secret):
        raise NotFound
    return ticket


async def _known_as_person(pupil: Pupil, uow: PasswordlessUnitOfWork, clock: Clock) -> None:
    """Enter the child as a person before it comes, so that every service knows of it by then."""
    id_ = child_person_id(pupil.id)
    if await uow.people.find(id_) is not None:
        return
    today = dutch_date(clock.now())
    grant = Grant(
        id=GrantId(new_id()), role=Role.PUPIL, since=today, pupil_ids=frozenset({pupil.id})
    )
    child = Person.register(
        id_,
        alliance_id=pupil.alliance_id,
        name=pupil.given_name,
        email=None,
        grants=(grant,),
        at=clock.now(),
    )
    uow.people.save(child)
