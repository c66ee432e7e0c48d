"""How somebody without an account confirms who it is, and comes to the answer."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from samenspel_kernel.term import Term

SIGNAL_ANSWER = "signal-answer"
SIGNAL_UNCONFIRMED = "signal-unconfirmed"
UNCONFIRMED = "unconfirmed"
"""Why nobody was reached: the address was never confirmed."""
LINK_LIFETIME = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Whether the address is its raiser's; `until` is the term after which it is forgotten."""

    until: Term
    confirmed_at: datetime | None = None

    def confirmed(self, at: datetime) -> "Confirmation":
        """Note it, the first time."""
        return self if self.confirmed_at is not None else replace(self, confirmed_at=at)


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """A link of a mail that leads to the answer once; its secret follows from the id."""

    id: UUID
    expires_at: datetime
    used_at: datetime | None = None

    def is_open(self, at: datetime) -> bool:
        """Tell whether it still leads somewhere."""
        return self.used_at is None and at < self.expires_at
