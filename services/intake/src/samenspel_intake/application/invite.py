"""Use cases: someone is invited to take part for children, once more, or not any more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel_intake.application.passwordless_ports import PasswordlessUnitOfWork
from samenspel_intake.domain.contact import Contact, ContactDetails, ContactId
from samenspel_intake.domain.invitation import LIFETIME, Invitation, InvitationId, hash_of
from samenspel_intake.domain.limits import INVITATIONS_BY_A_PERSON
from samenspel_intake.domain.policies import Deed, Subject, require
from samenspel_intake.domain.pupil import Pupil
from samenspel_kernel.actor import Actor, Role
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import PupilId, UnitId, new_id

SecretOf = Callable[[UUID], bytes]
"""Gives the secret that the letter about an invitation will carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """Who is asked, in what role, for which children; several are of one household."""

    pupil_ids: frozenset[PupilId]
    role: Role
    details: ContactDetails


async def invite(
    command: Invite,
    *,
    actor: Actor,
    uow: PasswordlessUnitOfWork,
    clock: Clock,
    secret_of: SecretOf,
) -> Invitation:
    """Have the letter sent; only its secret's hash is kept."""
    now = clock.now()
    pupils = [await uow.pupils.get(id_) for id_ in sorted(command.pupil_ids)]
    for pupil in pupils:
        require(actor, Deed.INVITE, Subject.of(pupil))
    wrong = command.details.wrong()
    if not command.details.email:
        wrong.append(FieldError("email", "email.missing"))
    if wrong:
        raise InvalidInput(*wrong)
    await _refuse_strangers(pupils, uow)
    await _refuse_too_many(actor, uow, clock)
    contact = Contact.of_person(
        ContactId(new_id()),
        command.details,
        alliance_id=actor.alliance_id,
        unit_id=_unit_of(pupils),
        at=now,
    )
    invitation = _new(contact, command.role, frozenset(command.pupil_ids), actor, now, secret_of)
    invitation.check()
    _send(invitation, contact, uow, now)
    return invitation


async def invite_again(
    id_: InvitationId,
    *,
    actor: Actor,
    uow: PasswordlessUnitOfWork,
    clock: Clock,
    secret_of: SecretOf,
) -> Invitation:
    """Have a new letter sent to the same person; that of before is of no use any more.

    RuleViolation if it was accepted or withdrawn.
    """
    now = clock.now()
    earlier = await uow.invitations.get(id_)
    for pupil_id in sorted(earlier.pupil_ids):
        require(actor, Deed.INVITE, Subject.of(await uow.pupils.get(pupil_id)))
    await _refuse_too_many(actor, uow, clock)
    earlier.make_way(at=now)
    contact = await uow.contacts.get(earlier.contact_id)
    invitation = _new(contact, earlier.role, earlier.pupil_ids, actor, now, secret_of)
    uow.invitations.save(earlier)
    _send(invitation, contact, uow, now)
    return invitation


async def withdraw_invitation(
    id_: InvitationId, *, actor: Actor, uow: PasswordlessUnitOfWork, clock: Clock
) -> Invitation:
    """Make its link of no use; RuleViolation if it was accepted already."""
    invitation = await uow.invitations.get(id_)
    for pupil_id in sorted(invitation.pupil_ids):
        require(actor, Deed.INVITE, Subject.of(await uow.pupils.get(pupil_id)))
    invitation.withdraw(at=clock.now())
    uow.invitations.save(invitation)
    return invitation


def _new(
    contact: Contact,
    role: Role,
    pupil_ids: frozenset[UUID],
    actor: Actor,
    now: datetime,
    secret_of: SecretOf,
) -> Invitation:
    id_ = InvitationId(new_id())
    return Invitation(
        id=id_,
        alliance_id=actor.alliance_id,
        unit_id=contact.unit_id,
        role=role,
        pupil_ids=pupil_ids,
        contact_id=contact.id,
        invited_by=actor.person_id,
        inviter_name=actor.name,
        secret_hash=hash_of(secret_of(id_)),
        expires_at=now + LIFETIME,
    )


def _send(
    invitation: Invitation, contact: Contact, uow: PasswordlessUnitOfWork, now: datetime
) -> None:
    contact.invite(invitation.id, expires_at=invitation.expires_at, at=now)
    uow.contacts.save(contact)
    uow.invitations.save(invitation)


async def _refuse_strangers(pupils: list[Pupil], uow: PasswordlessUnitOfWork) -> None:
    """One letter is for the children of one household: those whose parents share an address."""
    if len(pupils) > 1:
        household = await uow.invitations.household_of(pupils[0].id)
        if not household.issuperset(pupil.id for pupil in pupils):
            raise InvalidInput(FieldError("pupil_ids", "invitation.pupils"))


async def _refuse_too_many(actor: Actor, uow: PasswordlessUnitOfWork, clock: Clock) -> None:
    limit = INVITATIONS_BY_A_PERSON
    count = await uow.tries.count(
        limit.what, actor.person_id.bytes, at=clock.now(), window=limit.window
    )
    if count > limit.most:
        raise RuleViolation("invitation.too-many")


def _unit_of(pupils: list[Pupil]) -> UnitId | None:
    return next((pupil.unit_id for pupil in pupils if pupil.unit_id), None)
