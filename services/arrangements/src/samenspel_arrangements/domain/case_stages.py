"""The stages of a case as types: only an open one has a responsibility, and it always has one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from samenspel_arrangements.domain.closing.aftercare import AftercareReport
from samenspel_arrangements.domain.closing.gate import Closing, ClosingGate
from samenspel_kernel.accountability import Holder, NextAction
from samenspel_kernel.responsibility import Responsibility
from samenspel_kernel.state_table import StateTable


class CaseState(StrEnum):
    """Where a case stands."""

    OFFERED = "offered"
    OPENED = "opened"
    DECLINED = "declined"
    OFFER_WITHDRAWN = "offer-withdrawn"
    AFTERCARE = "aftercare"
    CLOSED = "closed"


class ActionKind(StrEnum):
    """What can be planned as next in an open case."""

    CONTACT_FAMILY = "contact-family"
    PLAN_MEETING = "plan-meeting"
    OBSERVE = "observe"
    DECIDE_ON_HELP = "decide-on-help"
    EVALUATE = "evaluate"
    CONTINUE_OR_CLOSE = "continue-or-close"
    START_HELP = "start-help"
    CHOOSE_MEASURES = "choose-measures"
    RECORD_SESSIONS = "record-sessions"
    ASK_ABOUT_REPORT = "ask-about-report"


class DeclineReason(StrEnum):
    """Why an offered case is not accepted."""

    OTHER_UNIT = "other-unit"
    INFORMATION_MISSING = "information-missing"
    BASIC_SUPPORT_FIRST = "basic-support-first"
    NO_CAPACITY = "no-capacity"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Offered:
    """Nobody accepted yet; the sender is still responsible."""

    state: ClassVar[CaseState] = CaseState.OFFERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A person or a unit's desk answers for the case and something is next.

    `holder_name` is for screens only, None where nobody told it (yet) and for a desk.
    """

    state: ClassVar[CaseState] = CaseState.OPENED
    responsibility: Responsibility
    holder_name: str | None
    accepted_at: datetime

    @property
    def holder(self) -> Holder:
        """Who answers for it."""
        return self.responsibility.holder

    @property
    def next_action(self) -> NextAction:
        """What is to be done first."""
        return self.responsibility.next_action


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """The handover was refused; the note is free text and never leaves this service."""

    state: ClassVar[CaseState] = CaseState.DECLINED
    reason: DeclineReason
    note: str


@dataclass(frozen=True, slots=True)
class OfferWithdrawn:
    """The request was taken back before anyone accepted."""

    state: ClassVar[CaseState] = CaseState.OFFER_WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftercare:
    """The case is closed; somebody still looks, on a day, how it goes with the child."""

    state: ClassVar[CaseState] = CaseState.AFTERCARE
    responsibility: Responsibility
    holder_name: str | None
    accepted_at: datetime
    closing: ClosingGate
    closed_at: datetime

    @property
    def holder(self) -> Holder:
        """Who looks again."""
        return self.responsibility.holder

    @property
    def next_action(self) -> NextAction:
        """The check, and its day."""
        return self.responsibility.next_action


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Nobody has to do anything any more; `aftercare` is what was found when somebody looked."""

    state: ClassVar[CaseState] = CaseState.CLOSED
    closing: Closing
    closed_at: datetime
    aftercare: AftercareReport | None = None


Held = Opened | Aftercare
Stage = Offered | Opened | Declined | OfferWithdrawn | Aftercare | Closed
FILE_CLOSED = (CaseState.AFTERCARE, CaseState.CLOSED)
"""In these the file is closed: it goes nowhere any more."""
CASE = StateTable(
    "case",
    {"offer": Offered},
    {
        Offered: {
            "accept": (Opened,),
            "decline": (Declined,),
            "withdraw": (OfferWithdrawn,),
            "end-offer": (OfferWithdrawn,),
            "died": (OfferWithdrawn,),
        },
        Opened: {
            "plan-action": (Opened,),
            "do": (Opened,),
            "evaluate": (Opened,),
            "offer-handover": (Opened,),
            "take-over": (Opened,),
            "refuse-handover": (Opened,),
            "take-from-desk": (Opened,),
            "reassign": (Opened,),
            "look": (Opened,),
            "withdraw": (Opened,),
            "close": (Aftercare, Closed),
            "died": (Closed,),
        },
        Aftercare: {
            "reassign": (Aftercare,),
            "take-from-desk": (Aftercare,),
            "look": (Aftercare,),
            "find-well": (Closed,),
            "reopen": (Opened,),
            "died": (Closed,),
        },
        Closed: {"reopen": (Opened,)},
        Declined: {},
        OfferWithdrawn: {},
    },
)
"""Which command leads from which stage to which."""
