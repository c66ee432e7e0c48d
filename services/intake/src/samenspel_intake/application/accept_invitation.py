"""Use case: who has the letter takes part."""

from dataclasses import dataclass

from samenspel_intake.application.passwordless_ports import PasswordlessUnitOfWork
from samenspel_intake.application.start_session import start_session
from samenspel_intake.domain.contact import Contact
from samenspel_intake.domain.grant import Grant
from samenspel_intake.domain.invitation import Invitation, InvitationId
from samenspel_intake.domain.log_in import LogInKeyKind, LogInMethod
from samenspel_intake.domain.person import Person
from samenspel_kernel.clock import Clock, dutch_date
from samenspel_kernel.errors import NotFound
from samenspel_kernel.ids import AllianceId, GrantId, PersonId, new_id
from samenspel_kernel.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitation:
    """What the link of the letter carries."""

    invitation_id: InvitationId
    secret: bytes


async def open_invitation(
    command: OpenInvitation, *, uow: PasswordlessUnitOfWork, clock: Clock
) -> Invitation:
    """Give the invitation to read.

    NotFound if the link is not of a letter of ours; RuleViolation if it is over, and why.
    """
    invitation = await uow.invitations.find(command.invitation_id)
    if invitation is None or not invitation.is_opened_by(command.secret):
        raise NotFound
    invitation.refuse_if_closed(clock.now())
    return invitation


async def accept_invitation(
    command: OpenInvitation, *, uow: PasswordlessUnitOfWork, clock: Clock
) -> Session:
    """Let the reader of the letter in, once.

    Who has that address already, as a person that came by invitation, gets one more role.
    """
    invitation = await open_invitation(command, uow=uow, clock=clock)
    now = clock.now()
    contact = await uow.contacts.get(invitation.contact_id)
    grant = Grant(
        id=GrantId(new_id()),
        role=invitation.role,
        since=dutch_date(now),
        pupil_ids=invitation.pupil_ids,
    )
    person = await _known(contact, uow)
    if person is None:
        person = _new(contact, grant, clock)
    else:
        person.give(grant, at=now)
    invitation.accept(person.id, at=now)
    uow.people.save(person)
    uow.invitations.save(invitation)
    await uow.log_in_keys.put(LogInKeyKind.EMAIL, _address(contact), person.id)
    return await start_session(
        person, method=LogInMethod.CODE, uow=uow, clock=clock, grant_id=_as(grant, person).id
    )


async def _known(contact: Contact, uow: PasswordlessUnitOfWork) -> Person | None:
    for alliance_id, person_id in await uow.log_in_keys.find(LogInKeyKind.EMAIL, _address(contact)):
        if alliance_id == contact.alliance_id and await uow.invitations.contact_of(person_id):
            return await uow.people.find(person_id)
    return None


def _new(contact: Contact, grant: Grant, clock: Clock) -> Person:
    return Person.register(
        PersonId(new_id()),
        alliance_id=AllianceId(contact.alliance_id),
        name=contact.details.name,
        email=contact.details.email,
        grants=(grant,),
        at=clock.now(),
    )


def _as(grant: Grant, person: Person) -> Grant:
    """Give the person's own grant for this; it may have had the same before."""
    same = [g for g in person.grants_on(grant.since) if g.role is grant.role]
    return next(g for g in same if g.pupil_ids == grant.pupil_ids)


def _address(contact: Contact) -> str:
    return contact.details.email or ""
