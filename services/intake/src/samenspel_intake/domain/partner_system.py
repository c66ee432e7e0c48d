"""A partner's system: to the alliance it is a person, and this is how it proves to be that one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from samenspel_kernel.actor import Role
from samenspel_kernel.ids import AllianceId, PersonId

ROLES_OF_SYSTEMS = (
    Role.SCHOOL_COORDINATOR,
    Role.UNIT_COORDINATOR,
    Role.EXPERT,
    Role.COMMITTEE,
    Role.DIRECTOR,
    Role.YOUTH_CONSULTANT,
    Role.ATTENDANCE_OFFICER,
)
"""A system is nobody's parent or child, and says of nobody what they may do."""
BY_PUPIL = (Role.EXPERT, Role.YOUTH_CONSULTANT)
"""What these may see is said pupil by pupil."""
TOKEN_LASTS = timedelta(minutes=10)


@dataclass(slots=True, kw_only=True)
class PartnerSystem:
    """One system. `id` is its person's, and its client id (RFC 6749, 2.2).

    `keys` are the public halves (a JWK Set, RFC 7517) of the keys that it signs with.
    """

    id: PersonId
    alliance_id: AllianceId
    keys: Mapping[str, Any]
    registered_by: PersonId
    registered_at: datetime
    revoked_at: datetime | None = None

    @property
    def is_revoked(self) -> bool:
        """Whether it gets no tokens any more."""
        return self.revoked_at is not None

    def revoke(self, *, at: datetime) -> None:
        """Give it no tokens any more; once is enough."""
        self.revoked_at = self.revoked_at or at


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedProof:
    """A proof that must not be used again: its digest, and until when it could have been."""

    digest: bytes
    expires_at: datetime
