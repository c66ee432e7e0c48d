"""In what order a desk takes requests up: by facts, and with the reason told.

Days without education come first, the most first; then what is about safety; then the term that
ends first; then what waits longest. Nobody can put a request higher by asking.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Reason(StrEnum):
    """Why a request stands where it stands."""

    WITHOUT_EDUCATION = "without-education"
    SAFETY = "safety"
    TERM_OVER = "term-over"
    TERM = "term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the order follows from; `days_out` are days without education, 0 when it goes on."""

    id: UUID
    days_out: int
    is_about_safety: bool
    response_last_day: date
    submitted_at: datetime

    @property
    def rank(self) -> tuple[int, int, date, datetime, UUID]:
        """Its place: the lowest comes first."""
        return (
            -self.days_out,
            0 if self.is_about_safety else 1,
            self.response_last_day,
            self.submitted_at,
            self.id,
        )

    def reason(self, today: date) -> Reason:
        """Say which fact put it there."""
        if self.days_out > 0:
            return Reason.WITHOUT_EDUCATION
        if self.is_about_safety:
            return Reason.SAFETY
        return Reason.TERM_OVER if self.response_last_day < today else Reason.TERM
