"""What happened for a child, over all services, in the order in which it happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class EntryKind(StrEnum):
    """What happened. Of what happened at one moment, the earlier named comes first."""

    REQUEST_SUBMITTED = "request-submitted"
    RECEIPT_CONFIRMED = "receipt-confirmed"
    REQUEST_PLANNED = "request-planned"
    KIND_CHANGED = "kind-changed"
    RESPONSE_SUSPENDED = "response-suspended"
    RESPONSE_RESUMED = "response-resumed"
    NEEDS_ASSESSED = "needs-assessed"
    PARENT_VIEW_ADDED = "parent-view-added"
    HANDOVER_OFFERED = "handover-offered"
    REQUEST_WITHDRAWN = "request-withdrawn"
    CASE_DECLINED = "case-declined"
    HANDOVER_RETURNED = "handover-returned"
    HANDOVER_EXPIRED = "handover-expired"
    TRANSFER_OFFERED = "transfer-offered"
    TRANSFER_ANSWERED = "transfer-answered"
    REQUEST_ANSWERED = "request-answered"
    CASE_OPENED = "case-opened"
    HELP_GRANTED = "help-granted"
    HELP_COMPOSED = "help-composed"
    HELP_STEP_SKIPPED = "help-step-skipped"
    HELP_STARTED = "help-started"
    HELP_OVERDUE = "help-overdue"
    HELP_EVALUATED = "help-evaluated"
    HELP_EXTENDED = "help-extended"
    HELP_ENDED = "help-ended"
    PLACE_SOUGHT = "place-sought"
    PLACE_ESCALATED = "place-escalated"
    PLACE_ADMITTED = "place-admitted"
    PLACE_ENROLLED = "place-enrolled"
    PLACE_RETURNED = "place-returned"
    PLACE_ENDED = "place-ended"
    TRANSITION_PLANNED = "transition-planned"
    TRANSITION_MOVED = "transition-moved"
    TRANSITION_OFFERED = "transition-offered"
    TRANSITION_DECLINED = "transition-declined"
    TRANSITION_ESCALATED = "transition-escalated"
    TRANSITION_ACCEPTED = "transition-accepted"
    TRANSITION_ENDED = "transition-ended"
    CASE_PLANNED = "case-planned"
    CASE_CLOSED = "case-closed"
    AFTERCARE_CHECKED = "aftercare-checked"
    CASE_REOPENED = "case-reopened"
    PERSPECTIVE_WRITTEN = "perspective-written"
    POSITION_TAKEN = "position-taken"
    CHILD_HEARD = "child-heard"
    CHILD_TOLD = "child-told"
    MEETING_HELD = "meeting-held"
    TEAM_JOINED = "team-joined"
    TEAM_LEFT = "team-left"


OF_REQUEST = frozenset(
    {
        EntryKind.REQUEST_SUBMITTED,
        EntryKind.RECEIPT_CONFIRMED,
        EntryKind.REQUEST_PLANNED,
        EntryKind.KIND_CHANGED,
        EntryKind.RESPONSE_SUSPENDED,
        EntryKind.RESPONSE_RESUMED,
        EntryKind.NEEDS_ASSESSED,
        EntryKind.PARENT_VIEW_ADDED,
        EntryKind.HANDOVER_OFFERED,
        EntryKind.REQUEST_WITHDRAWN,
        EntryKind.CASE_DECLINED,
        EntryKind.HANDOVER_RETURNED,
        EntryKind.HANDOVER_EXPIRED,
        EntryKind.TRANSFER_OFFERED,
        EntryKind.TRANSFER_ANSWERED,
        EntryKind.REQUEST_ANSWERED,
    }
)
"""What happened before there was a case; all else belongs to the file of the case."""
OF_WHERE_IT_IS = OF_REQUEST | {
    EntryKind.CASE_OPENED,
    EntryKind.CASE_PLANNED,
    EntryKind.CASE_CLOSED,
    EntryKind.CASE_REOPENED,
    EntryKind.AFTERCARE_CHECKED,
}
"""What request or case tell themselves, and so to which unit they belong now; help may not know."""
_ORDER = {kind: place for place, kind in enumerate(EntryKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened; codes and days only, so that each reader gets words of its own.

    `event_id` is the event that told it, `seq` the event's number within its aggregate. `word` is
    the code that goes with the kind: a next action, a reason, a form of help. `due_on` is until
    when, or from when for help, which lasts until `ends_on`. Unit, school and pupil are known where
    the event said so.
    """

    event_id: UUID
    kind: EntryKind
    at: datetime
    seq: int
    support_request_id: UUID
    unit_id: UUID | None
    school_id: UUID | None = None
    pupil_id: UUID | None = None
    word: str | None = None
    due_on: date | None = None
    ends_on: date | None = None


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sort entries as they happened, the newest last."""
    return sorted(entries, key=lambda entry: (entry.at, _ORDER[entry.kind], entry.seq))
