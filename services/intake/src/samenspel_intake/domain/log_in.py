"""How a person got in, and by what a person is found before the alliance is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from samenspel_intake.domain.invitation import INVITED_ROLES
from samenspel_kernel.actor import Role
from samenspel_kernel.ids import AllianceId, GrantId, PersonId

CHILDS_VISIT = timedelta(minutes=60)


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

    def admits(self, role: Role) -> bool:
        """Tell whether one may act in a role after this proof.

        Staff only by an account that its organisation takes away when somebody leaves.
        """
        match self:
            case LogInMethod.CODE | LogInMethod.PASSKEY:
                return role in INVITED_ROLES
            case LogInMethod.QR:
                return role is Role.PUPIL
            case LogInMethod.OIDC | LogInMethod.DEMO:
                return True

    @property
    def lasts(self) -> timedelta | None:
        """How long a session lasts that began so; None if as long as any may."""
        return CHILDS_VISIT if self is LogInMethod.QR else None


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
