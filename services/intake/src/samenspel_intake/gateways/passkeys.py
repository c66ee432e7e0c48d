"""Asks browsers for passkeys, and checks what they sign (Web Authentication Level 3)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from samenspel_intake.domain.passkey import Passkey
from samenspel_kernel.ids import PersonId

NAME = "Samenspel"


class PasskeyRefused(Exception):
    """What the browser sent is not a passkey's answer to our challenge."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the browser's script needs (JSON), and the challenge in it."""

    options: str
    challenge: bytes


@dataclass(frozen=True, slots=True)
class NewKey:
    """The public half of a passkey that was made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


class RelyingParty:
    """This installation, as browsers know it by its address.

    A passkey belongs to the address's host, and is asked for by no other site. The device always
    checks its owner (finger, face, PIN).
    """

    def __init__(self, public_url: str) -> None:
        parts = urlsplit(public_url)
        self._id = parts.hostname or ""
        self._origin = f"{parts.scheme}://{parts.netloc}"

    def ask_new(self, person_id: PersonId, name: str, known: list[bytes]) -> Asked:
        """Ask to make a passkey that is found without a name, on a device that has none yet."""
        options = generate_registration_options(
            rp_id=self._id,
            rp_name=NAME,
            user_id=person_id.bytes,
            user_name=name,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=id_) for id_ in known],
        )
        return Asked(options_to_json(options), options.challenge)

    def ask_any(self) -> Asked:
        """Ask for whatever passkey the device has for us."""
        options = generate_authentication_options(
            rp_id=self._id, user_verification=UserVerificationRequirement.REQUIRED
        )
        return Asked(options_to_json(options), options.challenge)

    def new_key(self, credential: str, challenge: bytes) -> NewKey:
        """Check a passkey that was made; PasskeyRefused if it is none of ours."""
        try:
            made = verify_registration_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._id,
                expected_origin=self._origin,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError) as why:
            raise PasskeyRefused from why
        return NewKey(made.credential_id, made.credential_public_key, made.sign_count)

    def used_count(self, credential: str, challenge: bytes, passkey: Passkey) -> int:
        """Check what a passkey signed; gives its new count. PasskeyRefused if it is not right."""
        try:
            used = verify_authentication_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._id,
                expected_origin=self._origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError) as why:
            raise PasskeyRefused from why
        return used.new_sign_count


def credential_id_of(credential: str) -> bytes:
    """Give which passkey says to have signed; PasskeyRefused if it is no answer at all."""
    try:
        return parse_authentication_credential_json(credential).raw_id
    except (WebAuthnException, ValueError) as why:
        raise PasskeyRefused from why
