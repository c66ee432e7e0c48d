"""One attempt to log in with an organisation's account, from leaving for it until coming back."""

import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from samenspel_kernel.ids import GrantId, PersonId

LIFETIME = timedelta(minutes=10)
MOST_OF_A_PATH = 500
START = "/intake"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What an attempt is for beside getting in.

    `is_strong` asks for two factors, `grant_id` is the role to come in by, and `links_to` the
    person, logged in, whose account the other one will be from then on.
    """

    is_strong: bool = False
    grant_id: GrantId | None = None
    links_to: PersonId | None = None


USUAL = Purpose()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInAttempt:
    """`secret` stays in the browser that began; `state` goes to the provider and comes back.

    What the provider has to repeat or check follows from both (each 256 bits), so that a stored
    attempt, which has but their digests, is of no use to who reads it.
    """

    issuer: str
    state: str
    secret: str
    return_to: str
    expires_at: datetime
    purpose: Purpose = USUAL

    @classmethod
    def begin(
        cls, issuer: str, *, return_to: str, at: datetime, purpose: Purpose = USUAL
    ) -> "LogInAttempt":
        """Make one; a path that is not our own leads to the start."""
        return cls(
            purpose=purpose,
            issuer=issuer,
            state=secrets.token_urlsafe(32),
            secret=secrets.token_urlsafe(32),
            return_to=return_to if is_own_path(return_to) else START,
            expires_at=at + LIFETIME,
        )

    @property
    def began_at(self) -> datetime:
        """When the browser left."""
        return self.expires_at - LIFETIME

    @property
    def nonce(self) -> str:
        """What the ID token must hold (OpenID Connect Core 1.0, 3.1.2.1)."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """What proves at the token end-point that we began (RFC 7636, 4.1)."""
        return self._derived("verifier")

    @property
    def challenge(self) -> str:
        """The verifier's digest, by method S256 (RFC 7636, 4.2)."""
        return _encoded(sha256(self.verifier.encode()).digest())

    def _derived(self, purpose: str) -> str:
        text = f"{purpose}:{self.state}".encode()
        return _encoded(hmac.new(self.secret.encode(), text, sha256).digest())


def digest_of(secret: str) -> bytes:
    """Give what is stored of a state or a secret."""
    return sha256(secret.encode()).digest()


def is_own_path(path: str) -> bool:
    """Tell whether a browser that is sent there stays with us, however it reads the text.

    Browsers drop tabs and line ends, and read a backslash as a slash.
    """
    if len(path) > MOST_OF_A_PATH or not path.startswith("/") or path.startswith("//"):
        return False
    if "\\" in path or not path.isascii() or not path.isprintable() or " " in path:
        return False
    return not urlsplit(path).netloc


def _encoded(digest: bytes) -> str:
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
