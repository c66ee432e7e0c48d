"""Where a registration stands, and who answers for the child meanwhile.

Every open standing has a responsibility and a term; only an end has neither.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_intake.domain.registration.duty_clock import Deferral, DutyClock
from samenspel_intake.domain.registration.ending import End, Refusal
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


class RegistrationAction(StrEnum):
    """What can be next."""

    CONFIRM_RECEIPT = "confirm-receipt"
    ASK_PARENTS = "ask-parents"
    DECIDE = "decide"
    PLACE_TEMPORARILY = "place-temporarily"
    FOLLOW_UP = "follow-up"
    LOOK_AGAIN = "look-again"
    FIND_SCHOOL = "find-school"


class WhyAtDesk(StrEnum):
    """Why no school answers for the child now."""

    NO_SCHOOL_YET = "no-school-yet"
    REFUSED = "refused"
    PARENTS_WITHDREW = "parents-withdrew"


@dataclass(frozen=True, slots=True)
class Considering:
    """Open: the school looks for what suits the child, and the weeks count.

    `placement_due` tells that ten weeks have passed without a decision, `placed_from` since when
    the child has its temporary place; the duty goes on.
    """

    status: ClassVar = "considering"
    responsibility: Responsibility
    clock: DutyClock
    placement_due: bool = False
    placed_from: date | None = None


@dataclass(frozen=True, slots=True)
class Deferred:
    """Open: with the school, which looks again on an agreed day."""

    status: ClassVar = "deferred"
    responsibility: Responsibility
    deferral: Deferral


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Open: no school has to care, so the desk does, within a term of its own.

    `refusal` is the school's no, with the words that the parents got, where there was one.
    """

    status: ClassVar = "at-desk"
    responsibility: Responsibility
    term: Term
    why: WhyAtDesk
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """Closed."""

    status: ClassVar = "ended"
    how: End


Open = Considering | Deferred | AtDesk
Standing = Open | Ended
