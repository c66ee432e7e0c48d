"""What is open or was closed: the words for it, and one line of a list."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from samenspel_kernel.ids import reference_of
from samenspel_kernel.terms import TermUse, WorkingDays


class ItemKind(StrEnum):
    """What kind of thing someone must answer for."""

    SUPPORT_REQUEST = "support-request"
    CASE = "case"
    SIGNAL = "signal"
    REGISTRATION = "registration"
    SPELL = "out-of-education-spell"
    PREPARED_REQUEST = "prepared-request"
    SHARE_GRANT = "share-grant"
    TLV = "tlv"
    OPP = "opp"
    PLACEMENT = "placement"
    TRANSITION = "transition"


class ItemState(StrEnum):
    """Whether someone must answer for it now."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list behind a number; no name of a person, no free text.

    `since` is the day on which it was opened. `days_to_grant` are calendar days from the request
    to the first help granted; `answer_by` and `received_on` are of a handover that awaits its
    answer: until when, and when the receiver got it. `decided_on`, `decide_by` and `objected_on` are
    of a TLV. What is None is not known here (yet), or does not apply.
    """

    id: UUID
    kind: ItemKind
    unit_id: UUID | None
    school_name: str | None
    since: date
    holder_kind: str | None
    action_kind: str | None
    due_on: date | None
    term_starts_on: date | None
    term_last_day: date | None
    answer_by: date | None
    received_on: date | None
    granted_on: date | None
    days_to_grant: int | None
    decided_on: date | None = None
    decide_by: date | None = None
    objected_on: date | None = None

    @property
    def reference(self) -> str:
        """The short form of the id, as people say it on the telephone."""
        return reference_of(self.id)

    def days_late(self, today: date) -> int:
        """Calendar days since its next action should have been done; 0 while in time."""
        return max(0, (today - self.due_on).days) if self.due_on else 0

    def term_use(self, today: date, working_days: WorkingDays) -> TermUse | None:
        """Count the working days of its response term; None if it has none."""
        if self.term_starts_on is None or self.term_last_day is None:
            return None
        return TermUse.on(
            today,
            starts_on=self.term_starts_on,
            last_day=self.term_last_day,
            working_days=working_days,
        )
