"""Where the search for a place stands: a TLV is not a place, and an admission is not a start."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.places.ids import ProvisionId
from samenspel_kernel.ids import PersonId, SchoolId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.state_table import StateTable
from samenspel_kernel.term import Term


class PlacementAction(StrEnum):
    """What can be next."""

    FIND_PLACE = "find-place"
    ESCALATE = "escalate-place"
    ENROL = "enrol"
    REVIEW_STAY = "review-stay"
    CHECK_SUPPORT = "check-support"


@dataclass(frozen=True, slots=True)
class Asked:
    """A provision was asked: a seat is kept there, or it waits in line (`seated` is False)."""

    provision_id: ProvisionId
    seated: bool


@dataclass(frozen=True, slots=True)
class Admission:
    """The board of the receiving school admits the child, from a day on (Wpo 40; T4).

    `decision` is by what its writing is found again.
    """

    school_id: SchoolId
    from_day: date
    decision: str
    noted_by: PersonId


@dataclass(frozen=True, slots=True)
class Sought:
    """Open: a place is looked for; `find` ends when that must be escalated."""

    status: ClassVar = "sought"
    responsibility: Responsibility
    find: Term
    asked: Asked | None = None
    escalated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Admitted:
    """Open: a board said yes; the child has not begun yet."""

    status: ClassVar = "admitted"
    responsibility: Responsibility
    enrol: Term
    admission: Admission
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Open: the child is there since a day; `review` ends when a return is looked at."""

    status: ClassVar = "enrolled"
    responsibility: Responsibility
    review: Term
    admission: Admission
    first_day: date
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class Returned:
    """Open: the child is back in regular education; it gets support until it is checked."""

    status: ClassVar = "returned"
    responsibility: Responsibility
    support: Term
    school_id: SchoolId
    from_day: date


class EndReason(StrEnum):
    """Why nobody has to do anything any more; codes, so that they can be counted."""

    STAYS = "stays"
    BACK_FOR_GOOD = "back-for-good"
    OTHER_PLACE = "other-place"
    NOT_NEEDED = "not-needed"
    MOVED_AWAY = "moved-away"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Ended:
    """Closed; `stays_at` is the school at which a child stays for good."""

    status: ClassVar = "ended"
    reason: EndReason
    on: date
    stays_at: SchoolId | None = None


Open = Sought | Admitted | Enrolled | Returned
Standing = Open | Ended
PLACEMENTS = StateTable(
    thing="placement",
    first={"seek": Sought},
    moves={
        Sought: {
            "ask-seat": (Sought,),
            "leave-seat": (Sought,),
            "escalate": (Sought,),
            "admit": (Admitted,),
            "end": (Ended,),
        },
        Admitted: {"enrol": (Enrolled,), "end": (Ended,)},
        Enrolled: {
            "stay-on": (Enrolled,),
            "return": (Returned,),
            "end": (Ended,),
        },
        Returned: {"end": (Ended,)},
        Ended: {},
    },
)
"""From a place that is looked for to a child that is there; death ends each of them."""
