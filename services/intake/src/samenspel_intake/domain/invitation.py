"""An invitation: someone without an account at an organisation is asked to take part for a child."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, NewType
from uuid import UUID

from samenspel_intake.domain.contact import ContactId
from samenspel_kernel.actor import Role
from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.errors import FieldError, InvalidInput, RuleViolation
from samenspel_kernel.ids import PersonId

InvitationId = NewType("InvitationId", UUID)

LIFETIME = timedelta(days=14)
INVITED_ROLES = frozenset({Role.PARENT, Role.EXPERT, Role.YOUTH_CONSULTANT})
"""Who comes by invitation; staff comes with the account of its organisation."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nobody answered yet."""

    status: ClassVar = "waiting"


@dataclass(frozen=True, slots=True)
class Accepted:
    """Someone took part, and is this person."""

    status: ClassVar = "accepted"
    person_id: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """It was taken back."""

    status: ClassVar = "withdrawn"
    at: datetime


Answer = Waiting | Accepted | Withdrawn


@dataclass(eq=False, kw_only=True)
class Invitation(Aggregate[InvitationId]):
    """Guards that one person accepts once, in time, with the secret of the letter.

    Only the secret's hash is here. `inviter_name` and `contact_id` say who asks whom.
    """

    role: Role
    pupil_ids: frozenset[UUID]
    contact_id: ContactId
    invited_by: PersonId
    inviter_name: str
    secret_hash: bytes
    expires_at: datetime
    answer: Answer = Waiting()

    def check(self) -> None:
        """InvalidInput if this is no role to be invited for, or not for a child."""
        wrong = []
        if self.role not in INVITED_ROLES:
            wrong.append(FieldError("role", "invitation.role"))
        if not self.pupil_ids:
            wrong.append(FieldError("pupil_ids", "invitation.pupils"))
        if wrong:
            raise InvalidInput(*wrong)

    def is_opened_by(self, secret: bytes) -> bool:
        """Tell whether this is the secret of the letter."""
        return hmac.compare_digest(hash_of(secret), self.secret_hash)

    def is_open(self, at: datetime) -> bool:
        """Tell whether it can still be accepted."""
        return isinstance(self.answer, Waiting) and at < self.expires_at

    def accept(self, person_id: PersonId, *, at: datetime) -> None:
        """Note who took part; RuleViolation if it was used, withdrawn, or came too late."""
        self.refuse_if_closed(at)
        self.answer = Accepted(person_id, at)

    def withdraw(self, *, at: datetime) -> None:
        """Take it back; what was accepted stays."""
        if isinstance(self.answer, Accepted):
            raise RuleViolation("invitation.used")
        self.answer = Withdrawn(at)

    def make_way(self, *, at: datetime) -> None:
        """Be of no use any more, for a new letter goes out; RuleViolation if it was answered."""
        if isinstance(self.answer, Withdrawn):
            raise RuleViolation("invitation.withdrawn")
        self.withdraw(at=at)

    def refuse_if_closed(self, at: datetime) -> None:
        """RuleViolation, saying why, if it can't be accepted any more."""
        match self.answer:
            case Accepted():
                raise RuleViolation("invitation.used")
            case Withdrawn():
                raise RuleViolation("invitation.withdrawn")
            case Waiting() if at >= self.expires_at:
                raise RuleViolation("invitation.expired")


def hash_of(secret: bytes) -> bytes:
    """Give what is kept of a secret."""
    return sha256(secret).digest()
