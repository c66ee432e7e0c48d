"""One log-in: who it is and by which grant, never what that grant allows."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from samenspel_kernel.ids import AllianceId, GrantId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as its browser holds it; names are for screens only.

    `id` is the browser's secret, of at least 192 random bits: only its hash is ever stored or
    told. It ends at `ends_at`, or when every session does. What the grant allows is looked up at
    each request, so that it can be taken away at once.
    """

    id: str = field(repr=False)
    person_id: PersonId
    alliance_id: AllianceId
    grant_id: GrantId
    began_at: datetime
    ends_at: datetime | None = None
    name: str = field(default="", repr=False)
    alliance_name: str = ""

    @property
    def hash(self) -> str:
        """SHA-256 of the id, in hexadecimal."""
        return hash_of(self.id)


def hash_of(session_id: str) -> str:
    """Give the hash by which a session is known everywhere but in its browser."""
    return sha256(session_id.encode()).hexdigest()
