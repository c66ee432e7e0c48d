"""Where a grant stands; nothing is shared but while it is active and within its period."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.sharing.consent import SilenceDecision
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


class ShareAction(StrEnum):
    """What can be next."""

    REMIND = "remind-parent"
    AWAIT_CONSENT = "await-consent"
    TALK = "talk-with-parents"
    REVIEW = "review-share"


@dataclass(frozen=True, slots=True)
class Asking:
    """Open: the parents are asked; within `decide` they answer, after that a decider may."""

    status: ClassVar = "asking"
    responsibility: Responsibility
    decide: Term
    reminded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """Open: a parent says no; that is no error, somebody talks with the parents within a term."""

    status: ClassVar = "withheld"
    responsibility: Responsibility
    talk: Term


@dataclass(frozen=True, slots=True)
class Active:
    """Open: it may be shared; `review` ends long before the period does."""

    status: ClassVar = "active"
    responsibility: Responsibility
    review: Term
    silence: SilenceDecision | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A parent took consent back; from this moment nothing is shared."""

    by: ContactId
    on: date


@dataclass(frozen=True, slots=True)
class Expired:
    """The period is over, and somebody looked at that before."""

    on: date


@dataclass(frozen=True, slots=True)
class NotShared:
    """It was decided not to share, with a reason."""

    reason: str = field(repr=False)
    silence: SilenceDecision | None = None


@dataclass(frozen=True, slots=True)
class Died:
    """The child died; nothing is shared any more."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Closed."""

    status: ClassVar = "ended"
    how: Withdrawn | Expired | NotShared | Died


Open = Asking | Withheld | Active
Standing = Open | Ended
