"""Secrets that go out in letters: made where they are checked, and made again where they are sent.

Both follow from an id and the deployment's letter key, so that no event, queue or log holds them.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Self
from uuid import UUID

CODE_DIGITS = 6
SECRET_BYTES = 32
_LENGTH = 16 + 16 + SECRET_BYTES


class Purpose(StrEnum):
    """What a letter's secret is for; a secret for one opens nothing of another."""

    INVITATION = "invitation"
    LOG_IN_CODE = "log-in-code"
    SIGNAL = "signal"
    SIGNAL_ANSWER = "signal-answer"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a link carries: of which alliance, what it opens (an id), and the secret (256 bits)."""

    alliance_id: UUID
    id: UUID
    secret: bytes

    def __str__(self) -> str:
        """Write it for a link: 86 characters that need no escaping."""
        return urlsafe_b64encode(self.alliance_id.bytes + self.id.bytes + self.secret)[:-2].decode()

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read one; None if it is no ticket."""
        try:
            whole = urlsafe_b64decode(f"{text}==".encode("ascii"))
        except ValueError:
            return None
        if len(whole) != _LENGTH:
            return None
        return cls(UUID(bytes=whole[:16]), UUID(bytes=whole[16:32]), whole[32:])


class LetterSecrets:
    """Gives the secrets of invitations and log-in codes; the key has at least 32 characters."""

    def __init__(self, key: str) -> None:
        self._key = sha256(b"letters:" + key.encode()).digest()

    def secret(self, purpose: Purpose, id_: UUID) -> bytes:
        """Give the secret of an id for a purpose, 256 bits; who has no key can't guess it."""
        return self._mac(f"secret:{purpose}", id_.bytes)

    def code(self, id_: UUID) -> str:
        """Give the code of six digits that belongs to an id."""
        number = int.from_bytes(self._mac("code", id_.bytes)[:16])
        return str(number % 10**CODE_DIGITS).zfill(CODE_DIGITS)

    def pseudonym(self, kind: str, value: str) -> bytes:
        """Give what stands for an address where only equality counts; nobody reads it back."""
        return self._mac(f"pseudonym:{kind}", value.encode())

    def _mac(self, purpose: str, data: bytes) -> bytes:
        return hmac.digest(self._key, purpose.encode() + b"\0" + data, "sha256")
