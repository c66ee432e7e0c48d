"""The clock of the duty of care (Wpo, art. 40): six weeks, four more at most, then a place."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samenspel_intake.domain.ages import birthday
from samenspel_intake.domain.ids import DocumentId
from samenspel_kernel.term import Term
from samenspel_kernel.terms import RuleRecord, WorkingDays

EARLIEST_AGE = 3
"""Parents may register a child in writing from this birthday on."""


class ClockStart(StrEnum):
    """From which fact the weeks count; an alliance's rule, the law leaves room."""

    RECEIPT = "receipt"
    CONFIRMATION = "confirmation"

    def day(self, *, received_on: date, confirmed_on: date | None, birth_date: date | None) -> date:
        """Give the day on which the clock starts.

        An unconfirmed receipt counts from the receipt itself: no clock waits for a school that
        is silent. A child that is not yet three starts on that birthday.
        """
        start = received_on
        if self is ClockStart.CONFIRMATION and confirmed_on is not None:
            start = confirmed_on
        return start if birth_date is None else max(start, birthday(birth_date, EARLIEST_AGE))


@dataclass(frozen=True, slots=True)
class DutyRules:
    """The rule records that the clock is computed by; each is in force on the day it starts."""

    decision: RuleRecord
    extension: RuleRecord
    placement: RuleRecord


@dataclass(frozen=True, slots=True)
class DutyTerms:
    """The computed days: of the decision, of the longest extension, of the temporary place."""

    decision: Term
    longest_extension: Term
    placement: Term

    @classmethod
    def by(cls, rules: DutyRules, starts_on: date, working_days: WorkingDays) -> "DutyTerms":
        """Compute them; the extension counts from the last day of the decision."""
        decision = Term.by(rules.decision, starts_on, working_days)
        return cls(
            decision,
            Term.by(rules.extension, decision.last_day, working_days),
            Term.by(rules.placement, starts_on, working_days),
        )


@dataclass(frozen=True, slots=True)
class Extension:
    """More time to decide; recorded too late it has no effect, and is kept all the same."""

    until: date
    reason: str
    recorded_on: date
    has_effect: bool


@dataclass(frozen=True, slots=True)
class DutyClock:
    """The terms and what happened to them."""

    terms: DutyTerms
    extension: Extension | None = None

    @property
    def decision(self) -> Term:
        """The term for the decision as it is now."""
        extension = self.extension
        if extension is None or not extension.has_effect:
            return self.terms.decision
        longest = self.terms.longest_extension
        return Term(longest.rule, longest.rule_version, longest.starts_on, extension.until)


@dataclass(frozen=True, slots=True)
class Deferral:
    """An agreement with the parents of a very young child to look again later.

    `follow_up` ends on the day to look again; the school stays responsible in writing, and the
    document says so.
    """

    follow_up: Term
    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class Asked:
    """What the school asked of the parents, and the term in which they can supply it."""

    supply: Term
    words: str = field(repr=False)
