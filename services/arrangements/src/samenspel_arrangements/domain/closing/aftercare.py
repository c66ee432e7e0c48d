"""What somebody finds who looks again some months after a case was closed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from samenspel_arrangements.domain.closing.gate import MAX_WORDS, Closing
from samenspel_arrangements.domain.free_text import text_error
from samenspel_kernel.errors import FieldError

EARLY = timedelta(days=14)
"""So long before its day the check may be held: a holiday, a meeting that comes earlier."""


class HowItGoes(StrEnum):
    """How it goes with the child."""

    WELL = "going-well"
    NOT_WELL = "not-well"


class Teller(StrEnum):
    """Who told how it goes."""

    CHILD = "child"
    PARENT = "parent"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareReport:
    """How it goes, by whose word; `words` are free text that never leaves this service."""

    how: HowItGoes
    told_by: Teller
    words: str
    on: date

    def errors(self) -> list[FieldError]:
        """Say what can't be so; none if all is well."""
        required = self.how is HowItGoes.NOT_WELL
        wrong = text_error("words", self.words, required=required, max_length=MAX_WORDS)
        return [wrong] if wrong else []


@dataclass(frozen=True, slots=True, kw_only=True)
class PastClosing:
    """A time that the case was closed, and why it was opened again; it is never forgotten."""

    closing: Closing
    closed_at: datetime
    aftercare: AftercareReport | None
    reopened_at: datetime
    reason: str
