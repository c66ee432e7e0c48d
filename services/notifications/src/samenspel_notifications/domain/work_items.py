"""What people must do, over all services: who holds it, what is next, and until when.

Pseudonymous: an item names nobody. DESIGN's promise stands behind it: every open item has one
holder and one dated next action, so that nothing falls between two lists.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from samenspel_kernel.accountability import Holder
from samenspel_kernel.clock import AMSTERDAM, dutch_date
from samenspel_kernel.ids import reference_of
from samenspel_kernel.terms import WorkingDays

ANSWER_HANDOVER = "answer-handover"
DECIDE_BEFORE_END = "decide-before-end"
"""The next actions that follow from what another service told, without its naming them."""

OTHERS_MOVE = frozenset({"await-handover-answer"})
"""Next actions of which the holder can only watch that somebody else does them."""

SHOWN_BEFORE_END = timedelta(weeks=8)
"""So long before help ends, its holder is asked to decide what comes after it."""

NEW_FOR_WORKING_DAYS = 2


class ItemKind(StrEnum):
    """What kind of thing waits for somebody."""

    SUPPORT_REQUEST = "support-request"
    HANDOVER = "handover"
    TRANSFER = "transfer"
    CASE = "case"
    CASE_HANDOVER = "case-handover"
    ARRANGEMENT = "arrangement"
    PUPIL = "pupil"
    SIGNAL = "signal"
    REGISTRATION = "registration"
    SPELL = "out-of-education-spell"
    PREPARED_REQUEST = "prepared-request"
    SHARE_GRANT = "share-grant"
    CORRECTION = "correction"
    MONEY_REQUEST = "money-request"
    TLV = "tlv"
    TLV_HANDOVER = "tlv-handover"
    FUNDING_CHECK = "funding-check"
    FUNDING_HANDOVER = "funding-handover"
    OPP = "opp"
    PERSPECTIVE = "shared-perspective"
    VOICE = "voice-moment"
    HELP_QUESTION = "help-question"
    PLACEMENT = "placement"
    TRANSITION = "transition"
    MEETING = "meeting"


class Group(StrEnum):
    """How much haste an item has for its reader, the most first."""

    OVERDUE = "overdue"
    TODAY = "today"
    NEW = "new"
    LATER = "later"
    WAITING = "waiting"


_PATHS = {
    ItemKind.SUPPORT_REQUEST: "/intake/support-requests/{id}",
    ItemKind.HANDOVER: "/arrangements/cases/{id}",
    ItemKind.TRANSFER: "/intake/transfers/{id}",
    ItemKind.CASE: "/arrangements/cases/{id}",
    ItemKind.CASE_HANDOVER: "/arrangements/case-handovers/{id}",
    ItemKind.ARRANGEMENT: "/arrangements/cases/{case_id}",
    ItemKind.PUPIL: "/intake/pupils/{id}/completion",
    ItemKind.SIGNAL: "/intake/signals/{id}",
    ItemKind.REGISTRATION: "/intake/registrations/{id}",
    ItemKind.SPELL: "/intake/out-of-education/{id}",
    ItemKind.PREPARED_REQUEST: "/intake/prepared-requests/{id}",
    ItemKind.SHARE_GRANT: "/intake/share-grants/{id}",
    ItemKind.CORRECTION: "/intake/corrections/{id}",
    ItemKind.MONEY_REQUEST: "/arrangements/money/requests/{id}",
    ItemKind.TLV: "/arrangements/tlvs/{id}",
    ItemKind.TLV_HANDOVER: "/arrangements/tlv-handovers/{id}",
    ItemKind.FUNDING_CHECK: "/arrangements/funding-checks/{id}",
    ItemKind.FUNDING_HANDOVER: "/arrangements/funding-handovers/{id}",
    ItemKind.OPP: "/arrangements/opps/{id}",
    ItemKind.PERSPECTIVE: "/arrangements/perspectives/{id}",
    ItemKind.MEETING: "/arrangements/meetings/{id}",
    ItemKind.VOICE: "/arrangements/voices/{id}",
    ItemKind.HELP_QUESTION: "/arrangements/help-questions/{id}",
    ItemKind.PLACEMENT: "/arrangements/placements/{id}",
    ItemKind.TRANSITION: "/arrangements/transitions/{id}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One open item.

    `case_id` is the case that an arrangement belongs to, None for all else. `arrived_at` is when it
    came to its holder.
    """

    id: UUID
    kind: ItemKind
    unit_id: UUID | None
    school_id: UUID | None
    pupil_id: UUID | None
    case_id: UUID | None = None
    holder: Holder
    action: str
    due_on: date
    arrived_at: datetime

    @property
    def path(self) -> str:
        """The page on which it is done, in the service that owns it."""
        return _PATHS[self.kind].format(id=self.id, case_id=self.case_id)

    @property
    def reference(self) -> str:
        """The short form of its id, as people say it on the telephone."""
        return reference_of(self.id)


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who acts for somebody, from the first day to the last, both included."""

    deputy_id: UUID
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Today:
    """The day on which someone looks at the list, and since when an item still is new."""

    day: date
    new_since: datetime

    @classmethod
    def at(cls, moment: datetime, working_days: WorkingDays) -> "Today":
        """Work it out: what came today or on the two working days before is new."""
        day = dutch_date(moment)
        first = _working_days_before(day, NEW_FOR_WORKING_DAYS, working_days)
        midnight = datetime.combine(first, time(), tzinfo=AMSTERDAM)
        return cls(day, midnight.astimezone(UTC))

    @property
    def ends_shown_until(self) -> date:
        """The last day on which help may end that is spoken of today."""
        return self.day + SHOWN_BEFORE_END


def _working_days_before(day: date, count: int, working_days: WorkingDays) -> date:
    while count > 0:
        day -= timedelta(days=1)
        if working_days.is_working_day(day):
            count -= 1
    return day
