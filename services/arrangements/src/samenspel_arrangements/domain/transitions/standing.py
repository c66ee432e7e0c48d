"""Where a transition stands: nothing is accepted but by the next school, and nobody slips through."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_kernel.ids import PersonId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.state_table import StateTable
from samenspel_kernel.term import Term


class TransitionAction(StrEnum):
    """What can be next."""

    CHOOSE = "choose-next-school"
    PREPARE = "prepare-transition"
    AWAIT_ACCEPTANCE = "await-acceptance"
    ESCALATE = "escalate-transition"
    CHECK_BEGIN = "check-begin"


@dataclass(frozen=True, slots=True)
class Preparing:
    """Open: what travels is chosen and the parents are asked; `offer` ends when it must go out."""

    status: ClassVar = "preparing"
    responsibility: Responsibility
    offer: Term
    accept: Term
    escalated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """Open: the next school sees it and has to answer; `accept` ends when that is escalated."""

    status: ClassVar = "offered"
    responsibility: Responsibility
    offer: Term
    accept: Term
    offered_on: date
    escalated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """Open: the next school said yes; `begin` ends when one knows that the child is there.

    `words` are who said it and where that stands, when another noted it for the school.
    """

    status: ClassVar = "accepted"
    responsibility: Responsibility
    begin: Term
    accepted_on: date
    noted_by: PersonId
    words: str = field(default="", repr=False)


class EndReason(StrEnum):
    """Why nobody has to do anything any more; codes, so that they can be counted (K23)."""

    BEGAN = "began"
    BEGAN_UNACCEPTED = "began-unaccepted"
    NOT_NEEDED = "not-needed"
    MOVED_AWAY = "moved-away"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Ended:
    """Closed."""

    status: ClassVar = "ended"
    reason: EndReason
    on: date


Standing = Preparing | Offered | Accepted | Ended


def terms_of(standing: Standing) -> tuple[Term, ...]:
    """Give the terms that run where it stands."""
    match standing:
        case Preparing(offer=offer, accept=accept):
            return (offer, accept)
        case Offered(accept=term) | Accepted(begin=term):
            return (term,)
        case Ended():
            return ()


_UNACCEPTED = frozenset({EndReason.BEGAN_UNACCEPTED, EndReason.NOT_NEEDED, EndReason.MOVED_AWAY})
ENDS: dict[type[Standing], frozenset[EndReason]] = {
    Preparing: _UNACCEPTED,
    Offered: _UNACCEPTED,
    Accepted: frozenset({EndReason.BEGAN, EndReason.NOT_NEEDED, EndReason.MOVED_AWAY}),
    Ended: frozenset(),
}
"""For which reasons a person may end it where it stands; a death ends it from anywhere."""
TRANSITIONS = StateTable(
    thing="transition",
    first={"plan": Preparing},
    moves={
        Preparing: {
            "write": (Preparing,),
            "move": (Preparing,),
            "escalate": (Preparing,),
            "offer": (Offered,),
            "end": (Ended,),
        },
        Offered: {
            "move": (Offered,),
            "escalate": (Offered,),
            "decline": (Preparing,),
            "accept": (Accepted,),
            "end": (Ended,),
        },
        Accepted: {"move": (Accepted,), "end": (Ended,)},
        Ended: {},
    },
)
"""From a child that will go on to one that the next school knew before it came."""
