"""A ticket by which a child gets in once: an adult shows it, the child's device reads it."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType
from uuid import UUID, uuid5

from samenspel_intake.domain.invitation import hash_of
from samenspel_kernel.errors import RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId, PupilId

ChildTicketId = NewType("ChildTicketId", UUID)

LIFETIME = timedelta(minutes=10)
CHILDREN = UUID("0c4a5b0e-9a4f-5a51-a2f5-51d6f6a3b1d7")


@dataclass(slots=True, kw_only=True)
class ChildTicket:
    """Guards that it is used once, in time, with the secret that was shown; keeps only its hash."""

    id: ChildTicketId
    alliance_id: AllianceId
    pupil_id: PupilId
    shown_by: PersonId
    secret_hash: bytes
    expires_at: datetime
    used_at: datetime | None = None

    def is_opened_by(self, secret: bytes) -> bool:
        """Tell whether this is the secret that was shown."""
        return hmac.compare_digest(hash_of(secret), self.secret_hash)

    def use(self, *, at: datetime) -> None:
        """Let the child in; RuleViolation if somebody was let in already, or it is too late."""
        if self.used_at is not None:
            raise RuleViolation("child-ticket.used")
        if at >= self.expires_at:
            raise RuleViolation("child-ticket.expired")
        self.used_at = at


def child_person_id(pupil_id: PupilId) -> PersonId:
    """Give the person that a pupil is when it logs in itself; one for ever."""
    return PersonId(uuid5(CHILDREN, pupil_id.hex))
