"""A message: one mailing to one contact, with every attempt to deliver it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from samenspel_kernel.aggregate import Aggregate
from samenspel_kernel.errors import RuleViolation
from samenspel_notifications.domain.contact import Contact
from samenspel_notifications.domain.mailing import Audience, Mailing

LADDER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
"""How long to wait after the first, second, ... failed attempt; after the last, it is given up."""


class State(StrEnum):
    """Where a message stands."""

    WAITING_FOR_ADDRESS = "waiting-for-address"
    TO_PRINT = "to-print"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    TEMPORARY_FAILURE = "temporary-failure"
    PERMANENT_FAILURE = "permanent-failure"
    STOPPED = "stopped"


DUE = frozenset({State.QUEUED, State.SENDING, State.TEMPORARY_FAILURE})
"""The states in which a message stands in the delivery queue."""


class Result(StrEnum):
    """What became of one attempt.

    `interrupted`: the sender stopped before it could note the answer; the mail may have gone.
    """

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The mail server's answer: the result and its code (None if it never answered)."""

    result: Result
    smtp_code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt, numbered from 1; `outcome` is None while it is under way."""

    number: int
    at: datetime
    outcome: Outcome | None = None


def message_id_of(mailing_id: UUID, contact_id: UUID) -> UUID:
    """Give the one message of a mailing to a contact."""
    return uuid5(mailing_id, contact_id.hex)


@dataclass(eq=False, kw_only=True)
class Message(Aggregate[UUID]):
    """Guards that a contact gets a mailing once, and that a failure is tried again or shown.

    `due_at` is set exactly in the states of DUE; `failures` counts since it was last queued.
    """

    mailing_id: UUID
    contact_id: UUID
    audience: Audience
    created_at: datetime
    state: State = State.WAITING_FOR_ADDRESS
    due_at: datetime | None = None
    sent_at: datetime | None = None
    failures: int = 0
    attempts: list[Attempt] = field(default_factory=list)

    @classmethod
    def to(
        cls, contact: Contact, mailing: Mailing, audience: Audience, *, at: datetime
    ) -> "Message":
        """Write to a contact: queued at once, or to be printed; without an address, waiting."""
        message = cls(
            id=message_id_of(mailing.id, contact.id),
            alliance_id=mailing.alliance_id,
            unit_id=mailing.unit_id,
            mailing_id=mailing.id,
            contact_id=contact.id,
            audience=audience,
            created_at=at,
        )
        if contact.gets_paper:
            message._rest(State.TO_PRINT)
        elif contact.email is not None:
            message._queue(at)
        return message

    def follow(
        self, contact: Contact, mailing: Mailing, *, at: datetime, address_is_new: bool
    ) -> bool:
        """Adapt to what is now known of the contact; tells whether that changes anything.

        What was sent, or is being sent, stays. An address that comes too late (30 days) releases
        nothing: old news only confuses.
        """
        if self.state in (State.SENT, State.SENDING):
            return False
        before = self.state, self.due_at
        if mailing.audience_of(contact) is None or not mailing.is_of_use(at):
            self._rest(State.STOPPED)
        elif contact.gets_paper:
            self._rest(State.TO_PRINT)
        elif contact.email is None:
            if self.state is not State.PERMANENT_FAILURE:
                self._rest(State.WAITING_FOR_ADDRESS)
        elif self._is_released_by(address_is_new) and mailing.still_goes_to_new_contacts(at):
            self._queue(at)
        return before != (self.state, self.due_at)

    def begin(self, *, at: datetime) -> None:
        """Start an attempt; an earlier one that was interrupted must be recorded first."""
        if self.state not in (State.QUEUED, State.TEMPORARY_FAILURE):
            raise RuleViolation("message.not-due")
        self.state = State.SENDING
        self.attempts.append(Attempt(number=len(self.attempts) + 1, at=at))

    def record(self, outcome: Outcome, *, at: datetime) -> None:
        """Note what became of the attempt that is under way.

        An interruption counts as a failure, so that a message that ends its sender doesn't do so
        for ever.
        """
        if self.state is not State.SENDING:
            raise RuleViolation("message.not-being-sent")
        self._close_attempt(outcome)
        match outcome.result:
            case Result.ACCEPTED:
                self._rest(State.SENT)
                self.sent_at = at
            case Result.PERMANENT:
                self._rest(State.PERMANENT_FAILURE)
            case Result.TEMPORARY | Result.INTERRUPTED:
                self._try_later(at)

    def posted(self, *, at: datetime) -> None:
        """Note that its letter was printed and went by post; once more does nothing."""
        if self.state is State.SENT:
            return
        if self.state is not State.TO_PRINT:
            raise RuleViolation("message.not-to-print")
        self._rest(State.SENT)
        self.sent_at = at

    def _is_released_by(self, address_is_new: bool) -> bool:
        match self.state:
            case State.WAITING_FOR_ADDRESS | State.TO_PRINT | State.STOPPED:
                return True
            case State.PERMANENT_FAILURE | State.TEMPORARY_FAILURE:
                return address_is_new
            case _:
                return False

    def _queue(self, at: datetime) -> None:
        self.state, self.due_at, self.failures = State.QUEUED, at, 0

    def _rest(self, state: State) -> None:
        self.state, self.due_at = state, None

    def _try_later(self, at: datetime) -> None:
        self.failures += 1
        if self.failures > len(LADDER):
            self._rest(State.PERMANENT_FAILURE)
            return
        self.state = State.TEMPORARY_FAILURE
        self.due_at = at + LADDER[self.failures - 1]

    def _close_attempt(self, outcome: Outcome) -> None:
        self.attempts[-1] = replace(self.attempts[-1], outcome=outcome)
