"""What is mailed to one contact alone; what lets it in follows from the ids."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel_kernel.aggregate import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactInvited(DomainEvent):
    """The contact is asked to take part."""

    contact_id: UUID
    invitation_id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAskedCode(DomainEvent):
    """The contact wants to log in."""

    contact_id: UUID
    log_in_code_id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRaisedSignal(DomainEvent):
    """The contact raised a signal, and is asked to confirm its address."""

    contact_id: UUID
    signal_id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactHasAnswer(DomainEvent):
    """There is an answer for the contact, behind a link."""

    contact_id: UUID
    answer_link_id: UUID
    expires_at: datetime
