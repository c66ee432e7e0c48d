"""What the use cases need of the outside; the adapters fit themselves to this."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.mailing import Audience, Mailing, Template
from samenspel_notifications.domain.message import Message, Outcome


class Contacts(Protocol):
    """The contacts of one alliance, as the register last told."""

    async def find(self, id_: UUID) -> Contact | None:
        """Give one, or None."""
        ...

    async def get(self, id_: UUID) -> Contact:
        """Give one; NotFound if there is none."""
        ...

    async def of(self, mailing: Mailing) -> Sequence[Contact]:
        """Give the contacts of the mailing's pupil and school, or the one that it is for."""
        ...

    async def put(self, contact: Contact) -> None:
        """Keep what is now known."""
        ...

    async def child_of(self, pupil_id: UUID) -> UUID:
        """Give the entry that is used for a child, which has its contacts."""
        ...


class Mailings(Protocol):
    """The mailings of one alliance."""

    async def get(self, id_: UUID) -> Mailing:
        """Give one; NotFound if there is none."""
        ...

    async def concerning(self, contact: Contact, *, since: datetime) -> Sequence[Mailing]:
        """Give the mailings to the contact, or about its pupil or school, since a moment."""
        ...

    async def silence(self, *subject_ids: UUID) -> None:
        """Have nothing told any more about these; the second time changes nothing."""
        ...

    async def silenced_messages(self) -> Sequence[UUID]:
        """Give the messages that wait though nothing is told any more about what they are of."""
        ...

    async def add(self, mailing: Mailing) -> bool:
        """Keep a new one; False if it was there already."""
        ...


class Messages(Protocol):
    """The messages of one alliance; each is locked until the transaction ends."""

    async def find(self, id_: UUID) -> Message | None:
        """Load one for change, or None."""
        ...

    async def to_contact(self, contact_id: UUID) -> Sequence[Message]:
        """Load all to a contact for change, but those that were sent."""
        ...

    def save(self, message: Message) -> None:
        """Have the whole of it written at the end of the transaction."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to deliver one message until its lease ends."""

    message_id: UUID
    alliance_id: UUID
    lease: UUID


class DeliveryQueue(Protocol):
    """When which message is due; holds no personal data, and all alliances."""

    async def put(self, message: Message, *, due_at: datetime) -> None:
        """Have a message delivered from a moment on, whatever was agreed before."""
        ...

    async def remove(self, message_id: UUID) -> None:
        """Take a message out."""
        ...

    async def is_held(self, message_id: UUID, lease: UUID) -> bool:
        """Tell whether a lease still counts, so that a late sender can't overrule a later one."""
        ...


class NotificationsUnitOfWork(Protocol):
    """One transaction with everything that a use case may touch in it."""

    @property
    def contacts(self) -> Contacts:
        """Who can be told."""
        ...

    @property
    def mailings(self) -> Mailings:
        """What is told."""
        ...

    @property
    def messages(self) -> Messages:
        """What is told to whom."""
        ...

    @property
    def queue(self) -> DeliveryQueue:
        """What is due."""
        ...

    async def match_alone(self) -> None:
        """Wait until nobody else matches mailings with contacts, until the transaction ends.

        A mailing and a contact that arrive at the same moment would otherwise miss each other.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one message must say, and to which address, in which language."""

    message_id: UUID
    alliance_id: UUID
    template: Template
    audience: Audience
    link_id: UUID
    answer_by: date | None
    expires_at: datetime | None
    to: str
    language: str
    at: datetime


class Mailer(Protocol):
    """Hands a letter to a mail server."""

    async def send(self, letter: Letter) -> Outcome:
        """Offer it once; a server that refuses or can't be reached is an outcome, no error."""
        ...


class Mailbox(Protocol):
    """Where mails are kept when there is no mail server."""

    async def put(self, letter: Letter, content: bytes) -> None:
        """Keep a complete mail; the same one a second time changes nothing."""
        ...
