"""How a person got in, and by what a person is found before the alliance is known."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from samenspel_kernel.ids import AllianceId, GrantId, PersonId


class LogInMethod(StrEnum):
    """What proved who it is.

    An account of the organisation, a code by mail, a passkey, or a QR code shown by an adult;
    `demo` is choosing somebody, in a demonstration alone.
    """

    OIDC = "oidc"
    CODE = "code"
    PASSKEY = "passkey"
    QR = "qr"
    DEMO = "demo"


class LogInKeyKind(StrEnum):
    """By what somebody who logs in is found: each kind has values of its own."""

    OIDC = "oidc"
    EMAIL = "email"
    INVITATION = "invitation"
    PASSKEY = "passkey"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """One session as we keep it: not its secret, but the secret's hash."""

    session_hash: str
    person_id: PersonId
    alliance_id: AllianceId
    grant_id: GrantId
    method: LogInMethod
    began_at: datetime
    ended_at: datetime | None = None
