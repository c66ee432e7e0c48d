"""Where a TLV stands. Each state is a type with what it needs; an ended one has no responsibility."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.tlv.advice import AdvicePair, Expert, ExpertAdvice
from samenspel_arrangements.domain.tlv.application import Missing
from samenspel_arrangements.domain.tlv.decision import (
    AgainstChild,
    AnyDecision,
    AnyGrant,
    Decision,
    Hearing,
)
from samenspel_arrangements.domain.tlv.ids import TlvId
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.term import Term


class TlvAction(StrEnum):
    """What can be next; all of it follows a term."""

    CHECK_COMPLETENESS = "check-completeness"
    AWAIT_SUPPLY = "await-supply"
    GET_ADVICE = "get-advice"
    HOLD_MDO = "hold-mdo"
    DECIDE = "decide-on-tlv"
    HEAR = "hear-before-refusal"
    ANNOUNCE = "announce-decision"
    CONFIRM_PLACE = "confirm-place"
    SEND_RENEWAL_LETTER = "send-renewal-letter"
    CHOOSE_SUCCESSOR = "choose-successor"
    AWAIT_OBJECTION = "await-objection"
    ASK_LBT = "ask-lbt"
    ANSWER_OBJECTION = "answer-objection"
    ANSWER_DEFAULT = "answer-default-notice"
    SETTLE_MOVE = "settle-move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """It lies here; somebody checks whether all is there (`check`)."""

    status: ClassVar = "received"
    responsibility: Responsibility
    decide: Term
    check: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended:
    """The clock stands still since the day after `asked_on`: the school supplies what is missing."""

    status: ClassVar = "suspended"
    responsibility: Responsibility
    decide: Term
    asked_on: date
    missing: tuple[Missing, ...]
    supply: Term
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InAdvice:
    """Complete; two experts are asked, and write."""

    status: ClassVar = "in-advice"
    responsibility: Responsibility
    decide: Term
    advise: Term
    experts: tuple[Expert, ...] = ()
    advices: tuple[ExpertAdvice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """The experts advise differently: all meet before anybody decides (T7)."""

    status: ClassVar = "divided"
    responsibility: Responsibility
    decide: Term
    pair: AdvicePair
    meet: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """Both advices are here; the committee decides."""

    status: ClassVar = "deciding"
    responsibility: Responsibility
    decide: Term
    pair: AdvicePair
    mdo_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalIntended:
    """The committee means to refuse; school and parents are heard first (Awb 4:7, 4:8)."""

    status: ClassVar = "refusal-intended"
    responsibility: Responsibility
    decide: Term
    pair: AdvicePair
    mdo_on: date | None
    grounds: str = field(repr=False)
    hear: Term
    hearings: tuple[Hearing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Decided; it counts when it is made known (Awb 3:40)."""

    status: ClassVar = "decided"
    responsibility: Responsibility
    decision: Decision
    announce: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """It runs to its last day, with somebody who sees to what comes after.

    `object_by` is None for another alliance's; `place` until the child has one. `wave_on` is the
    day from which the letter about what comes next goes out (`letter`), `renewed_by` the
    application for a new one.
    """

    status: ClassVar = "granted"
    responsibility: Responsibility
    grant: AnyGrant
    announced_on: date
    object_by: Term | None
    place: Term | None
    wave_on: date
    letter: Term
    successor: Term
    in_wave: bool = False
    letter_sent_on: date | None = None
    renewed_by: TlvId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """Refused, or left unprocessed, and made known; it ends when nobody can object any more."""

    status: ClassVar = "declined"
    responsibility: Responsibility
    decision: AgainstChild
    announced_on: date
    object_by: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Expired:
    """Its last day is over, and nobody said what comes after: an alarm until somebody does."""

    status: ClassVar = "expired"
    responsibility: Responsibility
    grant: AnyGrant
    successor: Term


class NextStep(StrEnum):
    """What comes after a TLV."""

    RENEWED = "renewed"
    BACK_TO_REGULAR = "back-to-regular"
    SECONDARY = "secondary-education"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Succeeded:
    """It is known what comes after it; it counts to its last day."""

    step: NextStep
    from_day: date
    tlv_id: TlvId | None = None


@dataclass(frozen=True, slots=True)
class WithdrawnByApplicant:
    """The school took the application back."""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Another alliance decides, and has it (Awb 2:3)."""

    alliance: str


@dataclass(frozen=True, slots=True)
class DecisionStands:
    """Nobody objected in time, or every objection was answered; a late one is taken in still."""

    object_by: Term


@dataclass(frozen=True, slots=True)
class ChildDied:
    """The child died; nothing may be asked or sent any more."""


HowEnded = Succeeded | WithdrawnByApplicant | Forwarded | DecisionStands | ChildDied


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Nobody has to do anything for it any more; a grant counts to its last day all the same."""

    status: ClassVar = "ended"
    how: HowEnded
    decision: AnyDecision
    ended_on: date


Examining = InAdvice | Divided | Deciding | RefusalIntended
"""Complete, and not decided on: its term runs, or may stand still (Awb 4:15)."""
Undecided = Received | Suspended | InAdvice | Divided | Deciding | RefusalIntended
Open = Undecided | Decided | Granted | Declined | Expired
Standing = Open | Ended
