"""How a person got in, and by what a person is found before the alliance is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from samenspel_intake.domain.invitation import INVITED_ROLES
from samenspel_intake.domain.partner_system import ROLES_OF_SYSTEMS, TOKEN_LASTS
from samenspel_kernel.actor import Role
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import AllianceId, GrantId, PersonId

CHILDS_VISIT = timedelta(minutes=60)
NEED_TWO_FACTORS = frozenset(
    {
        Role.UNIT_COORDINATOR,
        Role.COMMITTEE,
        Role.ADMINISTRATOR,
        Role.EXPERT,
        Role.ATTENDANCE_OFFICER,
        Role.FAMILY_DESK,
    }
)
"""Staff that sees many children, or says who may: a password alone does not let them in."""


class LogInMethod(StrEnum):
    """What proved who it is.

    An account of the organisation, a code by mail, a passkey, or a QR code shown by an adult; for
    a partner's `system` what it signed. `demo` is choosing somebody, in a demonstration alone.
    """

    OIDC = "oidc"
    CODE = "code"
    PASSKEY = "passkey"
    QR = "qr"
    SYSTEM = "system"
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
            case LogInMethod.SYSTEM:
                return role in ROLES_OF_SYSTEMS
            case LogInMethod.OIDC | LogInMethod.DEMO:
                return True

    @property
    def lasts(self) -> timedelta | None:
        """How long a session lasts that began so; None if as long as any may."""
        match self:
            case LogInMethod.QR:
                return CHILDS_VISIT
            case LogInMethod.SYSTEM:
                return TOKEN_LASTS
            case _:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountProof:
    """An organisation's account that proved who it is.

    `key` is the account's keyed hash, `provider_session` that of the session at the issuer, if it
    told one: by these the issuer can have a session ended. `is_strong`: two factors were asked.
    """

    issuer: str
    key: str
    provider_session: str | None = None
    is_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What proved who it is."""

    method: LogInMethod
    account: AccountProof | None = None

    def admits(self, role: Role) -> bool:
        """Tell whether one may act in a role after this proof."""
        return self.method.admits(role) and not self.is_too_weak_for(role)

    def is_too_weak_for(self, role: Role) -> bool:
        """Tell whether the same account may act so after two factors, and did not show them."""
        by_account = self.method is LogInMethod.OIDC
        is_strong = self.account is not None and self.account.is_strong
        return by_account and role in NEED_TWO_FACTORS and not is_strong


class LogInKeyKind(StrEnum):
    """By what somebody who logs in is found: each kind has values of its own.

    Nobody is found by the issuer's session; its hash is kept with ours alone.
    """

    OIDC = "oidc"
    OIDC_SESSION = "oidc-session"
    EMAIL = "email"
    INVITATION = "invitation"
    PASSKEY = "passkey"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """One session as we keep it: not its secret, but the secret's hash."""

    session_hash: str
    person_id: PersonId
    alliance_id: AllianceId
    grant_id: GrantId
    proof: Proof
    began_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkedAccount:
    """One organisation's account of a person: its keyed hash, whose it is, and since when."""

    key: str
    issuer: str
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOutOrder:
    """Which sessions an issuer wants ended: of an account, of one of its own sessions, or both.

    Only those that began until a moment: what began later is not what it speaks of.
    """

    issuer: str
    until: datetime
    account_key: str | None = None
    provider_session: str | None = None


class KeyTaken(RuleViolation):
    """What somebody would be found by leads to another person of the alliance already."""

    def __init__(self) -> None:
        super().__init__("account.known")
