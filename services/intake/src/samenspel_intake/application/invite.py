"""Use cases: someone is invited to take part for a child, and an invitation is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
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
    """Who is asked, in what role, for which children; a parent for one child."""

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
    await _refuse_too_many(actor, uow, clock)
    contact = Contact.of_person(
        ContactId(new_id()),
        command.details,
        alliance_id=actor.alliance_id,
        unit_id=_unit_of(pupils),
        at=now,
    )
    id_ = InvitationId(new_id())
    invitation = Invitation(
        id=id_,
        alliance_id=actor.alliance_id,
        unit_id=contact.unit_id,
        role=command.role,
        pupil_ids=frozenset(command.pupil_ids),
        contact_id=contact.id,
        invited_by=actor.person_id,
        inviter_name=actor.name,
        secret_hash=hash_of(secret_of(id_)),
        expires_at=now + LIFETIME,
    )
    invitation.check()
    contact.invite(invitation.id, expires_at=invitation.expires_at, at=now)
    uow.contacts.save(contact)
    uow.invitations.save(invitation)
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


async def _refuse_too_many(actor: Actor, uow: PasswordlessUnitOfWork, clock: Clock) -> None:
    limit = INVITATIONS_BY_A_PERSON
    count = await uow.tries.count(
        limit.what, actor.person_id.bytes, at=clock.now(), window=limit.window
    )
    if count > limit.most:
        raise RuleViolation("invitation.too-many")


def _unit_of(pupils: list[Pupil]) -> UnitId | None:
    return next((pupil.unit_id for pupil in pupils if pupil.unit_id), None)
