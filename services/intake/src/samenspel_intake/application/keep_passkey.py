"""Use cases: a person keeps a passkey, removes one, and gets in with one.

What the device signed was checked before.
"""

from base64 import urlsafe_b64encode
from dataclasses import dataclass

from samenspel_intake.application.passwordless_ports import PasswordlessUnitOfWork
from samenspel_intake.application.start_session import start_session
from samenspel_intake.domain.invitation import INVITED_ROLES
from samenspel_intake.domain.log_in import LogInKeyKind, LogInMethod
from samenspel_intake.domain.passkey import LONGEST_LABEL, MOST, Passkey, PasskeyId
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.errors import FieldError, Forbidden, InvalidInput, NotFound, RuleViolation
from samenspel_kernel.ids import new_id
from samenspel_kernel.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPasskey:
    """The public half, and what its owner calls it."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    label: str


async def keep_passkey(
    command: KeepPasskey, *, actor: Actor, uow: PasswordlessUnitOfWork, clock: Clock
) -> Passkey:
    """Let the actor's passkey lead to the actor; staff has an account elsewhere, and no passkey."""
    require_invited(actor)
    if not 0 < len(command.label) <= LONGEST_LABEL or not command.label.isprintable():
        raise InvalidInput(FieldError("label", "passkey.label"))
    if len(await uow.passkeys.of(actor.person_id)) >= MOST:
        raise RuleViolation("passkey.too-many")
    passkey = Passkey(
        id=PasskeyId(new_id()),
        alliance_id=actor.alliance_id,
        person_id=actor.person_id,
        credential_id=command.credential_id,
        public_key=command.public_key,
        sign_count=command.sign_count,
        label=command.label,
        added_at=clock.now(),
    )
    await uow.passkeys.add(passkey)
    key = key_of(passkey.credential_id)
    await uow.log_in_keys.put(LogInKeyKind.PASSKEY, key, passkey.person_id)
    return passkey


async def remove_passkey(id_: PasskeyId, *, actor: Actor, uow: PasswordlessUnitOfWork) -> None:
    """Let one of the actor's passkeys lead nowhere; NotFound if it is not the actor's."""
    for passkey in await uow.passkeys.of(actor.person_id):
        if passkey.id == id_:
            await uow.passkeys.remove(passkey)
            key = key_of(passkey.credential_id)
            await uow.log_in_keys.remove(LogInKeyKind.PASSKEY, key, passkey.person_id)
            return
    raise NotFound


async def enter_with_passkey(
    passkey: Passkey, sign_count: int, *, uow: PasswordlessUnitOfWork, clock: Clock
) -> Session:
    """Start the session of the passkey's owner."""
    passkey.sign_count, passkey.used_at = sign_count, clock.now()
    await uow.passkeys.note_use(passkey)
    person = await uow.people.get(passkey.person_id)
    return await start_session(person, method=LogInMethod.PASSKEY, uow=uow, clock=clock)


def require_invited(actor: Actor) -> None:
    """Forbidden to who logs in with the account of an organisation."""
    if actor.role not in INVITED_ROLES:
        raise Forbidden


def key_of(credential_id: bytes) -> str:
    """Give the form in which a passkey is looked up."""
    return urlsafe_b64encode(credential_id).decode()
